//! A clock that jumps: no offer expires early, none stays for ever.

use vigie::domain::vocabulary::{IncidentState, OfferState};

use crate::{on_both, support::Desk};

on_both! {
    async fn a_clock_that_goes_back_expires_nothing_and_nothing_stays_for_ever(desk: Desk) {
        let id = desk.offered_call().await;
        desk.later(-24 * 60).await;
        assert_eq!(desk.offers_that_are(id, OfferState::Sent).await.len(), 3, "a day back: nothing is over");
        desk.later(24 * 60).await;
        assert_eq!(desk.offers_that_are(id, OfferState::Sent).await.len(), 3, "put right: still in time");
        desk.later(21).await;
        assert_eq!(desk.offers_that_are(id, OfferState::Expired).await.len(), 3, "and over when it is over");
    }

    async fn after_a_leap_forward_a_late_answer_still_counts(desk: Desk) {
        let id = desk.offered_call().await;
        let first = desk.offers(id).await.remove(0);
        desk.later(30 * 24 * 60).await;
        desk.later(-30 * 24 * 60).await;
        assert_eq!(desk.state(id).await, IncidentState::Offering);
        let late = desk.offers(id).await.into_iter().find(|offer| offer.id == first.id).expect("still there");
        desk.accept(&late).await.expect("nobody has the case: the answer counts");
        assert_eq!(desk.offers_that_are(id, OfferState::Available).await.len(), 1);
        desk.assert_sound().await;
    }
}
