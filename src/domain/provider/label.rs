//! A label, qualification or charter that a third party gave, with its proof and the days on which it counts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The label ends before it begins.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the label {name:?} ends on {until}, before it begins on {from}")]
pub struct LabelPeriodError {
    /// The label.
    pub name: String,
    /// First day given.
    pub from: Date,
    /// Last day given.
    pub until: Date,
}

/// A label and its period, both days included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Name, such as `ExpertCyber`, `PRIS`, `PASSI`, `HDS`.
    pub name: String,
    /// Who gave it.
    #[serde(default)]
    pub issuer: Option<String>,
    /// Number of the certificate.
    #[serde(default)]
    pub number: Option<String>,
    /// What it covers: installation, web sites, telephony …
    #[serde(default)]
    pub scope: Option<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

impl Label {
    /// A label with its period.
    ///
    /// # Errors
    /// It ends before it begins.
    pub fn new(name: &str, from: Date, until: Date) -> Result<Self, LabelPeriodError> {
        if until < from {
            return Err(LabelPeriodError { name: name.into(), from, until });
        }
        Ok(Self { name: name.into(), issuer: None, number: None, scope: None, from, until })
    }

    /// It is this label, however people write its name (`Expert Cyber`, `EXPERTCYBER`).
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        Self::is_same_name(&self.name, name)
    }

    /// Two ways to write one name.
    #[must_use]
    pub fn is_same_name(one: &str, other: &str) -> bool {
        folded(one).eq(folded(other))
    }

    /// It counts that day.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}

fn folded(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn both_days_count_and_a_reversed_period_is_refused() {
        let label = Label::new("ExpertCyber", date(2026, 1, 31), date(2028, 1, 31)).unwrap();
        assert!(label.is_valid_on(date(2026, 1, 31)) && label.is_valid_on(date(2028, 1, 31)));
        assert!(!label.is_valid_on(date(2028, 2, 1)) && !label.is_valid_on(date(2026, 1, 30)));
        assert!(label.is_named("expert cyber"));
        assert!(Label::new("PRIS", date(2026, 1, 2), date(2026, 1, 1)).is_err());
    }
}
