//! The lines of exports and receipts: JSON lines that are themselves canonical, so that every byte is spoken for.
//!
//! See `docs/audit.md`.

use serde::Deserialize;

use super::{Digest, Json, SealedEvent, check_canonical};

/// The first line of every export, without its line break.
pub const HEADER_LINE: &str = r#"{"format":"vigie-audit-log","version":1}"#;

/// The first line of every receipt, without its line break.
pub const RECEIPT_HEADER_LINE: &str = r#"{"format":"vigie-audit-receipt","version":1}"#;

const BEFORE_EVENT: &[u8] = br#"{"event":"#;
const BEFORE_HASH: &[u8] = br#","hash":""#;
const AFTER_HASH: &[u8] = br#""}"#;
const HASH_DIGITS: usize = 64;

/// One line of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line<'a> {
    /// The header.
    Header,
    /// An event and its hash.
    Event(EventLine<'a>),
    /// A signed note over the events so far.
    Checkpoint(String),
    /// A signed note that the log's key was replaced.
    Rotation(String),
}

/// An event of an export: the exact bytes that were hashed, and the hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventLine<'a> {
    /// RFC 8785 JSON of the event.
    pub canonical: &'a [u8],
    /// What stands as its SHA-256.
    pub hash: Digest,
}

/// The line of an event, without its line break.
#[must_use]
pub fn event_line(event: &SealedEvent) -> Vec<u8> {
    EventLine { canonical: &event.canonical, hash: event.hash }.to_bytes()
}

impl EventLine<'_> {
    /// The line, without its line break.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let digits = self.hash.to_string();
        [BEFORE_EVENT, self.canonical, BEFORE_HASH, digits.as_bytes(), AFTER_HASH].concat()
    }
}

/// The line of a checkpoint, given as its signed note, without its line break.
#[must_use]
pub fn checkpoint_line(note: &str) -> Vec<u8> {
    Json::Map(vec![("checkpoint".into(), Json::Text(note.to_owned()))]).to_bytes()
}

/// The line of a replaced key, given as its signed note, without its line break.
#[must_use]
pub fn rotation_line(note: &str) -> Vec<u8> {
    Json::Map(vec![("rotation".into(), Json::Text(note.to_owned()))]).to_bytes()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
enum NoteText {
    #[serde(rename = "checkpoint")]
    Checkpoint(String),
    #[serde(rename = "rotation")]
    Rotation(String),
}

/// Reads a line of an export, given without its line break. `None`: it is none of ours.
///
/// The frame of an event is of fixed length on both sides, so the event's bytes are cut out, never written again.
#[must_use]
pub fn read_line(line: &[u8]) -> Option<Line<'_>> {
    if line == HEADER_LINE.as_bytes() {
        return Some(Line::Header);
    }
    if let Some(framed) = line.strip_prefix(BEFORE_EVENT) {
        let framed = framed.strip_suffix(AFTER_HASH)?;
        let (rest, digits) = framed.split_at_checked(framed.len().checked_sub(HASH_DIGITS)?)?;
        let canonical = rest.strip_suffix(BEFORE_HASH)?;
        let hash = std::str::from_utf8(digits).ok()?.parse().ok()?;
        return Some(Line::Event(EventLine { canonical, hash }));
    }
    check_canonical(line).ok()?;
    match serde_json::from_slice(line).ok()? {
        NoteText::Checkpoint(note) => Some(Line::Checkpoint(note)),
        NoteText::Rotation(note) => Some(Line::Rotation(note)),
    }
}
