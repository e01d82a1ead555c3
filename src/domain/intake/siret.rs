//! SIREN (9 digits, an organisation) and SIRET (14 digits, one of its establishments), with their check digits.
//!
//! Whether the organisation exists is not known here: no directory is asked, offline by design.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// La Poste: its establishments follow a rule of their own (INSEE, sirene.fr, « le numéro Siret »).
const LA_POSTE: &str = "356000000";

/// Why a number isn't a SIREN or a SIRET.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Not the right count of digits.
    #[error("{given} digits instead of {expected}")]
    Length {
        /// How many digits there were.
        given: usize,
        /// How many there must be.
        expected: usize,
    },
    /// Nine valid digits where fourteen are needed.
    #[error("this is a SIREN; the SIRET has five digits more")]
    IsSiren,
    /// The check digit doesn't fit: a digit is wrong or two are swapped.
    #[error("the check digit does not fit")]
    Checksum,
    /// Something else than digits and separators.
    #[error("other characters than digits")]
    NotDigits,
}

/// An organisation's number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Siren(String);

/// An establishment's number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Siret(String);

impl Siren {
    /// The nine digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Siret {
    /// The fourteen digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The organisation to which the establishment belongs.
    #[must_use]
    pub fn siren(&self) -> Siren {
        Siren(self.0[..9].to_owned())
    }
}

/// `732 829 320`, as people read it out.
impl fmt::Display for Siren {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} {}", &self.0[..3], &self.0[3..6], &self.0[6..])
    }
}

/// `732 829 320 00074`, as people read it out.
impl fmt::Display for Siret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.siren(), &self.0[9..])
    }
}

impl FromStr for Siren {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let digits = digits_of(text)?;
        match digits.len() {
            9 if luhn_sum(&digits).is_multiple_of(10) && !all_zero(&digits) => Ok(Self(digits)),
            9 => Err(NumberError::Checksum),
            given => Err(NumberError::Length { given, expected: 9 }),
        }
    }
}

impl FromStr for Siret {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let digits = digits_of(text)?;
        match digits.len() {
            14 if siret_fits(&digits) => Ok(Self(digits)),
            14 => Err(NumberError::Checksum),
            9 if digits.parse::<Siren>().is_ok() => Err(NumberError::IsSiren),
            given => Err(NumberError::Length { given, expected: 14 }),
        }
    }
}

impl TryFrom<String> for Siren {
    type Error = NumberError;

    fn try_from(text: String) -> Result<Self, NumberError> {
        text.parse()
    }
}

impl TryFrom<String> for Siret {
    type Error = NumberError;

    fn try_from(text: String) -> Result<Self, NumberError> {
        text.parse()
    }
}

impl From<Siren> for String {
    fn from(siren: Siren) -> Self {
        siren.0
    }
}

impl From<Siret> for String {
    fn from(siret: Siret) -> Self {
        siret.0
    }
}

/// The digits without the spaces, dots and dashes with which people write them.
fn digits_of(text: &str) -> Result<String, NumberError> {
    let mut digits = String::new();
    for character in text.chars() {
        match character {
            '0'..='9' => digits.push(character),
            '.' | '-' | '_' => {}
            separator if separator.is_whitespace() => {}
            _ => return Err(NumberError::NotDigits),
        }
    }
    Ok(digits)
}

fn siret_fits(digits: &str) -> bool {
    let establishments_of_la_poste = || digits.starts_with(LA_POSTE) && digit_sum(digits).is_multiple_of(5);
    let siren_fits = luhn_sum(&digits[..9]).is_multiple_of(10) && !all_zero(&digits[..9]);
    siren_fits && (luhn_sum(digits).is_multiple_of(10) || establishments_of_la_poste())
}

fn all_zero(digits: &str) -> bool {
    digits.bytes().all(|digit| digit == b'0')
}

fn digit_sum(digits: &str) -> u32 {
    digits.bytes().map(|digit| u32::from(digit - b'0')).sum()
}

/// The sum of Luhn (ISO/IEC 7812-1, annex B): every second digit from the right is doubled.
pub(crate) fn luhn_sum(digits: &str) -> u32 {
    let double = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let value = |digit: u8| u32::from(digit - b'0');
    digits
        .bytes()
        .rev()
        .map(value)
        .enumerate()
        .map(|(place, digit)| if place % 2 == 1 { double(digit) } else { digit })
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_siret_is_read_as_people_write_it_and_read_out_in_groups() {
        let siret: Siret = " 732 829 320\u{a0}00074".parse().unwrap();
        assert_eq!(siret.as_str(), "73282932000074");
        assert_eq!(siret.to_string(), "732 829 320 00074");
        assert_eq!(siret.siren().to_string(), "732 829 320");
    }

    #[test]
    fn a_wrong_siret_says_what_is_wrong() {
        assert_eq!("73282932000075".parse::<Siret>(), Err(NumberError::Checksum));
        assert_eq!("732829320".parse::<Siret>(), Err(NumberError::IsSiren));
        assert_eq!("7328293200007".parse::<Siret>(), Err(NumberError::Length { given: 13, expected: 14 }));
        assert_eq!("FR 732829320".parse::<Siret>(), Err(NumberError::NotDigits));
        assert_eq!("00000000000000".parse::<Siret>(), Err(NumberError::Checksum));
    }

    #[test]
    fn la_poste_has_its_own_rule() {
        assert!("35600000000048".parse::<Siret>().is_ok(), "head office, by Luhn");
        assert!("35600000049837".parse::<Siret>().is_ok(), "an office, by the sum of its digits");
        assert_eq!("35600000049838".parse::<Siret>(), Err(NumberError::Checksum));
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_seen(place in 0_usize..14, by in 1_u8..10) {
            let mut digits = *b"73282932000074";
            digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
            let text = String::from_utf8(digits.to_vec()).unwrap();
            prop_assert_eq!(text.parse::<Siret>(), Err(NumberError::Checksum));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = text.parse::<Siret>();
            let _ = text.parse::<Siren>();
        }
    }
}
