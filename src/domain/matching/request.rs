//! A match request as JSON: what the command and the API are asked.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Need, Site};
use crate::{
    intake::PostalCode,
    playbook::document::Skills,
    provider::{Level, Point, SkillLevels},
    vocabulary::{Sector, Severity, Size, Skill, UnknownWord},
};

/// A match request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchRequest {
    /// Category of the incident.
    pub category: String,
    /// Its severity.
    pub severity: Severity,
    /// Postal code of the organisation.
    pub postal_code: String,
    /// Size band.
    #[serde(default)]
    pub size: Option<Size>,
    /// NAF section.
    #[serde(default)]
    pub sector: Option<Sector>,
    /// SIREN (9 digits) or SIRET (14).
    #[serde(default)]
    pub siren: Option<String>,
    /// Languages of the caller, any of which will do.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Somebody has to come.
    #[serde(default)]
    pub on_site: bool,
    /// Skills without which nobody is asked (`forensics`, or `forensics:2` for a level); left out: the playbook's.
    #[serde(default)]
    pub skills: Option<Vec<String>>,
}

/// What is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestRefused {
    /// No playbook has this id, and no skills were given.
    #[error("category: no playbook is called {0:?}; name one that exists, or give \"skills\"")]
    UnknownCategory(String),
    /// A skill that isn't in the vocabulary.
    #[error("skills: {0}")]
    UnknownSkill(#[from] UnknownWord),
    /// A level outside 1 to 3.
    #[error("skills: {0:?} has no level from 1 to 3")]
    Level(String),
    /// Not 9 or 14 digits.
    #[error("siren: {0:?} has neither the 9 digits of a SIREN nor the 14 of a SIRET")]
    Siren(String),
}

impl MatchRequest {
    /// What is needed. `skills_of` gives what the playbook of a category asks. A postal code of several communes means
    /// the most populous one; of a CEDEX code only the department is known, of an unknown code nothing.
    ///
    /// # Errors
    /// The category, a skill or the SIREN isn't known.
    pub fn need(&self, skills_of: impl Fn(&str) -> Option<Skills>) -> Result<Need, RequestRefused> {
        let playbook = skills_of(&self.category);
        if playbook.is_none() && self.skills.is_none() {
            return Err(RequestRefused::UnknownCategory(self.category.clone()));
        }
        let mut need = Need::of_playbook(&self.category, self.severity, &playbook.unwrap_or_default());
        if let Some(skills) = &self.skills {
            need.must = skills.iter().map(|text| skill_level(text)).collect::<Result<SkillLevels, _>>()?;
            need.should = SkillLevels::default();
        }
        need.site = Site::of_postal_code(&self.postal_code);
        need.on_site = self.on_site;
        need.size = self.size;
        need.sector = self.sector;
        need.siren = self.siren.as_deref().map(siren).transpose()?;
        need.languages = self.languages.iter().map(|code| code.trim().to_lowercase()).collect::<BTreeSet<_>>();
        Ok(need)
    }
}

impl Site {
    /// Where a postal code lies: its most populous commune; for a CEDEX code the department alone.
    #[must_use]
    pub fn of_postal_code(text: &str) -> Self {
        let place = text.parse().ok().map(|code: PostalCode| code.place());
        let commune = place.as_ref().and_then(|place| place.most_populous());
        Self {
            department: place
                .as_ref()
                .and_then(|place| place.department())
                .map(|department| department.code.to_owned()),
            point: commune.and_then(|commune| Point::new(commune.lat, commune.lon).ok()),
        }
    }
}

fn skill_level(text: &str) -> Result<(Skill, Level), RequestRefused> {
    let (skill, level) = text.split_once(':').unwrap_or((text, "1"));
    let level = level.trim().parse().ok().and_then(|level: u8| Level::try_from(level).ok());
    Ok((skill.trim().parse()?, level.ok_or_else(|| RequestRefused::Level(text.into()))?))
}

fn siren(text: &str) -> Result<String, RequestRefused> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let whole = matches!(digits.len(), 9 | 14) && digits.bytes().all(|digit| digit.is_ascii_digit());
    if whole { Ok(digits[..9].to_owned()) } else { Err(RequestRefused::Siren(text.into())) }
}
