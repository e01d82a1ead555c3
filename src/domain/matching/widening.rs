//! Widening: when nobody is left, the search opens by recorded steps, in this order and no other.
//!
//! Must-have skills, vetting and conflicts are never widened.

use serde::{Deserialize, Serialize};

use super::Need;

/// A step of widening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Widening {
    /// Skills that would be good to have no longer count.
    ShouldHaves,
    /// Providers that don't serve the place are asked too.
    Territory,
    /// Providers that had their share of the month are asked too.
    RollingCap,
}

/// The next step for a need; none when all were taken, and a person must decide.
#[must_use]
pub fn next_widening(need: &Need) -> Option<Widening> {
    [Widening::ShouldHaves, Widening::Territory, Widening::RollingCap]
        .into_iter()
        .find(|step| !need.widened.contains(step))
}
