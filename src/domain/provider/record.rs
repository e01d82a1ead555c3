//! What the desk knows of a provider's answers: the numbers that the score reads.
//!
//! Only the desk writes them. Answers outside own hours, on leave, at capacity or for a conflict count against nobody:
//! they aren't counted here at all.

use serde::{Deserialize, Serialize};

/// Median minutes to an answer that a newcomer is taken to have: the median of all providers.
pub const PRIOR_ANSWER_MINUTES: f64 = 35.0;

/// Running figures of one provider.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Offers that count: sent in its hours and answered or expired.
    pub offers: u32,
    /// Of these, answered « disponible » or taken.
    pub accepted: u32,
    /// Median time to an answer, in minutes of its own open time; none: never answered.
    pub median_answer_minutes: Option<f64>,
    /// Assignments accepted in the last 30 days.
    pub accepted_in_30_days: u32,
    /// Survey answers of victims.
    pub surveys: u32,
    /// Mean of these, from 0 (bad) to 1 (good).
    pub survey_mean: Option<f64>,
    /// Turns that it is owed (positive) or has had ahead of the others (negative); see `matching::rotation`.
    pub deficit: f64,
}
