//! The desk's own past, played out again.

use vigie::{
    desk,
    domain::{
        calendar::Schedule,
        matching::{
            Durations, Rules, Weights,
            simulation::{Behaviour, Scenario, figures, simulate},
        },
        vocabulary::OfferState,
    },
};

use crate::{on_both, support::Desk};

on_both! {
    async fn the_cases_of_the_last_days_are_played_as_they_came_and_nobody_ineligible_is_asked(desk: Desk) {
        let first = desk.offered_call().await;
        for offer in desk.offers_that_are(first, OfferState::Sent).await {
            desk.decline(&offer).await.expect("the answer counts");
        }
        desk.later(90).await;
        desk.offered_call().await;
        let calls = desk::past_calls(&desk.app, 30).await.expect("a read");
        assert_eq!(calls.len(), 2, "each case once, however often it was ranked");
        assert!(calls[0].at < calls[1].at);
        assert!(calls.iter().all(|call| call.need.asked.is_empty() && call.need.declined.is_empty()));
        let scenario = Scenario {
            seed: 1,
            weights: Weights::default(),
            rules: Rules::default(),
            durations: Durations::default(),
            behaviour: Behaviour::default(),
            desk: Schedule::in_department("24/7".parse().expect("hours"), "12"),
        };
        let played = simulate(desk.app.directory.snapshot().providers().to_vec(), &calls, &scenario);
        let shown = figures(&played);
        assert_eq!((shown.cases, shown.ineligible_offers), (2, 0));
        desk.app.clock.advance(jiff::SignedDuration::from_hours(24 * 40));
        assert!(desk::past_calls(&desk.app, 30).await.expect("a read").is_empty(), "what is older isn't played");
    }
}
