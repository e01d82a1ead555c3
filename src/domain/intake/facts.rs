//! Facts: what was answered to the playbooks' questions, by id.
//!
//! Which ids mean something is the playbooks' matter; here only their shape is checked.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{FieldError, text::clean_line};

/// Most facts that one report may carry.
const MOST_FACTS: usize = 200;

/// Answers by fact id (`encrypted` → `yes`).
pub type Facts = BTreeMap<String, FactValue>;

/// One answer: `yes`, `no`, `unknown`, a choice's value or a date as text; or a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FactValue {
    /// A number, such as an amount in euros. Always finite.
    Number(f64),
    /// Any other answer.
    Word(String),
}

impl FactValue {
    /// The answer as a text, as the playbooks' `when` compares it; a whole number has no decimal point.
    #[must_use]
    pub fn as_word(&self) -> String {
        self.to_string()
    }

    /// The number, also when it was typed as a text (`32 000 €`, `1.500,50`).
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Word(word) => number_in(word),
        }
    }
}

impl fmt::Display for FactValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(out, "{number}"),
            Self::Word(word) => out.write_str(word),
        }
    }
}

/// Checks typed facts. Empty answers are left out; `true` and `false` read as `yes` and `no`.
///
/// # Errors
/// One per fact whose id or value has not the right shape.
pub fn parse_facts(raw: &BTreeMap<String, Value>) -> Result<Facts, Vec<FieldError>> {
    let mut facts = Facts::new();
    let mut errors = Vec::new();
    if raw.len() > MOST_FACTS {
        return Err(vec![FieldError::new("facts", "field-facts-too-many", &raw.len().to_string())]);
    }
    for (id, value) in raw {
        let field = format!("facts.{}", id.chars().take(64).collect::<String>());
        match parse_value(value) {
            _ if !is_fact_id(id) => errors.push(FieldError::new(field, "field-fact-id", id)),
            Some(Some(value)) => drop(facts.insert(id.clone(), value)),
            Some(None) => {}
            None => errors.push(FieldError::new(field, "field-fact-value", &value.to_string())),
        }
    }
    if errors.is_empty() { Ok(facts) } else { Err(errors) }
}

/// Lower case letters, digits and underscores, at most 64, a letter first.
#[must_use]
pub fn is_fact_id(id: &str) -> bool {
    let letters = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    letters && id.len() <= 64 && id.starts_with(|first: char| first.is_ascii_lowercase())
}

/// `None`: not a value; `Some(None)`: no answer.
fn parse_value(value: &Value) -> Option<Option<FactValue>> {
    match value {
        Value::Null => Some(None),
        Value::Bool(yes) => Some(Some(FactValue::Word(if *yes { "yes" } else { "no" }.to_owned()))),
        Value::Number(number) => {
            number.as_f64().filter(|number| number.is_finite()).map(|number| Some(FactValue::Number(number)))
        }
        Value::String(word) if word.len() > 400 => None,
        Value::String(word) => Some(Some(clean_line(word)).filter(|word| !word.is_empty()).map(FactValue::Word)),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// French and English notation of a number, with or without a currency.
fn number_in(word: &str) -> Option<f64> {
    let bare: String =
        word.chars().filter(|character| character.is_ascii_digit() || matches!(character, '.' | ',' | '-')).collect();
    let last = bare.rfind(['.', ',']).filter(|point| bare.len() - point != 4);
    let (whole, cents) = last.map_or((bare.as_str(), ""), |point| (&bare[..point], &bare[point + 1..]));
    let whole: String = whole.chars().filter(|character| !matches!(character, '.' | ',')).collect();
    format!("{whole}.{cents}0").parse().ok().filter(|_| whole.contains(|digit: char| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(value: Value) -> Result<Facts, Vec<FieldError>> {
        parse_facts(&serde_json::from_value(value).unwrap())
    }

    #[test]
    fn answers_are_words_or_numbers() {
        let facts =
            parse(json!({"encrypted": true, "amount_eur": 32000, "ongoing": " yes ", "skipped": "", "none": null}))
                .unwrap();
        assert_eq!(facts["encrypted"].as_word(), "yes");
        assert_eq!(facts["amount_eur"].as_word(), "32000");
        assert_eq!(facts["ongoing"], FactValue::Word("yes".into()));
        assert_eq!(facts.len(), 3);
    }

    #[test]
    fn every_bad_fact_is_named() {
        let errors = parse(json!({"Encrypted": "yes", "a": [1], "b": {"c": 1}})).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.code)).collect();
        assert_eq!(
            fields,
            [("facts.Encrypted", "field-fact-id"), ("facts.a", "field-fact-value"), ("facts.b", "field-fact-value")]
        );
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, number) in [
            ("32 000 €", 32000.0),
            ("1.500,50", 1500.5),
            ("1,500.50", 1500.5),
            ("1.500", 1500.0),
            ("12,5", 12.5),
            ("7", 7.0),
        ] {
            assert_eq!(FactValue::Word(text.into()).as_number(), Some(number), "{text}");
        }
        assert_eq!(FactValue::Word("beaucoup".into()).as_number(), None);
    }
}
