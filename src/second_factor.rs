//! The second factor itself: codes by time (RFC 6238, thirty seconds, six digits), recovery codes, the address that an
//! authenticator reads. Who may do what with it is the desk's.

use jiff::Timestamp;
use totp_rs::{Builder, Totp};

use crate::fresh;

/// Bytes of a seed: as long as the hash that makes codes of it (RFC 4226, R6).
pub const SEED: usize = 20;
/// Recovery codes of an account.
pub const RECOVERY_CODES: usize = 10;
/// Digits of a code by time.
const DIGITS: usize = 6;
/// Signs of a recovery code: 50 bits, out of 32 that can't be taken for one another.
const RECOVERY_SIGNS: usize = 10;
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The seed of codes by time.
#[derive(Clone)]
pub struct Seed(Totp);

impl std::fmt::Debug for Seed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Seed(‹secret›)")
    }
}

impl Seed {
    /// The seed of these bytes, for the account that the authenticator will show. None for bytes of another length.
    #[must_use]
    pub fn new(bytes: &[u8], desk: &str, account: &str) -> Option<Self> {
        if bytes.len() != SEED {
            return None;
        }
        // The sign parts the desk from the account in the address.
        let plain = |text: &str| text.replace(':', " ");
        let desk = Some(plain(desk)).filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "Vigie".into());
        let builder = Builder::new().with_secret(bytes).with_issuer(Some(desk)).with_account_name(plain(account));
        builder.build().ok().map(Self)
    }

    /// The step of time to which a code belongs: the current one, or one beside it for clocks that differ.
    #[must_use]
    pub fn step_of(&self, code: &str, at: Timestamp) -> Option<i64> {
        let seconds = u64::try_from(at.as_second()).ok()?;
        self.0.check(code, seconds).and_then(|step| i64::try_from(step).ok())
    }

    /// The code of an instant, as an authenticator shows it.
    #[must_use]
    pub fn code_at(&self, at: Timestamp) -> String {
        self.0.generate(u64::try_from(at.as_second()).unwrap_or(0)).to_string()
    }

    /// `otpauth://…`, which an authenticator reads from a picture.
    #[must_use]
    pub fn url(&self) -> String {
        self.0.to_url().unwrap_or_default()
    }

    /// The seed as people type it: base 32, in groups of four.
    #[must_use]
    pub fn as_typed(&self) -> String {
        let text = self.0.secret().to_base32();
        let signs: Vec<char> = text.chars().collect();
        signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }
}

/// What somebody typed as a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// Six digits of an authenticator.
    ByTime(String),
    /// One of the recovery codes, without its dash.
    Recovery(String),
}

impl Code {
    /// Reads a code with or without spaces and dashes; signs that look alike are taken for one another. None for anything
    /// else.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let signs: String = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
        if signs.len() == DIGITS && signs.bytes().all(|sign| sign.is_ascii_digit()) {
            return Some(Self::ByTime(signs));
        }
        let plain: String = signs.to_ascii_uppercase().replace('O', "0").replace(['I', 'L'], "1");
        let is_recovery = plain.len() == RECOVERY_SIGNS && plain.bytes().all(|sign| ALPHABET.contains(&sign));
        is_recovery.then_some(Self::Recovery(plain))
    }
}

/// New recovery codes, such as `7QK2M-4XA9T`.
#[must_use]
pub fn recovery_codes() -> Vec<String> {
    let one = || {
        let drawn: [u8; RECOVERY_SIGNS] = fresh::bytes();
        let signs: String = drawn.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
        format!("{}-{}", &signs[..5], &signs[5..])
    };
    (0..RECOVERY_CODES).map(|_| one()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed() -> Seed {
        Seed::new(b"12345678901234567890", "Centre : essai", "claire@desk.example").expect("a seed")
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a time")
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, SHA-1: the last six of eight digits.
        for (second, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(seed().code_at(at(second)), code);
            assert_eq!(seed().step_of(code, at(second)), Some(second / 30));
        }
    }

    #[test]
    fn a_code_is_good_for_its_step_and_the_two_beside_it() {
        let code = seed().code_at(at(3000));
        let steps = [-60, -30, 0, 30, 59, 60].map(|off| seed().step_of(&code, at(3000 + off)));
        assert_eq!(steps, [None, Some(100), Some(100), Some(100), Some(100), None]);
    }

    #[test]
    fn the_address_names_desk_and_account_and_nothing_breaks_out_of_it() {
        let url = seed().url();
        assert!(url.starts_with("otpauth://totp/Centre%20%20%20essai:claire%40desk.example?secret="), "{url}");
        assert_eq!(seed().as_typed(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert!(Seed::new(b"short", "x", "y").is_none());
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        assert_eq!(Code::read(" 123 456 "), Some(Code::ByTime("123456".into())));
        assert_eq!(Code::read("7qk2m-4xaol"), Some(Code::Recovery("7QK2M4XA01".into())));
        for wrong in ["", "12345", "1234567", "７２８３９４", "7QK2M-4XA", "7QK2M-4XA!!"] {
            assert_eq!(Code::read(wrong), None, "{wrong}");
        }
        let codes = recovery_codes();
        assert_eq!(codes.len(), RECOVERY_CODES);
        assert!(codes.iter().all(|code| matches!(Code::read(code), Some(Code::Recovery(_)))));
    }
}
