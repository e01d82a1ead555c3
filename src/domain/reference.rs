//! What people say on the telephone: the reference of an incident, two words to recognise each other, a tracking code.
//!
//! A reference has no meaning and no order, and carries a check character. Randomness comes from the caller.

pub mod tracking;
pub mod words;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

pub use tracking::TrackingCode;
pub use words::recognition_words;

/// Crockford's thirty-two: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DATA: usize = 7;

/// The text isn't a reference of this desk's kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// Not eight letters and digits.
    #[error("a reference has eight letters and digits, such as K7M4-92QX")]
    Shape,
    /// One is wrong, or two are swapped.
    #[error("a character of the reference is wrong, or two are swapped")]
    Check,
}

/// `K7M4-92QX`: seven characters (35 bits) and a check character that finds every wrong one and every swapped pair.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(String);

impl Reference {
    /// A reference from the lowest 35 bits of `random`.
    #[must_use]
    pub fn from_bits(random: u64) -> Self {
        Self(grouped(&with_check(&digits(random, DATA))))
    }

    /// `K7M4-92QX`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Every reference that a text mentions, in order, each once; a word that only looks like one has 1 chance in 32
    /// to pass, so the caller looks it up.
    #[must_use]
    pub fn mentioned_in(text: &str) -> Vec<Self> {
        let mut found = Vec::new();
        let words = text.split(|character: char| !character.is_ascii_alphanumeric() && character != '-');
        for word in words.filter(|word| word.len() == 9 && word.as_bytes()[4] == b'-') {
            found.extend(word.parse::<Self>().ok().filter(|reference| !found.contains(reference)));
        }
        found
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for Reference {
    type Err = ReferenceError;

    /// Case, spaces and dashes don't matter; O is 0, I and L are 1, U is V.
    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let digits = read(text, DATA + 1).ok_or(ReferenceError::Shape)?;
        if with_check(&digits[..DATA]) == digits { Ok(Self(grouped(&digits))) } else { Err(ReferenceError::Check) }
    }
}

impl TryFrom<String> for Reference {
    type Error = ReferenceError;

    fn try_from(text: String) -> Result<Self, ReferenceError> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.0
    }
}

/// `count` values of five bits, from the lowest bits of `random`.
fn digits(random: u64, count: usize) -> Vec<u8> {
    (0..count).map(|place| u8::try_from(random >> (5 * place) & 31).unwrap_or_default()).collect()
}

/// Characters in groups of four.
fn grouped(digits: &[u8]) -> String {
    let groups = digits
        .chunks(4)
        .map(|group| group.iter().map(|digit| char::from(ALPHABET[usize::from(*digit)])).collect::<String>());
    groups.collect::<Vec<_>>().join("-")
}

/// The values of a typed text, if there are `count` of them.
fn read(text: &str, count: usize) -> Option<Vec<u8>> {
    let typed = text.chars().filter(|character| {
        !character.is_whitespace() && !matches!(character, '-' | '.' | '_' | '\u{2010}'..='\u{2015}')
    });
    let digits: Option<Vec<u8>> = typed.map(value).collect();
    digits.filter(|digits| digits.len() == count)
}

fn value(character: char) -> Option<u8> {
    let plain = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        other => other,
    };
    let place = ALPHABET.iter().position(|known| char::from(*known) == plain)?;
    u8::try_from(place).ok()
}

/// The values with their check value: a weighted sum in the field of 32 elements. The weights are distinct powers of
/// a generator, so one wrong value or one swapped pair always changes it.
fn with_check(digits: &[u8]) -> Vec<u8> {
    let weighted = digits.iter().enumerate().map(|(place, digit)| (0..=place).fold(*digit, |value, _| doubled(value)));
    let check = weighted.fold(0, |sum, value| sum ^ value);
    digits.iter().copied().chain([check]).collect()
}

/// Times x in GF(2⁵) modulo x⁵ + x² + 1.
const fn doubled(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 { shifted } else { shifted ^ 0b10_0101 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_reference_is_read_as_people_say_it() {
        let reference = Reference::from_bits(0x0001_2345_6789);
        assert_eq!(reference.as_str().len(), 9);
        for typed in [
            reference.as_str().to_lowercase(),
            reference.as_str().replace('-', " "),
            reference.as_str().replace('0', "o").replace('1', "l"),
        ] {
            assert_eq!(typed.parse(), Ok(reference.clone()), "{typed}");
        }
        assert_eq!("K7M4".parse::<Reference>(), Err(ReferenceError::Shape));
        assert_eq!("K7M4-92Q!".parse::<Reference>(), Err(ReferenceError::Shape));
    }

    #[test]
    fn references_are_found_in_a_subject() {
        let (a, b) = (Reference::from_bits(1), Reference::from_bits(77_777_777));
        let subject = format!("RE: [{a}] votre dossier {b}, et encore {a}; le vingt-neuf, rendez-vous");
        assert_eq!(Reference::mentioned_in(&subject), [a, b]);
    }

    proptest! {
        #[test]
        fn every_reference_reads_back(random in any::<u64>()) {
            let reference = Reference::from_bits(random);
            prop_assert_eq!(reference.as_str().parse(), Ok(reference.clone()));
        }

        #[test]
        fn one_wrong_character_is_seen(random in any::<u64>(), place in 0_usize..8, other in 0_usize..32) {
            let mut typed = Reference::from_bits(random).as_str().replace('-', "").into_bytes();
            prop_assume!(typed[place] != ALPHABET[other]);
            typed[place] = ALPHABET[other];
            prop_assert_eq!(String::from_utf8(typed).unwrap().parse::<Reference>(), Err(ReferenceError::Check));
        }

        #[test]
        fn two_swapped_characters_are_seen(random in any::<u64>(), a in 0_usize..8, b in 0_usize..8) {
            let mut typed = Reference::from_bits(random).as_str().replace('-', "").into_bytes();
            prop_assume!(typed[a] != typed[b]);
            typed.swap(a, b);
            prop_assert_eq!(String::from_utf8(typed).unwrap().parse::<Reference>(), Err(ReferenceError::Check));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}") {
            let _ = text.parse::<Reference>();
            let _ = Reference::mentioned_in(&text);
        }
    }
}
