//! Was the month fair? Offers and cases of each provider beside what an even draw among the able would have given it.
//! Nobody is ranked: a provider stands by its name, fairness is one number for a group.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::rotation::jain;
use crate::ids::ProviderId;

/// Below so many offers to each, a difference is chance.
pub const ENOUGH_OFFERS: f64 = 20.0;

/// One case: who could have had it, who was asked, who has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shared {
    /// Those able to take it.
    pub eligible: BTreeSet<ProviderId>,
    /// Those asked.
    pub asked: BTreeSet<ProviderId>,
    /// Who has it.
    pub taker: Option<ProviderId>,
}

/// What came to one provider.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Share {
    /// Cases that it could have taken.
    pub eligible: usize,
    /// Offers that it got.
    pub offers: usize,
    /// Offers that an even draw among the able would have given it.
    pub expected: f64,
    /// Cases that it got.
    pub cases: usize,
}

/// Providers that were able for exactly the same cases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EqualGroup {
    /// Who they are.
    pub providers: BTreeSet<ProviderId>,
    /// Cases that each could have taken.
    pub cases: usize,
    /// Offers to all of them together.
    pub offers: usize,
    /// Jain's index of their offers: 1 when all got as many.
    pub jain: f64,
    /// There were enough offers for it to say something.
    pub tells: bool,
}

/// The month of every provider that was able for anything.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "numbers of offers are far below 2^52")]
pub fn shares(cases: &[Shared]) -> BTreeMap<ProviderId, Share> {
    let mut shares: BTreeMap<ProviderId, Share> = BTreeMap::new();
    for case in cases {
        let chance = case.asked.len() as f64 / case.eligible.len().max(1) as f64;
        for provider in &case.eligible {
            let share = shares.entry(*provider).or_default();
            share.eligible += 1;
            share.expected += chance;
        }
        for provider in &case.asked {
            shares.entry(*provider).or_default().offers += 1;
        }
        if let Some(taker) = case.taker {
            shares.entry(taker).or_default().cases += 1;
        }
    }
    shares
}

/// Jain's index of offers over expected offers, among all who could expect one.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "numbers of offers are far below 2^52")]
pub fn overall(shares: &BTreeMap<ProviderId, Share>) -> f64 {
    let ratios: Vec<f64> = shares
        .values()
        .filter(|share| share.expected >= 1.0)
        .map(|share| share.offers as f64 / share.expected)
        .collect();
    jain(&ratios)
}

/// Groups of two or more that were able for exactly the same cases; the greatest first.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "numbers of offers are far below 2^52")]
pub fn equal_groups(cases: &[Shared]) -> Vec<EqualGroup> {
    let mut able_for: BTreeMap<ProviderId, Vec<usize>> = BTreeMap::new();
    for (number, case) in cases.iter().enumerate() {
        for provider in &case.eligible {
            able_for.entry(*provider).or_default().push(number);
        }
    }
    let mut groups: BTreeMap<Vec<usize>, BTreeSet<ProviderId>> = BTreeMap::new();
    for (provider, numbers) in able_for {
        groups.entry(numbers).or_default().insert(provider);
    }
    let of = |(numbers, providers): (Vec<usize>, BTreeSet<ProviderId>)| {
        let to =
            |provider: &ProviderId| numbers.iter().filter(|number| cases[**number].asked.contains(provider)).count();
        let offers: Vec<f64> = providers.iter().map(|provider| to(provider) as f64).collect();
        let sum: f64 = offers.iter().sum();
        let total = providers.iter().map(to).sum();
        let tells = sum / providers.len().max(1) as f64 >= ENOUGH_OFFERS;
        EqualGroup { cases: numbers.len(), offers: total, jain: jain(&offers), tells, providers }
    };
    let mut groups: Vec<EqualGroup> = groups.into_iter().filter(|(_, who)| who.len() > 1).map(of).collect();
    groups.sort_by(|one, other| (other.providers.len(), &one.providers).cmp(&(one.providers.len(), &other.providers)));
    groups
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn who(numbers: &[u128]) -> BTreeSet<ProviderId> {
        numbers.iter().map(|number| ProviderId(Uuid::from_u128(*number))).collect()
    }

    fn case(eligible: &[u128], asked: &[u128], taker: u128) -> Shared {
        Shared { eligible: who(eligible), asked: who(asked), taker: Some(ProviderId(Uuid::from_u128(taker))) }
    }

    #[test]
    fn an_even_month_is_fair_and_what_is_expected_adds_up_to_what_was_offered() {
        let cases = [case(&[1, 2, 3], &[1, 2], 1), case(&[1, 2, 3], &[2, 3], 2), case(&[1, 2, 3], &[1, 3], 3)];
        let shares = shares(&cases);
        let expected: f64 = shares.values().map(|share| share.expected).sum();
        assert!((expected - 6.0).abs() < 1e-9);
        assert!((overall(&shares) - 1.0).abs() < 1e-9);
        let groups = equal_groups(&cases);
        assert_eq!((groups.len(), groups[0].offers, groups[0].tells), (1, 6, false));
    }

    #[test]
    fn one_who_gets_everything_is_seen_and_who_was_able_for_other_cases_is_compared_with_nobody() {
        let cases: Vec<Shared> = (0..60).map(|_| case(&[1, 2], &[1], 1)).chain([case(&[9], &[9], 9)]).collect();
        let groups = equal_groups(&cases);
        assert_eq!(groups.len(), 1);
        assert!((groups[0].jain - 0.5).abs() < 1e-9 && groups[0].tells);
        assert!(overall(&shares(&cases)) < 0.7);
    }
}
