//! The score: a weighted sum of parts, each from 0 to 1 and each shown.
//!
//! A newcomer without a record is taken to be like the average of all, and moves away from it as answers come in.

use serde::{Deserialize, Serialize};

use super::{Need, Widening, rotation};
use crate::{
    provider::{PRIOR_ANSWER_MINUTES, Provider, Record},
    vocabulary::Skill,
};

/// Kilometres at which nearness is one half.
const HALF_NEAR_KM: f64 = 50.0;
/// Nearness of a provider of whom no place is known: that of 150 km.
const NEARNESS_UNKNOWN: f64 = 0.25;
/// Minutes to an answer at which responsiveness is one half.
const HALF_RESPONSIVE_MINUTES: f64 = 60.0;
/// Answers that a newcomer is taken to have given already.
const PRIOR_ANSWERS: f64 = 5.0;
/// Share of offers that all providers together accept.
const PRIOR_ACCEPTANCE: f64 = 0.85;
/// Mean survey answer that a newcomer is taken to have.
const PRIOR_SURVEY: f64 = 0.8;

/// Weights of the parts. Only their proportions count; the sum is brought to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// Fit of skills.
    pub skills: f64,
    /// Nearness.
    pub nearness: f64,
    /// Responsiveness.
    pub responsiveness: f64,
    /// Outcome.
    pub outcome: f64,
    /// Free capacity.
    pub capacity: f64,
    /// Rotation.
    pub rotation: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self { skills: 0.20, nearness: 0.20, responsiveness: 0.10, outcome: 0.10, capacity: 0.05, rotation: 0.35 }
    }
}

/// Parts of a score, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Parts {
    /// How well must-have and should-have skills are known.
    pub skills: f64,
    /// How near the provider is.
    pub nearness: f64,
    /// How fast it answers.
    pub responsiveness: f64,
    /// How often it takes what it is offered, and what victims said afterwards.
    pub outcome: f64,
    /// Share of its capacity that is free.
    pub capacity: f64,
    /// Whose turn it is.
    pub rotation: f64,
}

impl Weights {
    /// The parts' names, in the order in which they are shown.
    pub const PARTS: [&str; 6] = ["skills", "nearness", "responsiveness", "outcome", "capacity", "rotation"];

    /// Weights in the order of [`Weights::PARTS`].
    #[must_use]
    pub const fn of(all: [f64; 6]) -> Self {
        let [skills, nearness, responsiveness, outcome, capacity, rotation] = all;
        Self { skills, nearness, responsiveness, outcome, capacity, rotation }
    }

    /// Each part with its share of the whole, from 0 to 1.
    #[must_use]
    pub fn shares(&self) -> [(&'static str, f64); 6] {
        let total: f64 = self.all().iter().sum();
        let all = self.all();
        std::array::from_fn(|place| (Self::PARTS[place], if total > 0.0 { all[place] / total } else { 0.0 }))
    }

    /// The same proportions.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.shares().iter().zip(other.shares()).all(|((_, one), (_, other))| (one - other).abs() < 1e-9)
    }

    /// All weights are numbers from 0 up, and not all of them 0.
    #[must_use]
    pub fn are_usable(&self) -> bool {
        let all = self.all();
        all.iter().all(|weight| weight.is_finite() && *weight >= 0.0) && all.iter().sum::<f64>() > 0.0
    }

    /// The weighted mean of the parts, rounded to a millionth so that the last bits of a sum break no tie.
    #[must_use]
    pub fn weigh(&self, parts: &Parts) -> f64 {
        let weights = self.all();
        let total: f64 = weights.iter().sum();
        let sum: f64 = weights.iter().zip(parts.all()).map(|(weight, part)| weight * part).sum();
        if total > 0.0 { rounded(sum / total) } else { 0.0 }
    }

    const fn all(&self) -> [f64; 6] {
        [self.skills, self.nearness, self.responsiveness, self.outcome, self.capacity, self.rotation]
    }
}

impl Parts {
    const fn all(&self) -> [f64; 6] {
        [self.skills, self.nearness, self.responsiveness, self.outcome, self.capacity, self.rotation]
    }
}

/// The parts that don't depend on the need, worked out once for each provider.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Standing {
    responsiveness: f64,
    outcome: f64,
    capacity: f64,
    rotation: f64,
}

impl Standing {
    pub(super) fn of(provider: &Provider) -> Self {
        Self {
            responsiveness: rounded(responsiveness(&provider.record)),
            outcome: rounded(outcome(&provider.record)),
            capacity: rounded(free_share(provider)),
            rotation: rounded(rotation::part(provider.record.deficit)),
        }
    }
}

/// The parts of one provider for one need; `distance_km` where both places are known.
#[must_use]
pub fn parts(need: &Need, provider: &Provider, distance_km: Option<f64>) -> Parts {
    parts_of(need, Standing::of(provider), |skill| provider.skills.level(skill), distance_km)
}

pub(super) fn parts_of(
    need: &Need,
    standing: Standing,
    level: impl Fn(Skill) -> u8,
    distance_km: Option<f64>,
) -> Parts {
    let Standing { responsiveness, outcome, capacity, rotation } = standing;
    Parts {
        skills: rounded(skills(need, level)),
        nearness: rounded(distance_km.map_or(NEARNESS_UNKNOWN, |km| HALF_NEAR_KM / (HALF_NEAR_KM + km))),
        responsiveness,
        outcome,
        capacity,
        rotation,
    }
}

/// Must-haves count by the level held, should-haves by how much of the level wanted is there.
fn skills(need: &Need, level: impl Fn(Skill) -> u8) -> f64 {
    let level = |skill: &Skill| f64::from(level(*skill));
    let must = need.must.0.keys().map(|skill| level(skill) / 3.0);
    let should = need.should.0.iter().map(|(skill, wanted)| (level(skill) / f64::from(wanted.get())).min(1.0));
    let should = should.take(if need.widened.contains(&Widening::ShouldHaves) { 0 } else { usize::MAX });
    let (sum, count) = must.chain(should).fold((0.0, 0.0), |(sum, count), part| (sum + part, count + 1.0));
    if count > 0.0 { sum / count } else { 1.0 }
}

fn responsiveness(record: &Record) -> f64 {
    let answers = f64::from(record.offers);
    let known = record.median_answer_minutes.map_or(0.0, |minutes| minutes * answers);
    let answers = if record.median_answer_minutes.is_some() { answers } else { 0.0 };
    let minutes = (known + PRIOR_ANSWER_MINUTES * PRIOR_ANSWERS) / (answers + PRIOR_ANSWERS);
    HALF_RESPONSIVE_MINUTES / (HALF_RESPONSIVE_MINUTES + minutes)
}

fn outcome(record: &Record) -> f64 {
    let survey = shrunk(record.survey_mean.unwrap_or(0.0) * f64::from(record.surveys), record.surveys, PRIOR_SURVEY);
    f64::midpoint(acceptance(record), survey.min(1.0))
}

/// Share of its offers that a provider accepts, as far as its record tells.
pub(super) fn acceptance(record: &Record) -> f64 {
    shrunk(f64::from(record.accepted), record.offers, PRIOR_ACCEPTANCE).min(1.0)
}

fn shrunk(sum: f64, count: u32, prior: f64) -> f64 {
    (sum + prior * PRIOR_ANSWERS) / (f64::from(count) + PRIOR_ANSWERS)
}

fn free_share(provider: &Provider) -> f64 {
    let free = provider.capacity.saturating_sub(provider.open_assignments);
    if provider.capacity == 0 { 0.0 } else { f64::from(free) / f64::from(provider.capacity) }
}

pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
