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
}
