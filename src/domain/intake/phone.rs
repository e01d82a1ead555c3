//! Telephone numbers: any notation in, E.164 kept, the national notation shown.
//!
//! Numbers without a country are French; overseas their department decides, or the number's own beginning. Short
//! numbers (17, 3018) are refused: they can't be called back.

use std::{fmt, str::FromStr};

use phonenumber::{Mode, country};
use serde::{Deserialize, Serialize};

/// The territories whose numbers are written without a country like French ones, tried in this order.
const TERRITORIES: [country::Id; 10] = [
    country::FR,
    country::GP,
    country::MQ,
    country::GF,
    country::RE,
    country::YT,
    country::PM,
    country::WF,
    country::PF,
    country::NC,
];

/// Why a text isn't a number that can be called back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Too few, too many or unassigned digits.
    #[error("not a telephone number")]
    Invalid,
    /// Emergency and short numbers.
    #[error("a short number cannot be called back")]
    Short,
    /// An extension behind a switchboard has no place in the number.
    #[error("the extension does not belong to the number")]
    Extension,
}

/// A number that can be called back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone {
    e164: String,
    shown: String,
}

impl Phone {
    /// Reads any notation; `department` (`31`, `974`) tells the country when none is written.
    ///
    /// # Errors
    /// A short number, an extension, or no number at all.
    pub fn parse(text: &str, department: Option<&str>) -> Result<Self, PhoneError> {
        let typed = tidy(text)?;
        let own = department.and_then(territory_of);
        let candidates = own.into_iter().chain(TERRITORIES);
        let found = candidates.filter_map(|id| phonenumber::parse(Some(id), &typed).ok()).find(phonenumber::is_valid);
        found.map(|number| Self::of(&number)).ok_or(PhoneError::Invalid)
    }

    /// `+33565730000`, as it is stored and compared.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// The last four digits: what the victim knows and a stranger doesn't.
    #[must_use]
    pub fn last_four(&self) -> &str {
        &self.e164[self.e164.len().saturating_sub(4)..]
    }

    fn of(number: &phonenumber::PhoneNumber) -> Self {
        let mode = if number.code().value() == 33 { Mode::National } else { Mode::International };
        Self { e164: number.format().mode(Mode::E164).to_string(), shown: number.format().mode(mode).to_string() }
    }
}

/// `05 65 73 00 00`, as people read it; with its country when it isn't +33.
impl fmt::Display for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.shown)
    }
}

impl FromStr for Phone {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Self, PhoneError> {
        Self::parse(text, None)
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;

    fn try_from(text: String) -> Result<Self, PhoneError> {
        text.parse()
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.e164
    }
}

/// Leaves digits and a leading `+`; « (0) » behind a country code is dropped.
fn tidy(text: &str) -> Result<String, PhoneError> {
    let typed = text.trim().trim_start_matches("tel:").replace("(0)", "");
    let mut digits = String::new();
    for character in typed.chars() {
        match character {
            '0'..='9' => digits.push(character),
            '+' if digits.is_empty() => digits.push('+'),
            '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}' => {}
            other if other.is_whitespace() => {}
            _ if digits.len() >= 9 => return Err(PhoneError::Extension),
            _ => return Err(PhoneError::Invalid),
        }
    }
    match digits.len() {
        2..=4 => Err(PhoneError::Short),
        5..=20 => Ok(digits),
        _ => Err(PhoneError::Invalid),
    }
}

fn territory_of(department: &str) -> Option<country::Id> {
    match department {
        "971" | "977" | "978" => Some(country::GP),
        "972" => Some(country::MQ),
        "973" => Some(country::GF),
        "974" => Some(country::RE),
        "975" => Some(country::PM),
        "976" => Some(country::YT),
        "986" => Some(country::WF),
        "987" => Some(country::PF),
        "988" => Some(country::NC),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn e164(text: &str, department: Option<&str>) -> String {
        Phone::parse(text, department).map_or_else(|error| format!("{error:?}"), |phone| phone.e164().to_owned())
    }

    #[test]
    fn every_french_notation_is_one_number() {
        for text in [
            "05 36 49 12 34",
            "0536491234",
            "05.36.49.12.34",
            "05-36-49-12-34",
            "+33 5 36 49 12 34",
            "+33 (0)5 36 49 12 34",
            "0033 536491234",
            "tel:+33536491234",
            "05\u{a0}36\u{202f}49 12 34",
        ] {
            assert_eq!(e164(text, None), "+33536491234", "{text}");
        }
        assert_eq!("0536491234".parse::<Phone>().unwrap().to_string(), "05 36 49 12 34");
    }

    #[test]
    fn numbers_overseas_need_no_country() {
        assert_eq!(e164("0262 90 12 34", Some("974")), "+262262901234");
        assert_eq!(e164("0262 90 12 34", None), "+262262901234");
        assert_eq!(e164("0590 81 12 34", None), "+590590811234");
        assert_eq!(e164("0694 20 12 34", Some("973")), "+594694201234");
        assert_eq!(e164("40 41 23 45", Some("987")), "+68940412345");
        assert_eq!(e164("01 42 34 56 78", Some("974")), "+33142345678", "a number of the mainland, called from there");
    }

    #[test]
    fn a_foreign_number_shows_its_country() {
        assert_eq!("+34 93 123 45 67".parse::<Phone>().unwrap().to_string(), "+34 931 23 45 67");
    }

    #[test]
    fn what_cannot_be_called_back_is_refused() {
        for (text, error) in [
            ("17", PhoneError::Short),
            ("3018", PhoneError::Short),
            ("05 36 49 12", PhoneError::Invalid),
            ("05 36 49 12 34 poste 12", PhoneError::Extension),
            ("demain", PhoneError::Invalid),
            ("", PhoneError::Invalid),
            ("00000000000000000000000000", PhoneError::Invalid),
        ] {
            assert_eq!(text.parse::<Phone>(), Err(error), "{text}");
        }
    }

    #[test]
    fn the_ranges_reserved_for_fiction_are_numbers() {
        for start in ["019900", "026191", "035301", "046571", "053649"] {
            assert!(format!("{start}1234").parse::<Phone>().is_ok(), "{start}");
        }
    }

    proptest! {
        #[test]
        fn a_number_reads_back_from_both_of_its_notations(rest in 0_u32..100_000_000) {
            let typed = format!("06{rest:08}");
            if let Ok(phone) = typed.parse::<Phone>() {
                prop_assert_eq!(phone.e164().parse::<Phone>(), Ok(phone.clone()));
                prop_assert_eq!(phone.to_string().parse::<Phone>(), Ok(phone.clone()));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}") {
            let _ = text.parse::<Phone>();
        }
    }
}
