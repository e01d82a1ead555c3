//! Skills with a level from 1 (knows) to 3 (reference).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::vocabulary::Skill;

/// A level outside 1 to 3.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a level is 1, 2 or 3, not {0}")]
pub struct InvalidLevel(pub u8);

/// Level of a skill: 1 knows, 2 practises, 3 is a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

impl Level {
    /// Knows.
    pub const KNOWS: Self = Self(1);
    /// The highest.
    pub const REFERENCE: Self = Self(3);

    /// As a number from 1 to 3.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Level {
    type Error = InvalidLevel;
    fn try_from(level: u8) -> Result<Self, InvalidLevel> {
        if (1..=3).contains(&level) { Ok(Self(level)) } else { Err(InvalidLevel(level)) }
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.0
    }
}

/// Skills and their levels.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SkillLevels(pub BTreeMap<Skill, Level>);

impl SkillLevels {
    /// Level of a skill, 0 when it isn't there.
    #[must_use]
    pub fn level(&self, skill: Skill) -> u8 {
        self.0.get(&skill).map_or(0, |level| level.0)
    }
}

impl FromIterator<(Skill, Level)> for SkillLevels {
    fn from_iter<I: IntoIterator<Item = (Skill, Level)>>(skills: I) -> Self {
        Self(skills.into_iter().collect())
    }
}
