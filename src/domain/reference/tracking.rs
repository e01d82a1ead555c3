//! The tracking code: what lets a victim without a mailbox open her page, read out over the telephone.
//!
//! A secret of 55 bits; only its hash is stored, and whoever checks it counts the tries.

use std::{fmt, str::FromStr};

use sha2::{Digest, Sha256};

use super::{ReferenceError, digits, grouped, read, with_check};

const DATA: usize = 11;

/// `7QK2-M4XA-9TZB`. `Debug` doesn't show it.
#[derive(Clone, PartialEq, Eq)]
pub struct TrackingCode(String);

impl TrackingCode {
    /// A code from the lowest 55 bits of `random`.
    #[must_use]
    pub fn from_bits(random: u64) -> Self {
        Self(grouped(&with_check(&digits(random, DATA))))
    }

    /// The code, to say once and to print once.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// SHA-256 of the code: what is stored and compared.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

impl fmt::Debug for TrackingCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("TrackingCode(‹secret›)")
    }
}

impl FromStr for TrackingCode {
    type Err = ReferenceError;

    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let typed = read(text, DATA + 1).ok_or(ReferenceError::Shape)?;
        if with_check(&typed[..DATA]) == typed { Ok(Self(grouped(&typed))) } else { Err(ReferenceError::Check) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_stays_out_of_logs() {
        assert_eq!(format!("{:?}", TrackingCode::from_bits(5)), "TrackingCode(‹secret›)");
    }

    proptest! {
        #[test]
        fn a_code_reads_back_as_it_was_said(random in any::<u64>()) {
            let code = TrackingCode::from_bits(random);
            prop_assert_eq!(code.as_str().len(), 14);
            let typed: TrackingCode = code.as_str().to_lowercase().replace('-', " ").parse().unwrap();
            prop_assert_eq!(typed.digest(), code.digest());
        }

        #[test]
        fn different_bits_give_different_codes(a in 0_u64..1 << 55, b in 0_u64..1 << 55) {
            prop_assume!(a != b);
            prop_assert_ne!(TrackingCode::from_bits(a).digest(), TrackingCode::from_bits(b).digest());
        }
    }
}
