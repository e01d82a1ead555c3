//! Declines and silences bring in the next.

use std::collections::BTreeSet;

use vigie::domain::vocabulary::{IncidentState, OfferState};

use crate::{on_both, support::Desk};

on_both! {
    async fn a_decline_brings_in_the_next(desk: Desk) {
        let id = desk.offered_call().await;
        let first = desk.offers(id).await.remove(0);
        desk.decline(&first).await.expect("counts");
        desk.work().await;
        assert_eq!(desk.offers_that_are(id, OfferState::Declined).await.len(), 1);
        assert_eq!(desk.offers_that_are(id, OfferState::Sent).await.len(), 3, "three are asked again");
        let asked: BTreeSet<_> = desk.offers(id).await.iter().map(|offer| offer.provider_id).collect();
        assert_eq!(asked.len(), 4, "nobody is asked twice");
    }

    async fn silence_brings_in_the_next_and_a_late_answer_counts(desk: Desk) {
        let id = desk.offered_call().await;
        let first = desk.offers(id).await.remove(0);
        desk.later(21).await;
        assert_eq!(desk.offers_that_are(id, OfferState::Expired).await.len(), 3);
        assert_eq!(desk.offers_that_are(id, OfferState::Sent).await.len(), 3);
        let late = desk.offers(id).await.into_iter().find(|offer| offer.id == first.id).expect("still there");
        assert_eq!(late.state, OfferState::Expired.as_str());
        desk.accept(&late).await.expect("nobody has it yet: a late answer counts");
        assert_eq!(desk.offers_that_are(id, OfferState::Available).await.len(), 1);
        assert_eq!(desk.state(id).await, IncidentState::Offering);
        desk.assert_sound().await;
    }

    async fn a_job_that_runs_twice_does_nothing_twice(desk: Desk) {
        let id = desk.offered_call().await;
        desk.later(21).await;
        let (offers, mail) = (desk.offers(id).await.len(), desk.mail().len());
        desk.work().await;
        desk.work().await;
        assert_eq!((desk.offers(id).await.len(), desk.mail().len()), (offers, mail));
    }

    async fn at_half_time_of_a_critical_offer_somebody_has_the_task_to_phone(desk: Desk) {
        let id = desk.offered_call().await;
        desk.later(11).await;
        desk.work().await;
        let phone = desk.tasks().await.into_iter().filter(|task| task.kind == "call_on_call").count();
        assert_eq!(phone, desk.offers(id).await.len(), "one call for each who was asked");
    }

    async fn who_comes_when_it_is_taken_is_told_so(desk: Desk) {
        let (id, taken) = desk.assigned_call().await;
        desk.work().await;
        let other = desk.offers(id).await.into_iter().find(|offer| offer.id != taken.id).expect("another was asked");
        desk.accept(&other).await.expect_err("too late");
        let told = desk.mail_to(&other.recipient);
        assert_eq!(told.len(), 2, "the offer, then that it is taken");
    }
}
