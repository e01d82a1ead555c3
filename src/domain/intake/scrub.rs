//! Scrubbing: secrets that nobody should store leave a text before it is saved, with a visible marker in their place.
//!
//! Card numbers, passwords, one-time codes, social-security numbers. The rule for doubt: a number that may be a SIRET,
//! an IMEI, an invoice or a telephone stays, since the desk needs it; what a person says is no secret stays, too.

mod card;
mod code;
mod context;
mod password;
mod social_security;

use std::ops::Range;

use serde::Serialize;

/// What was taken out; the marker's text is in `intake.ftl`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Secret {
    /// A payment card's number, or the three digits on its back.
    Card,
    /// A password.
    Password,
    /// A one-time code or a PIN.
    Code,
    /// A social-security number (NIR).
    SocialSecurity,
}

impl Secret {
    /// The key of the marker's text, such as `[numéro de carte masqué]`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Card => "scrubbed-card",
            Self::Password => "scrubbed-password",
            Self::Code => "scrubbed-code",
            Self::SocialSecurity => "scrubbed-social-security",
        }
    }
}

/// One secret that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// What it is.
    pub secret: Secret,
    /// Where it stands in the text as given, in bytes.
    pub bytes: Range<usize>,
}

/// A text without its secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct Scrubbed {
    /// The text with markers.
    pub text: String,
    /// What was taken out, in order.
    pub removed: Vec<Found>,
}

/// Replaces every secret by the marker that `marker` gives for it. `keep` are values that a person declared harmless.
#[must_use]
pub fn scrub(text: &str, keep: &[String], marker: impl Fn(Secret) -> String) -> Scrubbed {
    let mut removed = find(text);
    removed.retain(|found| !keep.iter().any(|kept| kept == &text[found.bytes.clone()]));
    let mut clean = String::with_capacity(text.len());
    let mut done = 0;
    for found in &removed {
        clean.push_str(&text[done..found.bytes.start]);
        clean.push_str(&marker(found.secret));
        done = found.bytes.end;
    }
    clean.push_str(&text[done..]);
    Scrubbed { text: clean, removed }
}

/// Every secret in a text, in order and apart: two that overlap are one, so that no end of the second stays.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let mut found = card::find(text);
    found.extend(social_security::find(text));
    found.extend(code::find(text));
    found.extend(password::find(text));
    found.sort_by_key(|found| (found.bytes.start, std::cmp::Reverse(found.bytes.end)));
    found.dedup_by(|next, before| {
        let overlaps = next.bytes.start < before.bytes.end;
        if overlaps {
            before.bytes.end = before.bytes.end.max(next.bytes.end);
        }
        overlaps
    });
    found
}

#[cfg(test)]
mod near_misses;
#[cfg(test)]
mod tests;
