//! The figures of a simulation.

use serde::{Deserialize, Serialize};

use super::{Outcome, ProviderOutcome};
use crate::{matching::rotation::jain, vocabulary::Severity};

/// Below so many offers a provider's share is chance.
const ENOUGH_OFFERS: f64 = 20.0;

/// What a simulation comes down to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Cases.
    pub cases: usize,
    /// Share of cases that nobody took.
    pub unassigned_share: f64,
    /// Minutes from call to assignment: median and 90th percentile of each severity that occurred.
    pub minutes: Vec<(Severity, f64, f64)>,
    /// Median distance to the one assigned, in kilometres.
    pub median_km: Option<f64>,
    /// Offers in all.
    pub offers: u32,
    /// Jain's index of offers over expected offers, among providers with enough of them.
    pub fairness: f64,
    /// How many providers that index compares.
    pub compared: usize,
    /// Groups of providers that serve exactly the same cases and had enough offers to be compared.
    pub equal_groups: usize,
    /// Jain's index of the least even of these groups; none: there is no such group.
    pub least_even: Option<f64>,
    /// Offers to a provider that failed a condition.
    pub ineligible_offers: u32,
}

/// The figures of an outcome.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "numbers of cases are far below 2^52")]
pub fn figures(outcome: &Outcome) -> Figures {
    let assigned = outcome.cases.iter().filter(|case| case.assigned_at.is_some()).count();
    let cases = outcome.cases.len();
    let enough = |provider: &&ProviderOutcome| provider.expected_offers >= ENOUGH_OFFERS;
    let compared: Vec<_> = outcome.providers.iter().filter(enough).collect();
    let shares: Vec<_> = compared.iter().map(|p| f64::from(p.offers) / p.expected_offers).collect();
    Figures {
        cases,
        unassigned_share: if cases == 0 { 0.0 } else { 1.0 - assigned as f64 / cases as f64 },
        minutes: Severity::ALL.iter().filter_map(|severity| minutes(outcome, *severity)).collect(),
        median_km: quantile(outcome.cases.iter().filter_map(|case| case.distance_km).collect(), 50),
        offers: outcome.providers.iter().map(|provider| provider.offers).sum(),
        fairness: jain(&shares),
        compared: compared.len(),
        equal_groups: outcome.groups.iter().filter(|group| group.tells).count(),
        least_even: outcome.groups.iter().filter(|group| group.tells).map(|group| group.jain).min_by(f64::total_cmp),
        ineligible_offers: outcome.ineligible_offers,
    }
}

fn minutes(outcome: &Outcome, severity: Severity) -> Option<(Severity, f64, f64)> {
    let cases = outcome.cases.iter().filter(|case| case.severity == severity);
    let times: Vec<f64> = cases.filter_map(super::CaseOutcome::minutes_to_assignment).collect();
    Some((severity, quantile(times.clone(), 50)?, quantile(times, 90)?))
}

impl super::CaseOutcome {
    /// Minutes from the call to the assignment.
    #[must_use]
    pub fn minutes_to_assignment(&self) -> Option<f64> {
        Some(self.assigned_at?.duration_since(self.at).as_secs_f64() / 60.0)
    }
}

fn quantile(mut values: Vec<f64>, percent: usize) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get((values.len().saturating_sub(1)) * percent / 100).copied()
}
