//! What a simulation is given, and what it gives back.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Arrival, Behaviour};
use crate::{
    calendar::Schedule,
    ids::ProviderId,
    matching::{Durations, Rules, Weights, fair_shares::EqualGroup},
    vocabulary::Severity,
};

/// What is played out.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// What people do is drawn from it.
    pub seed: u64,
    /// Weights of the score.
    pub weights: Weights,
    /// Thresholds of the desk.
    pub rules: Rules,
    /// How long is waited.
    pub durations: Durations,
    /// What people do.
    pub behaviour: Behaviour,
    /// When the desk is there.
    pub desk: Schedule,
}

/// What became of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseOutcome {
    /// When it came in.
    pub at: Timestamp,
    /// Its severity.
    pub severity: Severity,
    /// Its category.
    pub category: String,
    /// Department of the organisation.
    pub department: Option<String>,
    /// How many providers were eligible at once.
    pub eligible: usize,
    /// How many were asked.
    pub asked: usize,
    /// By how many steps the search was widened.
    pub widened: usize,
    /// When somebody was assigned; none: nobody.
    pub assigned_at: Option<Timestamp>,
    /// Who.
    pub provider: Option<ProviderId>,
    /// How far away, in kilometres.
    pub distance_km: Option<f64>,
}

/// What a provider had of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProviderOutcome {
    /// Who.
    pub provider: ProviderId,
    /// Offers.
    pub offers: u32,
    /// Assignments.
    pub assignments: u32,
    /// Offers it would have had if each were drawn among all that were eligible then.
    pub expected_offers: f64,
}

/// What a simulation showed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The cases, in order.
    pub cases: Vec<CaseOutcome>,
    /// The providers, by id.
    pub providers: Vec<ProviderOutcome>,
    /// Providers that serve exactly the same cases, busy or not; the greatest group first.
    pub groups: Vec<EqualGroup>,
    /// Offers to a provider that failed a condition by the plain rule: there mustn't be any.
    pub ineligible_offers: u32,
}

impl CaseOutcome {
    /// A case to which nothing has happened yet.
    pub(super) fn unassigned(call: &Arrival) -> Self {
        Self {
            at: call.at,
            severity: call.need.severity,
            category: call.need.category.clone(),
            department: call.need.site.department.clone(),
            eligible: 0,
            asked: 0,
            widened: 0,
            assigned_at: None,
            provider: None,
            distance_km: None,
        }
    }
}
