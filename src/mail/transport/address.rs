//! An e-mail address that may stand in an envelope.

use std::{fmt, str::FromStr};

use lettre::Address;

/// An address that was checked: a value that exists is safe to give to a mail program.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MailAddress(Address);

/// The text is no address that the desk would write to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address that can be written to")]
pub struct BadAddress;

impl MailAddress {
    /// RFC 5321, section 4.5.3.1: a path is at most 256 octets, brackets included.
    const LONGEST: usize = 254;

    pub(super) const fn inner(&self) -> &Address {
        &self.0
    }
}

impl FromStr for MailAddress {
    type Err = BadAddress;

    /// An address that begins with `-` is refused: a mail program would take it for an option
    /// (lettre CVE-2020-28247).
    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let odd = text.len() > Self::LONGEST
            || text.starts_with('-')
            || text.chars().any(|sign| sign.is_control() || sign.is_whitespace() || matches!(sign, '<' | '>' | '"'));
        if odd { Err(BadAddress) } else { text.parse().map(Self).map_err(|_| BadAddress) }
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// An address names a person: it doesn't belong in a log.
impl fmt::Debug for MailAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("‹address›")
    }
}
