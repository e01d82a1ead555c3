//! The set of conditions that one provider failed: small enough to keep one for each of 50,000.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeSeq};

use crate::vocabulary::Condition;

/// Conditions failed; written as the list of their names.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Failures(u32);

impl Failures {
    /// Nothing failed.
    pub const NONE: Self = Self(0);

    /// One condition failed.
    #[must_use]
    pub const fn of(condition: Condition) -> Self {
        Self(1 << condition as u32)
    }

    /// Adds a condition when it failed.
    pub const fn note(&mut self, condition: Condition, failed: bool) {
        self.0 |= (failed as u32) << condition as u32;
    }

    /// What failed in either.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Nothing failed.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// This condition failed.
    #[must_use]
    pub const fn has(self, condition: Condition) -> bool {
        self.0 & (1 << condition as u32) != 0
    }

    /// The conditions failed, in the vocabulary's order.
    pub fn iter(self) -> impl Iterator<Item = Condition> {
        Condition::ALL.iter().copied().filter(move |condition| self.has(*condition))
    }
}

impl FromIterator<Condition> for Failures {
    fn from_iter<I: IntoIterator<Item = Condition>>(conditions: I) -> Self {
        Self(conditions.into_iter().fold(0, |bits, condition| bits | 1 << condition as u32))
    }
}

impl fmt::Debug for Failures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_set().entries(self.iter().map(Condition::as_str)).finish()
    }
}

impl Serialize for Failures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for condition in self.iter() {
            list.serialize_element(&condition)?;
        }
        list.end()
    }
}

impl<'de> Deserialize<'de> for Failures {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Condition>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_as_names_and_reads_back() {
        let failed: Failures = [Condition::ClosedNow, Condition::NotVetted].into_iter().collect();
        let text = serde_json::to_string(&failed).unwrap();
        assert_eq!(text, r#"["not_vetted","closed_now"]"#);
        assert_eq!(serde_json::from_str::<Failures>(&text).unwrap(), failed);
    }
}
