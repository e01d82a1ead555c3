//! Nothing is offered before a person has lifted the doubt and the victim has agreed.

use serde_json::json;
use vigie::{
    desk::{self, By, DeskError},
    domain::{
        incident::IncidentError,
        vocabulary::{IncidentState, OfferState},
    },
};

use crate::{on_both, support::Desk};

on_both! {
    async fn no_offer_leaves_before_the_doubt_is_lifted_and_the_victim_agrees(desk: Desk) {
        let id = desk.call(&json!({})).await;
        let refused = desk.ask(id).await;
        assert!(matches!(refused, Err(DeskError::Incident(IncidentError::Unverified))), "{refused:?}");
        desk.lift(id).await;
        let refused = desk.ask(id).await;
        assert!(matches!(refused, Err(DeskError::Incident(IncidentError::NoAgreement))), "{refused:?}");
        assert!(desk.offers(id).await.is_empty());
        desk.agree(id).await;
        desk.ask(id).await.expect("now they leave");
    }

    async fn only_a_member_of_the_staff_lifts_the_doubt(desk: Desk) {
        let id = desk.call(&json!({})).await;
        for by in [By::Victim, By::Visitor, By::Desk] {
            let refused = desk::lift_doubt(&desk.app, &by, id, desk::HowVerified::CallBack, String::new()).await;
            assert!(matches!(refused, Err(DeskError::Forbidden)), "{by:?}");
        }
        assert_eq!(desk.state(id).await, IncidentState::Received);
    }

    async fn an_agreement_that_is_taken_back_stops_everything(desk: Desk) {
        let (id, offer) = desk.assigned_call().await;
        desk.work().await;
        desk::withdraw_agreement(&desk.app, &By::Victim, id).await.expect("withdrawn");
        desk.work().await;
        assert_eq!(desk.state(id).await, IncidentState::Open);
        assert!(desk.offers_that_are(id, OfferState::Sent).await.is_empty());
        let told = desk.mail_to(&offer.recipient);
        assert!(told.len() >= 3, "the offer, the brief, and that it is over: {}", told.len());
        assert!(desk.trail(id).await.contains(&"deletion.asked".to_owned()));
        let refused = desk.ask(id).await;
        assert!(matches!(refused, Err(DeskError::Incident(IncidentError::NoAgreement))), "{refused:?}");
        desk.assert_sound().await;
    }

    async fn where_the_usual_supplier_takes_it_offers_stop_and_nobody_else_is_asked(desk: Desk) {
        let id = desk.offered_call().await;
        let own = desk::Agreement {
            wording: "Mon informaticien s’en occupe.".into(),
            channel: "phone".into(),
            said_by: "Jeanne Miquel".into(),
            delegated: desk::Delegated::No,
            own_supplier: desk::OwnSupplier::TakesIt,
        };
        desk::record_agreement(&desk.app, &desk.ana, id, own).await.expect("recorded");
        assert_eq!(desk.offers_that_are(id, OfferState::Withdrawn).await.len(), 3);
        let refused = desk.ask(id).await;
        assert!(matches!(refused, Err(DeskError::Already(_))), "{refused:?}");
        desk.later(120).await;
        assert_eq!(desk.offers(id).await.len(), 3, "no job asks anybody either");
        let unfilled = desk::unfilled_cases(&desk.app).await.expect("a read");
        assert!(unfilled.is_empty(), "it has its helper: {unfilled:?}");
        assert!(desk.trail(id).await.contains(&"own_supplier.recorded".to_owned()));
    }
}
