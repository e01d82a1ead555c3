//! From evidence to probabilities: prior and log-odds per playbook, softmax, verdict, secondaries.

use super::document::Outcome;
use super::language_document::{Scoring, Threshold};
use crate::vocabulary::Verdict;

/// What one playbook has for itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// Natural logarithm of the published share.
    pub log_prior: f64,
    /// Sum of the log-odds of signals and answers.
    pub evidence: f64,
    /// Sum of the fitted weights of concepts and words.
    pub fitted: f64,
    /// The strongest outcome of its rules.
    pub outcome: Option<Outcome>,
}

/// The probability of each playbook.
pub(super) fn probabilities(tallies: &[Tally], scoring: &Scoring) -> Vec<f64> {
    let scores: Vec<f64> = tallies.iter().map(|tally| score(tally, scoring)).collect();
    softmax(&scores)
}

/// The score of a playbook before the softmax; out of the race when a rule excludes it.
pub(super) fn score(tally: &Tally, scoring: &Scoring) -> f64 {
    match tally.outcome {
        Some(Outcome::Exclude) => f64::NEG_INFINITY,
        _ => (written(tally, scoring) + tally.fitted) / scoring.calibration.max(0.05),
    }
}

/// The score from what responders wrote alone.
pub(super) fn written(tally: &Tally, scoring: &Scoring) -> f64 {
    (tally.log_prior * scoring.prior_weight + tally.evidence) / scoring.temperature.max(0.05)
}

/// Softmax; all equal when nothing is in the race.
pub(super) fn softmax(scores: &[f64]) -> Vec<f64> {
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !most.is_finite() {
        return vec![1.0 / scores.len().max(1) as f64; scores.len()];
    }
    let shares: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f64 = shares.iter().sum();
    shares.into_iter().map(|share| share / sum).collect()
}

/// The indexes of playbooks, best first; equals in the order of their ids.
pub(super) fn ranked(probabilities: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|one, other| probabilities[*other].total_cmp(&probabilities[*one]).then(one.cmp(other)));
    order
}

/// The verdict on the best playbook.
pub(super) fn verdict(best: (f64, &Tally), second: f64, scoring: &Scoring) -> Verdict {
    let (confidence, tally) = best;
    let meets = |threshold: Threshold| {
        confidence >= threshold.confidence
            && confidence - second >= threshold.margin
            && tally.evidence + tally.fitted * scoring.temperature >= threshold.evidence
    };
    match tally.outcome {
        Some(Outcome::Certain) => Verdict::Certain,
        _ if meets(scoring.certain) => Verdict::Certain,
        Some(Outcome::AtLeastLikely) => Verdict::Likely,
        _ if meets(scoring.likely) => Verdict::Likely,
        _ => Verdict::Unsure,
    }
}

/// How sure a second incident is, by its own evidence: 0.5 at the threshold.
pub(super) fn own_confidence(tally: &Tally, scoring: &Scoring) -> f64 {
    if tally.outcome == Some(Outcome::Exclude) {
        return 0.0;
    }
    1.0 / (1.0 + (-(tally.evidence - scoring.secondary_evidence) / scoring.temperature.max(0.05)).exp())
}

/// Rounds to four decimals: the same bytes on every machine, and no false precision.
pub(super) fn rounded(probability: f64) -> f64 {
    (probability * 10_000.0).round() / 10_000.0
}
