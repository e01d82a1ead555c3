//! Whose turn it is: who has a case pays its turn, and so does who lets one go without an excuse.

use uuid::Uuid;
use vigie::{
    desk::{self, By},
    domain::offer::{Answer, DeclineReason},
    store::entity::offer,
};

use crate::{on_both, support::Desk};

async fn declines(desk: &Desk, offer: &offer::Model, reason: DeclineReason) {
    let answer = Answer::Declined { reason, words: String::new() };
    let by = By::Provider(offer.provider_id.into());
    desk::answer_offer(&desk.app, &by, offer.id, answer, "Sam".into()).await.expect("a decline counts");
}

fn deficit(desk: &Desk, provider: Uuid) -> f64 {
    desk.app.directory.snapshot().get(provider.into()).expect("in the directory").record.deficit
}

on_both! {
    async fn a_decline_without_excuse_costs_a_turn_and_one_with_excuse_does_not(desk: Desk) {
        let id = desk.offered_call().await;
        let offers = desk.offers(id).await;
        declines(desk, &offers[0], DeclineReason::Distance).await;
        declines(desk, &offers[1], DeclineReason::Capacity).await;
        desk.accept(&offers[2]).await.expect("the answer counts");
        desk::choose_provider(&desk.app, &By::Victim, id, offers[2].id).await.expect("the choice counts");
        desk.work().await;
        // Two turns among six: each earns a third, who had one pays one.
        let turns = offers[..3].iter().map(|offer| deficit(desk, offer.provider_id)).collect::<Vec<_>>();
        assert!((turns[0] + 2.0 / 3.0).abs() < 1e-9, "declined without excuse: {turns:?}");
        assert!((turns[1] - 1.0 / 3.0).abs() < 1e-9, "full: keeps its turn: {turns:?}");
        assert!((turns[2] + 2.0 / 3.0).abs() < 1e-9, "has the case: {turns:?}");
        let directory = desk.app.directory.snapshot();
        let sum: f64 = directory.providers().iter().map(|provider| provider.record.deficit).sum();
        assert!(sum.abs() < 1e-9, "nobody's gain is made up: {sum}");
        let excused = directory.get(offers[1].provider_id.into()).expect("in the directory");
        assert_eq!(excused.record.offers, 0, "counts against nobody");
    }

    async fn who_stays_silent_in_its_hours_pays_a_turn(desk: Desk) {
        let id = desk.offered_call().await;
        let first = desk.offers(id).await;
        desk.later(21).await;
        let next = desk.offers_that_are(id, vigie::domain::vocabulary::OfferState::Sent).await.remove(0);
        desk.accept(&next).await.expect("the answer counts");
        desk::choose_provider(&desk.app, &By::Victim, id, next.id).await.expect("the choice counts");
        desk.work().await;
        for silent in &first {
            assert!(deficit(desk, silent.provider_id) < 0.0, "{}", deficit(desk, silent.provider_id));
        }
    }

    async fn the_directory_is_read_again_only_when_something_changed(desk: Desk) {
        let (id, offer) = desk.assigned_call().await;
        desk.work().await;
        let read = desk.app.directory.snapshot().generation();
        desk.work().await;
        desk.work().await;
        assert_eq!(desk.app.directory.snapshot().generation(), read, "nothing changed, nothing is read");
        let mine = desk.app.directory.snapshot().get(offer.provider_id.into()).expect("there").open_assignments;
        assert_eq!(mine, 1);
        desk::take_back(&desk.app, &desk.ana, id, String::new()).await.expect("taken back");
        desk.work().await;
        let mine = desk.app.directory.snapshot().get(offer.provider_id.into()).expect("there").open_assignments;
        assert_eq!(mine, 0, "an ended assignment frees its place");
        desk.later(16).await;
        assert!(desk.app.directory.snapshot().generation() > read + 1, "time passes over the rolling cap, too");
    }
}
