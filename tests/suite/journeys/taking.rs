//! From a call to a closed case, and two providers who come at once.

use serde_json::json;
use vigie::{
    desk::{self, By, DeskError, Ending, News},
    domain::{
        offer::Effect,
        vocabulary::{IncidentState, OfferState},
    },
    store::{entity::incident, find},
};

use crate::{on_both, support::Desk};

async fn open_assignment(desk: &Desk, case: &incident::Model) -> Option<vigie::store::entity::assignment::Model> {
    find::open_assignment(desk.app.store.reader(), case.id).await.expect("a read")
}

on_both! {
    async fn a_call_reaches_a_provider_and_is_closed(desk: Desk) {
        let id = desk.call(&json!({})).await;
        assert_eq!(desk.state(id).await, IncidentState::Received);
        let case = desk.case(id).await;
        assert_eq!((case.category.as_str(), case.department.as_str()), ("ransomware", "12"));
        assert!(case.first_contact_at.is_some(), "she is on the line");
        desk.lift(id).await;
        desk.agree(id).await;
        assert_eq!(desk.ask(id).await.expect("offers leave"), 3);
        assert_eq!(desk.state(id).await, IncidentState::Offering);
        let offers = desk.offers_that_are(id, OfferState::Sent).await;
        assert_eq!(offers.len(), 3);
        for offer in &offers {
            let mail = desk.mail_to(&offer.recipient);
            assert_eq!(mail.len(), 1, "one mail to {}", offer.recipient);
            assert!(mail[0].text.contains("/o/"), "the mail has its link");
            for secret in ["Miquel", "Boulangerie", "05 65", "+3356500", "jeanne@"] {
                assert!(!mail[0].text.contains(secret) && !mail[0].subject.contains(secret), "the offer tells {secret}");
            }
        }
        assert_eq!(desk.accept(&offers[1]).await.expect("counts"), Effect::Available);
        desk::choose_provider(&desk.app, &By::Victim, id, offers[1].id).await.expect("chosen");
        desk.work().await;
        assert_eq!(desk.state(id).await, IncidentState::Assigned);
        let assignment = open_assignment(desk, &desk.case(id).await).await.expect("somebody has it");
        assert_eq!(assignment.provider_id, offers[1].provider_id);
        assert_eq!(desk.offers_that_are(id, OfferState::Withdrawn).await.len(), 2, "the others are told");
        let brief = desk.mail_to(&offers[1].recipient).pop().expect("the brief");
        assert!(brief.text.contains("Jeanne Miquel"), "now the provider learns who it is");
        assert!(desk.mail_to("jeanne@boulangerie.example").iter().any(|mail| mail.text.contains("Atelier")));
        let provider = By::Provider(assignment.provider_id.into());
        desk::confirm_first_contact(&desk.app, &provider, id).await.expect("confirmed");
        assert_eq!(desk.state(id).await, IncidentState::Following);
        desk::provider_news(&desk.app, &provider, id, News::Finished, "Serveur restauré.".into()).await.expect("told");
        let ending = Ending::Closed { disposition: "confirmed".into(), note: "Restauré.".into() };
        desk::end_incident(&desk.app, &desk.ana, id, ending).await.expect("closed");
        assert_eq!(desk.state(id).await, IncidentState::Closed);
        assert!(open_assignment(desk, &desk.case(id).await).await.is_none());
        let trail = desk.trail(id).await;
        let told: Vec<&str> = trail.iter().map(String::as_str).collect();
        for action in ["report.received", "doubt.lifted", "consent.recorded", "shortlist.made", "offer.sent",
            "offer.available", "assignment.made", "first_contact.confirmed", "provider.reported", "incident.closed"] {
            assert!(told.contains(&action), "{action} is not in the trail: {told:?}");
        }
        desk.assert_sound().await;
    }

    async fn of_two_choices_at_once_one_wins(desk: Desk) {
        let id = desk.offered_call().await;
        let offers = desk.offers(id).await;
        for offer in &offers[..2] {
            desk.accept(offer).await.expect("available");
        }
        let (one, two) = tokio::join!(
            desk::choose_provider(&desk.app, &By::Victim, id, offers[0].id),
            desk::choose_provider(&desk.app, &desk.ana, id, offers[1].id),
        );
        assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1, "{one:?} {two:?}");
        let lost = one.err().or(two.err()).expect("one lost");
        assert!(matches!(lost, DeskError::Already(_) | DeskError::NotFound(_)), "{lost:?}");
        assert_eq!(desk.offers_that_are(id, OfferState::Chosen).await.len(), 1);
        desk.assert_sound().await;
    }

    async fn where_the_first_to_accept_has_it_two_at_once_are_one_and_a_thank_you(desk: Desk) {
        let words = "J’ai appelé le numéro affiché sur l’écran bloqué, Microsoft a pris la main sur le PC avec AnyDesk et m’a fait payer 300 euros";
        let id = desk.call(&json!({ "description": words, "facts": {"remote_access_given": "yes"} })).await;
        assert_eq!(desk.case(id).await.category, "tech_support_scam");
        desk.lift(id).await;
        desk.agree(id).await;
        desk.ask(id).await.expect("offers leave");
        let offers = desk.offers_that_are(id, OfferState::Sent).await;
        assert!(offers.len() >= 2, "asked: {offers:?}");
        let (one, two) = tokio::join!(desk.accept(&offers[0]), desk.accept(&offers[1]));
        let won = [&one, &two].iter().filter(|answer| matches!(answer, Ok(Effect::Assign))).count();
        assert_eq!(won, 1, "{one:?} {two:?}");
        let lost = one.err().or(two.err()).expect("one was too late");
        assert!(matches!(lost, DeskError::Answer(_) | DeskError::Already(_)), "{lost:?}");
        assert_eq!(desk.state(id).await, IncidentState::Assigned);
        desk.assert_sound().await;
    }
}
