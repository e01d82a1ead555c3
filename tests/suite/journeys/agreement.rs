//! Nothing is offered before a person has lifted the doubt and the victim has agreed.

use serde_json::json;
use vigie::{
    desk::{self, By, DeskError},
    domain::{
        audit::Subject,
        incident::IncidentError,
        vocabulary::{IncidentState, OfferState},
    },
    store::{find, row},
};

use crate::{on_both, support::Desk};

fn said(own_supplier: desk::OwnSupplier) -> desk::Agreement {
    desk::Agreement {
        wording: "Je suis d’accord.".into(),
        channel: "phone".into(),
        said_by: "Jeanne Miquel".into(),
        delegated: desk::Delegated::No,
        own_supplier,
        insurer: desk::Insurer::NotTold,
    }
}

/// What the trail keeps of it, as it is hashed.
async fn own_supplier_event(desk: &Desk, id: uuid::Uuid) -> String {
    let subject = Some(Subject::Incident(id.into()).to_string());
    let action = Some("own_supplier.recorded".to_owned());
    let filter = find::TrailFilter { subject, action, ..find::TrailFilter::default() };
    let mut found = find::trail(desk.app.store.reader(), &filter, 10).await.expect("a read");
    found.pop().expect("the event").canonical
}

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
            insurer: desk::Insurer::None,
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

    async fn an_agreement_without_the_question_about_the_usual_supplier_is_none(desk: Desk) {
        let id = desk.call(&json!({})).await;
        desk.lift(id).await;
        let refused = desk::record_agreement(&desk.app, &desk.ana, id, said(desk::OwnSupplier::NotAsked)).await;
        let Err(DeskError::Fields(wrong)) = refused else { panic!("{refused:?}") };
        assert_eq!(wrong.iter().map(|error| error.pointer()).collect::<Vec<_>>(), ["/own_supplier"]);
        assert!(desk.case(id).await.agreed_at.is_none());
        assert!(!desk.trail(id).await.contains(&"consent.recorded".to_owned()));
    }

    async fn what_she_has_of_her_own_is_kept_with_the_agreement_and_stops_no_offer_by_itself(desk: Desk) {
        for (supplier, word) in [
            (desk::OwnSupplier::None, "none"),
            (desk::OwnSupplier::Unable, "unable"),
            (desk::OwnSupplier::MayBeTheWayIn, "may_be_the_way_in"),
        ] {
            let id = desk.call(&json!({})).await;
            desk.lift(id).await;
            desk::record_agreement(&desk.app, &desk.ana, id, said(supplier)).await.expect("recorded");
            let given = desk::agreement_of(&desk.case(id).await).expect("the agreement");
            assert_eq!((given.own_supplier, given.insurer), (supplier, desk::Insurer::NotTold));
            let told = own_supplier_event(desk, id).await;
            assert!(told.contains(&format!(r#""supplier":"{word}""#)) && told.contains(r#""insurer":"not_told""#), "{told}");
            let file = desk::read::case_file(&desk.app, id).await.expect("the case");
            for text_id in [supplier.text_id(), "insurer-not-told"] {
                let line = file.entries.iter().find(|entry| entry.text_id.as_deref() == Some(text_id));
                assert_eq!(line.map(|line| line.visible_to.as_str()), Some("desk"), "{text_id}");
            }
            desk.ask(id).await.expect("nobody is excluded by it");
        }
        desk.assert_sound().await;
    }

    /// An agreement of the time before the question: what it doesn't say is asked, not taken for a no.
    async fn offers_wait_for_the_question_where_an_old_agreement_lacks_it(desk: Desk) {
        let id = desk.agreed_call().await;
        let written = desk.app.store.write(move |tx| {
            Box::pin(async move {
                let mut case = find::lock_incident(tx, id).await?;
                case.agreement = Some(json!({"wording": "D’accord.", "channel": "phone", "said_by": "Jeanne"}));
                row::save_incident(tx, case, row::Words::Same).await
            })
        });
        written.await.expect("as it was kept before");
        let refused = desk.ask(id).await;
        assert!(matches!(refused, Err(DeskError::Incident(IncidentError::SupplierNotAsked))), "{refused:?}");
        assert!(desk.offers(id).await.is_empty());
        desk.agree(id).await;
        desk.ask(id).await.expect("now she was asked");
    }
}
