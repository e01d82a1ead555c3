//! What one case needs of a provider.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Widening;
use crate::{
    ids::ProviderId,
    playbook::document::Skills,
    provider::{Level, Point, SkillLevels},
    vocabulary::{Sector, Severity, Size},
};

/// Where the organisation is, as far as it could be told.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// Code of the department (`34`, `2A`, `971`).
    pub department: Option<String>,
    /// Point of its commune.
    pub point: Option<Point>,
}

/// What one case needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Need {
    /// Category of the incident.
    pub category: String,
    /// Its severity.
    pub severity: Severity,
    /// Skills without which nobody is asked, each at a level at least.
    pub must: SkillLevels,
    /// Skills that count in the score.
    #[serde(default)]
    pub should: SkillLevels,
    /// Labels required: of each group, one.
    #[serde(default)]
    pub labels: Vec<Vec<String>>,
    /// Where.
    pub site: Site,
    /// Somebody has to come: working at a distance isn't enough.
    #[serde(default)]
    pub on_site: bool,
    /// Size of the organisation, when known.
    #[serde(default)]
    pub size: Option<Size>,
    /// Its sector, when known.
    #[serde(default)]
    pub sector: Option<Sector>,
    /// Its SIREN, when known.
    #[serde(default)]
    pub siren: Option<String>,
    /// Further SIREN that mustn't take the case: the organisation's group, firms named in the incident.
    #[serde(default)]
    pub barred_sirens: BTreeSet<String>,
    /// Providers themselves named in the incident (a supplier that was the way in).
    #[serde(default)]
    pub named: BTreeSet<ProviderId>,
    /// Offers go by e-mail: who has no address can't be asked.
    #[serde(default)]
    pub by_mail: bool,
    /// Languages of the caller, any of which will do; empty: French.
    #[serde(default)]
    pub languages: BTreeSet<String>,
    /// Providers asked already.
    #[serde(default)]
    pub asked: BTreeSet<ProviderId>,
    /// Providers that declined.
    #[serde(default)]
    pub declined: BTreeSet<ProviderId>,
    /// Steps by which the search was widened, each recorded.
    #[serde(default)]
    pub widened: BTreeSet<Widening>,
}

impl Need {
    /// The need of a category at a severity, as its playbook states it, before anything is known of the organisation.
    #[must_use]
    pub fn of_playbook(category: &str, severity: Severity, skills: &Skills) -> Self {
        Self {
            category: category.into(),
            severity,
            must: levels(&skills.must),
            should: levels(&skills.should),
            labels: labels_at(severity, skills),
            site: Site::default(),
            on_site: false,
            size: None,
            sector: None,
            siren: None,
            barred_sirens: BTreeSet::new(),
            named: BTreeSet::new(),
            by_mail: false,
            languages: BTreeSet::new(),
            asked: BTreeSet::new(),
            declined: BTreeSet::new(),
            widened: BTreeSet::new(),
        }
    }
}

/// Levels of a playbook file; it was checked at load, so a level out of range is brought into it.
fn levels(written: &std::collections::BTreeMap<crate::vocabulary::Skill, u8>) -> SkillLevels {
    written
        .iter()
        .map(|(skill, level)| (*skill, Level::try_from((*level).clamp(1, 3)).unwrap_or(Level::KNOWS)))
        .collect()
}

/// The labels of a severity hold for all graver ones too; of each list one label is enough.
fn labels_at(severity: Severity, skills: &Skills) -> Vec<Vec<String>> {
    skills
        .labels
        .iter()
        .filter(|(from, list)| severity <= **from && !list.is_empty())
        .map(|(_, list)| list.clone())
        .collect()
}
