//! Campaigns: several organisations hit by the same hand. Proposed to a person, who decides.
//!
//! Cases belong together when they share an observable that isn't everybody's, or tell the same story a short time
//! apart.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{Observable, ObservableRole};
use crate::intake::story::Story;

/// Fewest cases of a campaign that only tells the same story; a shared observable needs two.
const FEWEST_STORIES: usize = 3;
/// From here on two stories are the same.
const SAME_STORY: f64 = 0.5;
/// Stories further apart aren't compared.
const LONGEST_APART: SignedDuration = SignedDuration::from_hours(72);
/// Poorer stories are alike by chance.
const FEWEST_WORDS: usize = 8;

/// What a case leaves to compare.
#[derive(Debug, Clone)]
pub struct CaseTrace<Id> {
    /// The case.
    pub id: Id,
    /// Its observables with their roles.
    pub observables: Vec<(Observable, ObservableRole)>,
    /// What was told.
    pub story: Story,
    /// When it came.
    pub received_at: Timestamp,
}

/// Why cases belong together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bond {
    /// They share this observable (its correlation key), which a person called the attacker's in every one of them.
    SharedAttacker(String),
    /// They share this observable, whose role somebody must still say.
    SharedUnknown(String),
    /// They tell the same story.
    SameStory,
}

/// Cases that may be one campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Campaign<Id> {
    /// What binds them.
    pub bond: Bond,
    /// The cases, in order.
    pub cases: Vec<Id>,
}

/// The campaigns that these cases may belong to, the largest first. The victims' own and third parties' observables
/// bind nobody.
#[must_use]
pub fn campaigns<Id: Copy + Ord>(cases: &[CaseTrace<Id>]) -> Vec<Campaign<Id>> {
    let mut campaigns = shared(cases);
    campaigns.extend(same_story(cases));
    campaigns.sort_by(|one, other| {
        other
            .cases
            .len()
            .cmp(&one.cases.len())
            .then_with(|| one.bond.cmp(&other.bond))
            .then_with(|| one.cases.cmp(&other.cases))
    });
    campaigns
}

fn shared<Id: Copy + Ord>(cases: &[CaseTrace<Id>]) -> Vec<Campaign<Id>> {
    let mut by_key: BTreeMap<String, BTreeMap<Id, ObservableRole>> = BTreeMap::new();
    for case in cases {
        let suspicious = case
            .observables
            .iter()
            .filter(|(_, role)| matches!(role, ObservableRole::Attacker | ObservableRole::Unknown));
        for (observable, role) in suspicious {
            if let Some(key) = observable.correlation_key() {
                let known = by_key.entry(key).or_default().entry(case.id).or_insert(*role);
                *known = (*known).min(*role);
            }
        }
    }
    let several = by_key.into_iter().filter(|(_, cases)| cases.len() > 1);
    several
        .map(|(key, roles)| {
            let confirmed = roles.values().all(|role| *role == ObservableRole::Attacker);
            let bond = if confirmed { Bond::SharedAttacker(key) } else { Bond::SharedUnknown(key) };
            Campaign { bond, cases: roles.into_keys().collect() }
        })
        .collect()
}

/// Chains of stories, each alike to the one before or to another of the chain.
fn same_story<Id: Copy + Ord>(cases: &[CaseTrace<Id>]) -> Vec<Campaign<Id>> {
    let mut left: Vec<&CaseTrace<Id>> = cases.iter().filter(|case| case.story.words() >= FEWEST_WORDS).collect();
    let mut found = Vec::new();
    while let Some(first) = left.pop() {
        let mut chain = vec![first];
        let mut next = 0;
        while next < chain.len() {
            let (alike, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|other| are_alike(chain[next], other));
            chain.extend(alike);
            left = others;
            next += 1;
        }
        if chain.len() >= FEWEST_STORIES {
            let cases: BTreeSet<Id> = chain.iter().map(|case| case.id).collect();
            found.push(Campaign { bond: Bond::SameStory, cases: cases.into_iter().collect() });
        }
    }
    found
}

fn are_alike<Id>(one: &CaseTrace<Id>, other: &CaseTrace<Id>) -> bool {
    let apart = one.received_at.duration_since(other.received_at).abs();
    apart <= LONGEST_APART && one.story.likeness(&other.story) >= SAME_STORY
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observable::ObservableKind;

    fn case(id: u8, words: &str, hours: i64) -> CaseTrace<u8> {
        let received_at = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1_000 + hours);
        CaseTrace { id, observables: Vec::new(), story: Story::of(words), received_at }
    }

    fn with(mut case: CaseTrace<u8>, kind: ObservableKind, value: &str, role: ObservableRole) -> CaseTrace<u8> {
        case.observables.push((Observable { kind, value: value.into() }, role));
        case
    }

    const IBAN: &str = "FR7630006000011234567890189";

    #[test]
    fn cases_that_share_an_iban_belong_together() {
        let both = |role| {
            [
                with(case(1, "a", 0), ObservableKind::Iban, IBAN, role),
                with(case(2, "b", 900), ObservableKind::Iban, IBAN, role),
                case(3, "c", 0),
            ]
        };
        let key = format!("iban:{IBAN}");
        assert_eq!(
            campaigns(&both(ObservableRole::Attacker)),
            [Campaign { bond: Bond::SharedAttacker(key.clone()), cases: vec![1, 2] }]
        );
        assert_eq!(
            campaigns(&both(ObservableRole::Unknown)),
            [Campaign { bond: Bond::SharedUnknown(key), cases: vec![1, 2] }]
        );
        assert_eq!(campaigns(&both(ObservableRole::Victim)), []);
        assert_eq!(campaigns(&both(ObservableRole::ThirdParty)), []);
    }

    #[test]
    fn what_is_everybodys_binds_nobody() {
        let both = [1, 2].map(|id| with(case(id, "a", 0), ObservableKind::Ip, "192.168.1.1", ObservableRole::Attacker));
        assert_eq!(campaigns(&both), []);
    }

    #[test]
    fn three_who_tell_the_same_story_within_days_are_a_campaign() {
        let story = "notre logiciel de caisse ne démarre plus depuis la mise à jour du fournisseur ce matin, écran noir partout";
        let again = "depuis ce matin notre logiciel de caisse ne démarre plus, écran noir partout après la mise à jour du fournisseur";
        let cases = [
            case(1, story, 0),
            case(2, again, 5),
            case(3, story, 20),
            case(4, "vol d'un ordinateur portable dans la voiture hier soir devant la mairie", 3),
            case(5, story, 400),
        ];
        assert_eq!(campaigns(&cases), [Campaign { bond: Bond::SameStory, cases: vec![1, 2, 3] }]);
        assert_eq!(campaigns(&cases[..2]), [], "two are a coincidence");
    }
}
