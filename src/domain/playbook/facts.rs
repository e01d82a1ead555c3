//! Facts: what was answered or heard, and conditions on them.
//!
//! Which facts exist is said by the playbooks; the fourteen that every set understands are in the contract.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::document::{FactMatch, When};

/// The value of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum FactValue {
    /// Yes.
    Yes,
    /// No.
    No,
    /// « Je ne sais pas »: asked and not known.
    Unknown,
    /// A number (euros for `amount_eur`).
    Number(f64),
    /// A choice, a date or free words.
    Text(String),
}

impl FactValue {
    /// The value as the contract writes it.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Yes => "yes".into(),
            Self::No => "no".into(),
            Self::Unknown => "unknown".into(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }

    /// Reads a word of the contract; anything else is a text.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word.trim() {
            "yes" => Self::Yes,
            "no" => Self::No,
            "unknown" | "" => Self::Unknown,
            other => other
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
                .map_or_else(|| Self::Text(other.to_owned()), Self::Number),
        }
    }

    fn is(&self, word: &str) -> bool {
        match self {
            Self::Yes => word == "yes",
            Self::No => word == "no",
            Self::Unknown => word == "unknown",
            Self::Number(number) => word.parse::<f64>().is_ok_and(|other| (other - number).abs() < 1e-9),
            Self::Text(text) => text == word,
        }
    }
}

impl Serialize for FactValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 =>
            {
                #[expect(clippy::cast_possible_truncation, reason = "whole and within the range just checked")]
                serializer.serialize_i64(*number as i64)
            }
            Self::Number(number) => serializer.serialize_f64(*number),
            other => serializer.serialize_str(&other.word()),
        }
    }
}

impl<'de> Deserialize<'de> for FactValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = FactValue;
            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("\"yes\", \"no\", \"unknown\", a number or a text")
            }
            fn visit_bool<E: de::Error>(self, value: bool) -> Result<FactValue, E> {
                Ok(if value { FactValue::Yes } else { FactValue::No })
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<FactValue, E> {
                self.visit_f64(value as f64)
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<FactValue, E> {
                self.visit_f64(value as f64)
            }
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<FactValue, E> {
                value.is_finite().then_some(FactValue::Number(value)).ok_or_else(|| E::custom("not a finite number"))
            }
            fn visit_str<E: de::Error>(self, value: &str) -> Result<FactValue, E> {
                Ok(FactValue::from_word(value))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// Facts by id.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(BTreeMap<String, FactValue>);

impl Facts {
    /// No fact.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The value, if anything was said; `Unknown` when it was asked and not known.
    #[must_use]
    pub fn get(&self, fact: &str) -> Option<&FactValue> {
        self.0.get(fact)
    }

    /// Sets a fact, replacing what was there.
    pub fn set(&mut self, fact: impl Into<String>, value: FactValue) {
        self.0.insert(fact.into(), value);
    }

    /// The same facts and one more.
    #[must_use]
    pub fn with(mut self, fact: impl Into<String>, value: FactValue) -> Self {
        self.set(fact, value);
        self
    }

    /// Facts in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &FactValue)> {
        self.0.iter().map(|(id, value)| (id.as_str(), value))
    }

    /// How many facts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True when there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These facts, completed by `heard` where these say nothing: answers override words.
    #[must_use]
    pub fn or(&self, heard: &Self) -> Self {
        let mut all = heard.clone();
        for (id, value) in &self.0 {
            all.0.insert(id.clone(), value.clone());
        }
        all
    }

    /// How `when` stands with these facts.
    #[must_use]
    pub fn check(&self, when: &When) -> Holds {
        when.iter().map(|(fact, wanted)| self.check_one(fact, wanted)).min().unwrap_or(Holds::Yes)
    }

    /// True when every condition is known to hold.
    #[must_use]
    pub fn hold(&self, when: &When) -> bool {
        self.check(when) == Holds::Yes
    }

    fn check_one(&self, fact: &str, wanted: &FactMatch) -> Holds {
        let value = self.get(fact).unwrap_or(&FactValue::Unknown);
        if wanted.values().iter().any(|word| matches(value, word)) {
            Holds::Yes
        } else if *value == FactValue::Unknown {
            Holds::Unknown
        } else {
            Holds::No
        }
    }
}

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// A fact says otherwise.
    No,
    /// It hangs on a fact that nobody gave.
    Unknown,
    /// It holds.
    Yes,
}

impl FactMatch {
    /// The values that it accepts, as words.
    #[must_use]
    pub fn values(&self) -> Vec<String> {
        match self {
            Self::Bool(true) => vec!["yes".into()],
            Self::Bool(false) => vec!["no".into()],
            Self::Number(number) => vec![number.to_string()],
            Self::One(word) => vec![word.clone()],
            Self::AnyOf(words) => words.clone(),
        }
    }
}

/// `>= 10000` and the like: comparison and number.
pub(super) fn comparison(word: &str) -> Option<(&str, f64)> {
    let word = word.trim();
    let sign = [">=", "<=", ">", "<"].into_iter().find(|sign| word.starts_with(sign))?;
    word[sign.len()..].trim().parse().ok().map(|number| (sign, number))
}

/// True when a value is what a word or a comparison asks for.
pub(super) fn matches(value: &FactValue, word: &str) -> bool {
    match (comparison(word), value) {
        (Some((sign, limit)), FactValue::Number(number)) => match sign {
            ">=" => *number >= limit,
            "<=" => *number <= limit,
            ">" => *number > limit,
            _ => *number < limit,
        },
        (Some(_), _) => false,
        (None, value) => value.is(word.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(fact: &str, wanted: FactMatch) -> When {
        When::from([(fact.to_owned(), wanted)])
    }

    #[test]
    fn a_fact_nobody_gave_is_unknown() {
        let facts = Facts::new();
        assert_eq!(facts.check(&when("encrypted", FactMatch::Bool(true))), Holds::Unknown);
        assert_eq!(facts.check(&when("encrypted", FactMatch::One("unknown".into()))), Holds::Yes);
    }

    #[test]
    fn amounts_compare() {
        let facts = Facts::new().with("amount_eur", FactValue::Number(12_400.0));
        assert!(facts.hold(&when("amount_eur", FactMatch::One(">= 10000".into()))));
        assert!(!facts.hold(&when("amount_eur", FactMatch::One("< 10000".into()))));
    }

    #[test]
    fn facts_read_as_the_contract_writes_them() {
        let facts: Facts = serde_json::from_str(r#"{"encrypted":"yes","amount_eur":1900,"ongoing":true}"#).unwrap();
        assert_eq!(facts.get("ongoing"), Some(&FactValue::Yes));
        assert_eq!(serde_json::to_string(&facts).unwrap(), r#"{"amount_eur":1900,"encrypted":"yes","ongoing":"yes"}"#);
    }
}
