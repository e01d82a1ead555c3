//! What a ranking says of each provider.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Failures, Need, Parts, TieKey, Weights, directory::Entry, score};
use crate::ids::ProviderId;

/// A provider able to help.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Who.
    pub provider: ProviderId,
    /// Weighted sum of the parts, from 0 to 1.
    pub score: f64,
    /// The parts.
    pub parts: Parts,
    /// Kilometres as the crow flies, to the metre, where both places are known.
    pub distance_km: Option<f64>,
    /// When it opens next; none: it is open now.
    pub opens_at: Option<Timestamp>,
    /// Somebody can be reached though it is closed.
    pub on_call: bool,
}

/// A provider that isn't asked, and every reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// Who.
    pub provider: ProviderId,
    /// The conditions that it failed.
    pub failed: Failures,
    /// When it opens next; none: it is open now.
    pub opens_at: Option<Timestamp>,
}

/// Every provider of the directory: ranked, or told why not.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    /// Those able to help, best first.
    pub candidates: Vec<Candidate>,
    /// The others, by id.
    pub excluded: Vec<Excluded>,
}

impl Candidate {
    /// Scores a provider that failed nothing.
    pub(super) fn new(need: &Need, weights: &Weights, entry: &Entry<'_>) -> Self {
        let point = entry.provider.address.point;
        let distance_km = need.site.point.zip(point).map(|(here, there)| there.distance_km(here));
        let level = |skill| entry.packed.level(skill);
        let parts = score::parts_of(need, entry.packed.standing, level, distance_km);
        Self {
            provider: entry.provider.id,
            score: weights.weigh(&parts),
            parts,
            distance_km: distance_km.map(|km| (km * 1e3).round() / 1e3),
            opens_at: entry.availability.opens_at,
            on_call: entry.packed.on_call(),
        }
    }
}

/// Sorts by score, then by the draw; the draw is only done among equals, since a hash costs more than all the rest.
pub(super) fn best_first(candidates: &mut [Candidate], key: &TieKey) {
    candidates.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
    for equals in candidates.chunk_by_mut(|a, b| a.score.total_cmp(&b.score).is_eq()) {
        if equals.len() > 1 {
            equals.sort_by_cached_key(|candidate| key.draw(candidate.provider));
        }
    }
}
