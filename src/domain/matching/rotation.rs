//! Rotation: weighted fair queueing over the eligible set.
//!
//! Whenever turns are handed out, every provider that was eligible earns its share of them and those that had a turn
//! pay one. The balance is the deficit: positive for who is owed a turn, negative for who is ahead. It sums to zero, so
//! nobody's gain is made up, and a newcomer starts level: it gets equal chances from now on, not arrears.

use serde::{Deserialize, Serialize};

use crate::ids::ProviderId;

/// Turns owed, or had ahead, at which the part of the score is at its end.
pub const SPAN_TURNS: f64 = 4.0;

/// Change of one provider's deficit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Settlement {
    /// The provider.
    pub provider: ProviderId,
    /// What is added to its deficit.
    pub change: f64,
}

/// Part of the score: 0.5 for who is level, 1 for who is owed `SPAN_TURNS` or more, 0 for who is as far ahead.
#[must_use]
pub fn part(deficit: f64) -> f64 {
    (0.5 + deficit / (2.0 * SPAN_TURNS)).clamp(0.0, 1.0)
}

/// Settles the turns of one case: `eligible` are all candidates of its first ranking, `served` those that had their
/// turn: the one assigned, and those that declined or let the time run out without an excuse that counts for nobody.
/// Who was available and not chosen keeps its turn. A provider served though it wasn't eligible then pays all the same.
#[must_use]
pub fn settle(eligible: &[ProviderId], served: &[ProviderId]) -> Vec<Settlement> {
    let share = if eligible.is_empty() { 0.0 } else { count(served) / count(eligible) };
    let turn = |provider: &ProviderId| if served.contains(provider) { 1.0 } else { 0.0 };
    let outside = served.iter().filter(|provider| !eligible.contains(provider));
    let earned = eligible.iter().map(|provider| Settlement { provider: *provider, change: share - turn(provider) });
    earned.chain(outside.map(|provider| Settlement { provider: *provider, change: -1.0 })).collect()
}

/// Jain's index of fairness: 1 when all have the same, 1/n when one has everything; 1 for nobody or nothing.
/// (Jain, Chiu, Hawe: A quantitative measure of fairness, DEC-TR-301, 1984.)
#[must_use]
pub fn jain(shares: &[f64]) -> f64 {
    let sum: f64 = shares.iter().sum();
    let squares: f64 = shares.iter().map(|share| share * share).sum();
    if squares > 0.0 { sum * sum / (count(shares) * squares) } else { 1.0 }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of providers are far below 2^52")]
fn count<T>(list: &[T]) -> f64 {
    list.len() as f64
}
