//! Matching: need, eligibility, score, rotation; every provider ranked or told why not.
//!
//! `rank` is the whole of it: hard conditions first, then a weighted sum whose parts are shown, then a keyed hash for
//! ties. Nothing here knows a database; the same code serves the desk, `vigie match` and the simulation.

mod availability;
mod burst;
mod candidate;
mod coverage;
mod directory;
mod eligibility;
mod failures;
pub mod fair_shares;
mod index;
mod min_cost;
mod named;
mod need;
mod offer_window;
mod request;
pub mod rotation;
mod score;
mod shortlist;
pub mod simulation;
mod standing;
mod tie;
mod weights_form;
pub mod what_if;
mod widening;

#[cfg(test)]
mod oracle_tests;
#[cfg(test)]
mod ranking_tests;

pub use availability::Availability;
pub use burst::{OpenCase, Planned, burst, burst_key};
pub use candidate::{Candidate, Excluded, Ranking};
pub use coverage::{Cover, comes_to, coverage};
pub use directory::Directory;
pub use eligibility::{Rules, failures};
pub use failures::Failures;
pub use named::Named;
pub use need::{Need, Site};
pub use offer_window::{Durations, OfferWindow, Reach, choice_until, first_contact_by, offer_window};
pub use request::{MatchRequest, RequestRefused};
pub use score::{Parts, Weights, parts};
pub use shortlist::{Replay, Shortlist};
pub use standing::{serves, standing};
pub use tie::TieKey;
pub use weights_form::{WeightFault, read_weights};
pub use widening::{Widening, next_widening};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a ranking depends on besides the need and the directory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Context {
    /// The instant that counts for validity, pauses and opening hours.
    pub now: Timestamp,
    /// Weights of the score.
    pub weights: Weights,
    /// The desk's own thresholds.
    pub rules: Rules,
    /// Key by which ties fall; one for each case.
    pub tie_key: TieKey,
}

/// Ranks the providers able to help, best first. Those that fail a hard condition are kept apart with every condition
/// they failed. Equal input gives equal output, whatever the order of the directory.
#[must_use]
pub fn rank(need: &Need, directory: &Directory, context: &Context) -> Ranking {
    let mut ranking = Ranking::default();
    let packed_need = directory.pack(need, &context.rules);
    for entry in directory.at(context.now) {
        let failed = packed_need.failures(entry.packed, entry.provider, entry.availability);
        if failed.is_empty() {
            ranking.candidates.push(Candidate::new(need, &context.weights, &entry));
        } else {
            let opens_at = entry.availability.opens_at;
            ranking.excluded.push(Excluded { provider: entry.provider.id, failed, opens_at });
        }
    }
    candidate::best_first(&mut ranking.candidates, &context.tie_key);
    ranking
}
