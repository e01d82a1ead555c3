//! SHA-256 values, salts and commitments, and how they are written: lower-case hexadecimal, nothing else.

use std::{fmt, str::FromStr};

use sha2::{Digest as _, Sha256};

/// The text isn't lower-case hexadecimal of the expected length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not {expected} lower-case hexadecimal digits")]
pub struct InvalidHex {
    /// How many digits were expected.
    pub expected: usize,
}

/// A SHA-256 value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The `prev_hash` of the first event of a chain.
    pub const ZERO: Self = Self([0; 32]);

    /// SHA-256 of the parts, one after the other.
    #[must_use]
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }
}

/// 128 random bits that keep a short value from being guessed from its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Salt(pub [u8; 16]);

/// SHA-256(salt ‖ value): stands in an event for a personal value.
///
/// Value and salt are kept in ordinary tables and can be erased; then nobody can tell the value from the
/// commitment any more, and every hash still verifies. The salt must not be the event's own, which stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Commitment(pub Digest);

impl Commitment {
    /// Commits to `value`.
    #[must_use]
    pub fn to(salt: &Salt, value: &[u8]) -> Self {
        Self(Digest::of(&[&salt.0, value]))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hex(&self.0, out)
    }
}

impl fmt::Display for Salt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hex(&self.0, out)
    }
}

impl fmt::Display for Commitment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl FromStr for Digest {
    type Err = InvalidHex;
    fn from_str(text: &str) -> Result<Self, InvalidHex> {
        read_hex(text).map(Self)
    }
}

impl FromStr for Salt {
    type Err = InvalidHex;
    fn from_str(text: &str) -> Result<Self, InvalidHex> {
        read_hex(text).map(Self)
    }
}

fn write_hex(bytes: &[u8], out: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
}

/// Upper-case digits are refused: one value has one spelling, so that damage to a letter's case is seen.
fn read_hex<const N: usize>(text: &str) -> Result<[u8; N], InvalidHex> {
    let refused = InvalidHex { expected: N * 2 };
    let digits = text.as_bytes();
    if digits.len() != N * 2 {
        return Err(refused);
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = nibble(pair[0]).ok_or(refused)? << 4 | nibble(pair[1]).ok_or(refused)?;
    }
    Ok(bytes)
}

const fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_is_the_published_one() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of(&[b"a", b"bc"]).to_string(), expected);
        assert_eq!(expected.parse(), Ok(Digest::of(&[b"abc"])));
    }

    #[test]
    fn one_value_has_one_spelling() {
        assert!("BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".parse::<Digest>().is_err());
        assert!("00".parse::<Salt>().is_err());
    }

    #[test]
    fn a_commitment_needs_its_salt() {
        let value = "Boulangerie Martin".as_bytes();
        assert_eq!(Commitment::to(&Salt([1; 16]), value), Commitment::to(&Salt([1; 16]), value));
        assert_ne!(Commitment::to(&Salt([1; 16]), value), Commitment::to(&Salt([2; 16]), value));
    }
}
