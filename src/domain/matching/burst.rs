//! Many calls at once: all open cases planned together, priority first, and proposed to the supervisor.
//!
//! Offers made one by one would serve early callers and starve late ones. Here the total of the scores is the greatest
//! there is among the plans that leave the fewest cases of priority 1 without a provider, then of priority 2, and so on.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{
    Context, Directory, Need, TieKey,
    min_cost::{NEVER, assign},
    rank,
};
use crate::ids::{IncidentId, ProviderId};

/// A score of 1 in units of cost.
const UNIT: f64 = 1e6;

/// An open case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpenCase {
    /// The case.
    pub incident: IncidentId,
    /// Its priority, 1 (first) to 4.
    pub priority: u8,
    /// What it needs.
    pub need: Need,
}

/// What is proposed for one case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Planned {
    /// The case.
    pub incident: IncidentId,
    /// Its priority.
    pub priority: u8,
    /// Who would take it; none: nobody is left for it.
    pub provider: Option<ProviderId>,
    /// The score of that provider for this case.
    pub score: Option<f64>,
    /// How many providers were eligible.
    pub eligible: usize,
}

/// Plans all open cases together. No provider gets more than its free capacity; nobody gets a case it isn't eligible
/// for. Equal costs fall by the tie key, so that the same input gives the same plan.
#[must_use]
pub fn burst(cases: &[OpenCase], directory: &Directory, context: &Context) -> Vec<Planned> {
    let providers = directory.providers();
    let mut places: Vec<usize> = (0..providers.len()).collect();
    places.sort_by_cached_key(|place| context.tie_key.draw(providers[*place].id));
    let column_of: ColumnOf = places.iter().enumerate().map(|(column, place)| (providers[*place].id, column)).collect();
    let free = |place: &usize| {
        let provider = &providers[*place];
        usize::try_from(provider.capacity.saturating_sub(provider.open_assignments)).unwrap_or(0)
    };
    let room: Vec<usize> = places.iter().map(free).chain([cases.len()]).collect();
    let ranked: Vec<Vec<(usize, f64)>> =
        cases.iter().map(|case| scores(case, directory, context, &column_of)).collect();
    let costs: Vec<_> =
        cases.iter().zip(&ranked).map(|(case, scores)| costs(case, scores, &room, cases.len())).collect();
    let plan = assign(&costs, &room);
    let planned = cases.iter().zip(&ranked).zip(plan);
    planned
        .map(|((case, scores), column)| Planned {
            incident: case.incident,
            priority: case.priority,
            provider: places.get(column).map(|place| providers[*place].id),
            score: scores.iter().find(|(taken, _)| *taken == column).map(|(_, score)| *score),
            eligible: scores.len(),
        })
        .collect()
}

type ColumnOf = HashMap<ProviderId, usize>;

/// Column and score of every eligible provider.
fn scores(case: &OpenCase, directory: &Directory, context: &Context, column_of: &ColumnOf) -> Vec<(usize, f64)> {
    let candidates = rank(&case.need, directory, context).candidates.into_iter();
    candidates.filter_map(|found| Some((*column_of.get(&found.provider)?, found.score))).collect()
}

/// One case without a provider costs more than all scores of its priority and of those after it together.
#[expect(clippy::cast_possible_truncation, reason = "a score is from 0 to 1, so the cost is below a million")]
fn costs(case: &OpenCase, scores: &[(usize, f64)], room: &[usize], cases: usize) -> Vec<i128> {
    let mut row = vec![NEVER; room.len()];
    scores.iter().for_each(|(column, score)| row[*column] = ((1.0 - score) * UNIT).round() as i128);
    let base = i128::try_from(cases).unwrap_or(i128::MAX).saturating_add(1);
    let steps = 5 - u32::from(case.priority.clamp(1, 4));
    let nobody = base.saturating_pow(steps).saturating_mul(UNIT as i128);
    if let Some(last) = row.last_mut() {
        *last = nobody.min(NEVER / base - 1);
    }
    row
}

/// The tie key of a burst: of all its cases together, whatever their order.
#[must_use]
pub fn burst_key(secret: &[u8], cases: &[OpenCase]) -> TieKey {
    let mut ids: Vec<IncidentId> = cases.iter().map(|case| case.incident).collect();
    ids.sort_unstable();
    let bytes: Vec<u8> = ids.iter().flat_map(|id| *id.0.as_bytes()).collect();
    TieKey::of_bytes(&[TieKey::of_bytes(secret).draw(ProviderId(uuid::Uuid::nil())).as_slice(), &bytes].concat())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        matching::{Rules, Site, Weights},
        provider::{
            Level, Provider,
            generate::{Draw, Order, generate},
            sample::provider,
        },
        vocabulary::{Severity, Skill},
    };

    fn context() -> Context {
        let now = "2026-02-03T09:00:00Z".parse().unwrap();
        Context { now, weights: Weights::default(), rules: Rules::default(), tie_key: TieKey::of_bytes(b"burst") }
    }

    fn case(number: u128, priority: u8, postal_code: &str, skill: Skill) -> OpenCase {
        let mut need = Need::of_playbook("malware", Severity::High, &Default::default());
        need.must = [(skill, Level::KNOWS)].into_iter().collect();
        need.site = Site::of_postal_code(postal_code);
        OpenCase { incident: IncidentId(Uuid::from_u128(number)), priority, need }
    }

    fn of_capacity(number: u128, capacity: u32) -> Provider {
        Provider { capacity, ..provider(number) }
    }

    #[test]
    fn priority_goes_first_and_capacity_is_kept() {
        let directory = Directory::new(vec![of_capacity(1, 1), of_capacity(2, 1)], 1);
        let cases: Vec<_> = [(1, 4), (2, 3), (3, 1), (4, 2)].map(|(n, p)| case(n, p, "34000", Skill::Forensics)).into();
        let plan = burst(&cases, &directory, &context());
        let served: Vec<u8> =
            plan.iter().filter(|planned| planned.provider.is_some()).map(|planned| planned.priority).collect();
        assert_eq!(served, [1, 2]);
        assert!(
            plan.iter().all(|planned| planned.eligible == 2 && planned.score.is_some() == planned.provider.is_some())
        );
    }

    #[test]
    fn an_early_caller_leaves_the_only_specialist_to_who_needs_it() {
        let mut specialist = of_capacity(1, 1);
        specialist.skills =
            [(Skill::Forensics, Level::REFERENCE), (Skill::Industrial, Level::REFERENCE)].into_iter().collect();
        let directory = Directory::new(vec![specialist.clone(), of_capacity(2, 1)], 1);
        let cases = [case(1, 2, "34000", Skill::Forensics), case(2, 2, "34000", Skill::Industrial)];
        let plan = burst(&cases, &directory, &context());
        assert_eq!(
            plan.iter().map(|planned| planned.provider).collect::<Vec<_>>(),
            [Some(provider(2).id), Some(specialist.id)]
        );
    }

    #[test]
    fn nobody_gets_a_case_it_is_not_eligible_for_in_a_large_burst() {
        let order = Order { count: 60, seed: 4, at: jiff::civil::date(2026, 1, 1), region: "76".into(), traps: false };
        let directory = Directory::new(generate(&order), 1);
        let mut draw = Draw::new(1);
        let towns = ["31000", "34000", "12000", "48000", "65000"];
        let cases: Vec<_> = (0..120)
            .map(|n| {
                case(n, 1 + u8::try_from(draw.below(4)).unwrap(), draw.one_of::<&str>(&towns), *draw.one_of(Skill::ALL))
            })
            .collect();
        let plan = burst(&cases, &directory, &context());
        for (case, planned) in cases.iter().zip(&plan) {
            let ranking = rank(&case.need, &directory, &context());
            assert!(planned.provider.is_none_or(|id| ranking.candidates.iter().any(|found| found.provider == id)));
        }
        for provider in directory.providers() {
            let taken = plan.iter().filter(|planned| planned.provider == Some(provider.id)).count();
            assert!(
                taken <= usize::try_from(provider.capacity - provider.open_assignments.min(provider.capacity)).unwrap()
            );
        }
        assert!(plan.iter().filter(|planned| planned.provider.is_some()).count() > 30);
        assert_eq!(plan, burst(&cases, &directory, &context()));
    }
}
