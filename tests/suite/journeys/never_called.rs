//! S6. The chosen one never calls: an alarm, one step to relaunch, the first link dead, what it got deleted.

use vigie::{
    desk::{self, By, DeskError, links},
    domain::vocabulary::{IncidentState, OfferState},
    store::{entity::offer, find},
};

use crate::{on_both, support::Desk};

async fn deletion_link(desk: &Desk, offer: &offer::Model) -> vigie::store::entity::link::Model {
    let links = find::links_of(desk.app.store.reader(), offer.incident_id).await.expect("a read");
    let found = links.into_iter().find(|link| link.scope == "deletion" && link.offer_id == Some(offer.id));
    found.expect("a link to confirm deletion")
}

on_both! {
    async fn the_victim_says_that_nobody_called_and_the_desk_relaunches_in_one_step(desk: Desk) {
        let (id, offer) = desk.assigned_call().await;
        desk.work().await;
        desk::nobody_called(&desk.app, &By::Victim, id).await.expect("the victim is heard");
        let alarms = desk.alarms().await;
        assert_eq!(alarms.iter().filter(|alarm| alarm.kind == "no-provider-contact").count(), 1);

        let old = find::links_of(desk.app.store.reader(), id).await.expect("a read");
        let old = old.into_iter().find(|link| link.offer_id == Some(offer.id)).expect("the provider's link");
        let token = desk.app.keys.link_token(old.id, old.generation);
        links::open(&desk.app, &token, links::Scope::Offer).await.expect("it works until then");

        let asked = desk::relaunch(&desk.app, &desk.ana, id, "no_contact".into()).await.expect("relaunched");
        assert_eq!(asked, 3, "the next three are asked in the same step");
        assert_eq!(desk.state(id).await, IncidentState::Offering);
        let dead = links::open(&desk.app, &token, links::Scope::Offer).await;
        assert!(matches!(dead, Err(DeskError::DeadLink)), "{dead:?}");
        let answer = desk.accept(&offer).await;
        assert!(answer.is_err(), "the first provider's offer is over");
        assert!(desk.alarms().await.is_empty(), "who relaunched has dealt with the alarm");
        let round = desk.case(id).await.round;
        let sent = desk.offers_that_are(id, OfferState::Sent).await;
        assert!(sent.iter().all(|next| next.round == round && next.provider_id != offer.provider_id));
        desk.assert_sound().await;
    }

    async fn the_provider_that_lost_the_case_is_asked_to_delete_and_confirms(desk: Desk) {
        let (id, offer) = desk.assigned_call().await;
        desk::relaunch(&desk.app, &desk.ana, id, "no_contact".into()).await.expect("relaunched");
        desk.work().await;
        let link = deletion_link(desk, &offer).await;
        let token = desk.app.keys.link_token(link.id, link.generation);
        let mails = desk.mail_to(&offer.recipient);
        let last = mails.last().expect("it is told");
        assert!(last.text.contains(&format!("/d/{token}")), "the mail leads to the page: {}", last.text);
        let case = desk.case(id).await;
        for secret in [&case.organisation, &case.contact_name] {
            assert!(!last.text.contains(secret.as_str()), "the mail says nothing of the case: {secret}");
        }
        let by = By::Provider(offer.provider_id.into());
        desk::confirm_deletion(&desk.app, &by, id, offer.id).await.expect("confirmed");
        desk::confirm_deletion(&desk.app, &by, id, offer.id).await.expect("twice is once");
        let row = find::assignment_of_offer(desk.app.store.reader(), offer.id).await.expect("a read").expect("there");
        assert!(row.deletion_asked_at.is_some() && row.deletion_confirmed_at.is_some());
        let trail = desk.trail(id).await;
        assert_eq!(trail.iter().filter(|action| *action == "deletion.confirmed").count(), 1, "{trail:?}");
        desk.assert_sound().await;
    }

    async fn who_was_never_asked_to_delete_has_nothing_to_confirm(desk: Desk) {
        let (id, offer) = desk.assigned_call().await;
        let by = By::Provider(offer.provider_id.into());
        let refused = desk::confirm_deletion(&desk.app, &by, id, offer.id).await;
        assert!(matches!(refused, Err(DeskError::NotFound(_))), "{refused:?}");
    }

    async fn without_the_victims_agreement_a_case_is_taken_back_and_nobody_is_asked(desk: Desk) {
        let (id, _) = desk.assigned_call().await;
        desk::withdraw_agreement(&desk.app, &By::Victim, id).await.expect("withdrawn");
        let gone = desk::relaunch(&desk.app, &desk.ana, id, "no_contact".into()).await;
        assert!(matches!(gone, Err(DeskError::NotFound(_))), "the provider lost the case with the agreement: {gone:?}");
        assert!(desk.offers_that_are(id, OfferState::Sent).await.is_empty());
    }
}
