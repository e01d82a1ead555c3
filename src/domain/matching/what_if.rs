//! What other weights would have changed: past cases ranked again from what was frozen of them, under the weights in
//! force and under others, side by side.
//!
//! Both columns are played by the same rule, so that they can be compared: the first three are asked, the turn of the
//! case is theirs in equal parts, and what that gives or takes of the rotation goes on to the next case. Who was excluded
//! then stays excluded: whether it would have been free is not known.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::{
    Parts, Shortlist, TieKey, Weights,
    fair_shares::{self, Shared},
    rotation, score,
};
use crate::ids::ProviderId;

/// How many of a list are asked.
const ASKED: usize = 3;
/// Providers whose offers change that are named at most.
const NAMED: usize = 20;

/// A past case: who was able, and what the score read of each.
#[derive(Debug, Clone, PartialEq)]
pub struct PastCase {
    tie_key: TieKey,
    able: Vec<Able>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Able {
    provider: ProviderId,
    parts: Parts,
    deficit: f64,
    acceptance: f64,
    distance_km: Option<f64>,
}

impl From<&Shortlist> for PastCase {
    fn from(list: &Shortlist) -> Self {
        let records: HashMap<_, _> = list.inputs.iter().map(|provider| (provider.id, &provider.record)).collect();
        let able = list.ranking.candidates.iter().filter_map(|candidate| {
            let record = records.get(&candidate.provider)?;
            Some(Able {
                provider: candidate.provider,
                parts: candidate.parts,
                deficit: record.deficit,
                acceptance: score::acceptance(record),
                distance_km: candidate.distance_km,
            })
        });
        Self { tie_key: list.context.tie_key.clone(), able: able.collect() }
    }
}

/// What the same cases come to under one set of weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Mean distance of those asked, in kilometres, where it is known.
    pub mean_km: Option<f64>,
    /// Share of the offers that would be accepted, by what was known of those asked.
    pub acceptance: Option<f64>,
    /// Jain's index of offers over the offers of an even draw; 1 is even.
    pub fairness: f64,
    /// How many providers that index compares.
    pub compared: usize,
    /// Providers that were asked at least once.
    pub asked: usize,
}

/// A provider whose number of offers changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// Who.
    pub provider: ProviderId,
    /// Offers under the weights in force.
    pub before: usize,
    /// Offers under the others.
    pub after: usize,
}

/// What other weights would have changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WhatIf {
    /// Past cases for which somebody was able.
    pub cases: usize,
    /// Of these: another would have stood first.
    pub other_first: usize,
    /// Of these: others would have been asked.
    pub others_asked: usize,
    /// Under the weights in force.
    pub before: Column,
    /// Under the others.
    pub after: Column,
    /// Whose offers change most, the greatest change first.
    pub moved: Vec<Moved>,
}

/// Ranks past cases, oldest first, under both sets of weights.
#[must_use]
pub fn what_if(cases: &[PastCase], in_force: &Weights, others: &Weights) -> WhatIf {
    let cases: Vec<&PastCase> = cases.iter().filter(|case| !case.able.is_empty()).collect();
    let (before, after) = (play(&cases, in_force), play(&cases, others));
    let differ = |differ: fn(&[ProviderId], &[ProviderId]) -> bool| {
        before.iter().zip(&after).filter(|(one, other)| differ(&ids(one), &ids(other))).count()
    };
    WhatIf {
        cases: cases.len(),
        other_first: differ(|one, other| one.first() != other.first()),
        others_asked: differ(|one, other| sorted(one) != sorted(other)),
        before: column(&cases, &before),
        after: column(&cases, &after),
        moved: moved(&before, &after),
    }
}

fn ids(asked: &[Able]) -> Vec<ProviderId> {
    asked.iter().map(|able| able.provider).collect()
}

fn sorted(ids: &[ProviderId]) -> Vec<ProviderId> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids
}

/// Who is asked in each case.
fn play(cases: &[&PastCase], weights: &Weights) -> Vec<Vec<Able>> {
    let mut turns: HashMap<ProviderId, f64> = HashMap::new();
    cases.iter().map(|case| asked_in(case, weights, &mut turns)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "numbers of providers are far below 2^52")]
fn asked_in(case: &PastCase, weights: &Weights, turns: &mut HashMap<ProviderId, f64>) -> Vec<Able> {
    let mut ranked: Vec<(f64, Able)> = Vec::with_capacity(case.able.len());
    for able in &case.able {
        let deficit = *turns.entry(able.provider).or_insert(able.deficit);
        let parts = Parts { rotation: score::rounded(rotation::part(deficit)), ..able.parts };
        ranked.push((weights.weigh(&parts), *able));
    }
    ranked.sort_by_cached_key(|(_, able)| case.tie_key.draw(able.provider));
    ranked.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let asked: Vec<Able> = ranked.into_iter().take(ASKED).map(|(_, able)| able).collect();
    for able in &case.able {
        let is_asked = asked.iter().any(|other| other.provider == able.provider);
        let paid = if is_asked { 1.0 / asked.len() as f64 } else { 0.0 };
        *turns.entry(able.provider).or_insert(able.deficit) += 1.0 / case.able.len() as f64 - paid;
    }
    asked
}

fn column(cases: &[&PastCase], played: &[Vec<Able>]) -> Column {
    let all = || played.iter().flatten();
    let shared: Vec<Shared> = cases
        .iter()
        .zip(played)
        .map(|(case, asked)| Shared {
            eligible: case.able.iter().map(|able| able.provider).collect(),
            asked: asked.iter().map(|able| able.provider).collect(),
            taker: None,
        })
        .collect();
    let shares = fair_shares::shares(&shared);
    Column {
        mean_km: mean(all().filter_map(|able| able.distance_km)),
        acceptance: mean(all().map(|able| able.acceptance)),
        fairness: fair_shares::overall(&shares),
        compared: shares.values().filter(|share| share.expected >= 1.0).count(),
        asked: shares.values().filter(|share| share.offers > 0).count(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of offers are far below 2^52")]
fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_usize), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / count as f64)
}

fn moved(before: &[Vec<Able>], after: &[Vec<Able>]) -> Vec<Moved> {
    let mut offers: BTreeMap<ProviderId, (usize, usize)> = BTreeMap::new();
    for able in before.iter().flatten() {
        offers.entry(able.provider).or_default().0 += 1;
    }
    for able in after.iter().flatten() {
        offers.entry(able.provider).or_default().1 += 1;
    }
    let mut moved: Vec<Moved> = offers
        .into_iter()
        .filter(|(_, (before, after))| before != after)
        .map(|(provider, (before, after))| Moved { provider, before, after })
        .collect();
    moved.sort_by_key(|one| std::cmp::Reverse(one.before.abs_diff(one.after)));
    moved.truncate(NAMED);
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::IncidentId,
        matching::{Context, Directory, Need, Rules, Site, rank},
        provider::{Level, Point, Provider, generate::Draw, sample::provider},
        vocabulary::{Severity, Skill},
    };

    fn need() -> Need {
        let mut need = Need::of_playbook("intrusion", Severity::High, &Default::default());
        need.must = [(Skill::Forensics, Level::KNOWS)].into_iter().collect();
        need.site = Site::of_postal_code("34000");
        need
    }

    fn list(providers: &[Provider], case: u128) -> Shortlist {
        let tie_key = TieKey::of_incident(b"secret", IncidentId(uuid::Uuid::from_u128(case)));
        let now = "2026-02-03T09:00:00Z".parse().unwrap();
        let context = Context { now, weights: Weights::default(), rules: Rules::default(), tie_key };
        Shortlist::freeze(&need(), &Directory::new(providers.to_vec(), 1), &context)
    }

    /// Ten who differ in where they are and in how often they accept.
    fn ten() -> Vec<Provider> {
        let mut draw = Draw::new(5);
        let one = |number| {
            let mut one = provider(number);
            one.address.point = Point::new(43.0 + draw.fraction() * 2.0, 2.0 + draw.fraction() * 3.0).ok();
            (one.record.offers, one.record.accepted) = (20, 8 + draw.below(12));
            one
        };
        (1..=10).map(one).collect()
    }

    fn past(count: u128) -> Vec<PastCase> {
        (1..=count).map(|case| PastCase::from(&list(&ten(), case))).collect()
    }

    #[test]
    fn the_first_case_is_ranked_as_it_was_and_the_same_weights_change_nothing() {
        let frozen = list(&ten(), 1);
        let first = &play(&[&PastCase::from(&frozen)], &Weights::default())[0];
        let was: Vec<_> = frozen.ranking.candidates.iter().take(3).map(|candidate| candidate.provider).collect();
        assert_eq!(ids(first), was);
        assert_eq!(
            was,
            rank(&need(), &Directory::new(ten(), 1), &frozen.context)
                .candidates
                .iter()
                .take(3)
                .map(|c| c.provider)
                .collect::<Vec<_>>()
        );
        let same = what_if(&past(40), &Weights::default(), &Weights::default());
        assert_eq!((same.cases, same.other_first, same.others_asked, same.moved.len()), (40, 0, 0, 0));
        assert_eq!(same.before, same.after);
        // Twice the weights are the same weights.
        let Weights { skills, nearness, responsiveness, outcome, capacity, rotation } = Weights::default();
        let twice = Weights {
            skills: skills * 2.0,
            nearness: nearness * 2.0,
            responsiveness: responsiveness * 2.0,
            outcome: outcome * 2.0,
            capacity: capacity * 2.0,
            rotation: rotation * 2.0,
        };
        assert_eq!(what_if(&past(40), &Weights::default(), &twice).other_first, 0);
    }

    #[test]
    fn weight_on_nearness_brings_nearer_providers_and_costs_fairness() {
        let near = Weights { nearness: 1.0, rotation: 0.0, ..Weights::default() };
        let shown = what_if(&past(60), &Weights::default(), &near);
        assert!(shown.after.mean_km < shown.before.mean_km, "{shown:?}");
        assert!(shown.after.fairness < 0.6 && shown.before.fairness > 0.9, "{shown:?}");
        assert!(shown.other_first > 30 && shown.others_asked > 30, "{shown:?}");
        assert!(shown.before.asked > shown.after.asked && shown.after.asked == 3, "{shown:?}");
        let gained: isize = shown.moved.iter().map(|one| one.after.cast_signed() - one.before.cast_signed()).sum();
        assert_eq!(gained, 0, "what one gains another loses");
    }

    #[test]
    fn no_case_is_no_figure() {
        let none = what_if(&[], &Weights::default(), &Weights::default());
        assert_eq!((none.cases, none.before.mean_km, none.before.acceptance), (0, None, None));
    }
}
