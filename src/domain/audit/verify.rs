//! The verifier: reads events one by one, of any subjects mixed, and names the first bad one and why.
//!
//! Memory grows with the number of chains, never with the number of events.

use std::collections::HashMap;
use std::fmt;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Action, Actor, ChainHead, Digest, FORMAT_VERSION, Salt, Subject, check_canonical};
use crate::ids::EventId;

/// Why an event, or the log behind it, doesn't stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It can't be read as an event.
    Decode,
    /// Its bytes don't give its hash.
    Hash,
    /// The columns beside it tell something else than its bytes.
    Column,
    /// It doesn't name the hash of the event before it.
    PrevHash,
    /// Events before it in its chain are missing.
    Gap,
    /// It stands again, or later than its place.
    Order,
    /// It is earlier than the event before it.
    Time,
    /// The global log doesn't give the root that a checkpoint signed.
    Root,
    /// A checkpoint isn't signed by the desk's key.
    Signature,
}

impl Reason {
    /// The word that `vigie audit verify` prints.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decode => "decode",
            Self::Hash => "hash",
            Self::Column => "column",
            Self::PrevHash => "prev_hash",
            Self::Gap => "gap",
            Self::Order => "order",
            Self::Time => "time",
            Self::Root => "root",
            Self::Signature => "signature",
        }
    }
}

/// The first bad place of a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Bad {
    /// Its place in what was read, from 1: the row, or the line of the export.
    pub place: u64,
    /// Whose chain, as far as it could be read.
    pub subject: Option<Subject>,
    /// Its place in the chain, as far as it could be read.
    pub seq: Option<u64>,
    /// Why.
    pub reason: Reason,
    /// What was met, in words; holds nothing of the payload.
    pub detail: String,
}

impl fmt::Display for Bad {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} at {}", self.reason.as_str(), self.place)?;
        if let (Some(subject), Some(seq)) = (self.subject, self.seq) {
            write!(out, " ({subject}, event {seq})")?;
        }
        write!(out, ": {}", self.detail)
    }
}

/// A row of the database: the bytes and the columns beside them.
#[derive(Debug, Clone, Copy)]
pub struct StoredEvent<'a> {
    /// Column `id`.
    pub id: EventId,
    /// Column `subject`.
    pub subject: &'a str,
    /// Column `seq`.
    pub seq: u64,
    /// Column `at`, microseconds.
    pub at: i64,
    /// Column `action`.
    pub action: &'a str,
    /// Column `canonical`.
    pub canonical: &'a [u8],
    /// Column `hash`.
    pub hash: Digest,
}

/// What the bytes of an event say, as far as verifying needs it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventText<'a> {
    v: i64,
    seq: u64,
    id: &'a str,
    at: i64,
    actor: &'a str,
    action: &'a str,
    subject: &'a str,
    #[serde(rename = "payload")]
    _payload: AnyObject,
    salt: &'a str,
    prev_hash: &'a str,
}

/// An object whose content doesn't matter to the chain.
#[derive(Debug)]
struct AnyObject;

impl<'de> Deserialize<'de> for AnyObject {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Self)
    }
}

impl<'de> Visitor<'de> for AnyObject {
    type Value = Self;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(self)
    }
}

/// Why an event is refused, before its place is known.
type Refusal = (Reason, String);

/// Reads a log. Stops being of use at the first bad event: what follows it can't be trusted.
#[derive(Debug, Default)]
pub struct Verifier {
    heads: HashMap<Subject, ChainHead>,
    events: u64,
}

impl Verifier {
    /// A verifier that has read nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many events were read.
    #[must_use]
    pub const fn events(&self) -> u64 {
        self.events
    }

    /// How many chains were met.
    #[must_use]
    pub fn subjects(&self) -> usize {
        self.heads.len()
    }

    /// The last event of a chain, as far as it was read.
    #[must_use]
    pub fn head(&self, subject: &Subject) -> Option<&ChainHead> {
        self.heads.get(subject)
    }

    /// Reads the next event: its bytes and the hash that stands beside them.
    ///
    /// # Errors
    /// The first bad place.
    pub fn check(&mut self, canonical: &[u8], hash: &Digest) -> Result<(), Bad> {
        self.events += 1;
        let event = decode(canonical, hash).map_err(|refusal| self.bad(None, refusal))?;
        self.link(&event, hash)
    }

    /// Reads the next event from its row: the columns must tell what the bytes tell.
    ///
    /// # Errors
    /// The first bad place.
    pub fn check_row(&mut self, row: &StoredEvent<'_>) -> Result<(), Bad> {
        self.events += 1;
        let event = decode(row.canonical, &row.hash).map_err(|refusal| self.bad(None, refusal))?;
        let same = [
            ("id", event.id == row.id.to_string()),
            ("subject", event.subject == row.subject),
            ("seq", event.seq == row.seq),
            ("at", event.at == row.at),
            ("action", event.action == row.action),
        ];
        if let Some((column, _)) = same.iter().find(|(_, same)| !same) {
            let refusal = (Reason::Column, format!("column {column} differs from the event's bytes"));
            return Err(self.bad(Some(&event), refusal));
        }
        self.link(&event, &row.hash)
    }

    fn link(&mut self, event: &EventText<'_>, hash: &Digest) -> Result<(), Bad> {
        let subject = parse_all(event).map_err(|refusal| self.bad(Some(event), refusal))?;
        let last = self.heads.get(&subject).copied();
        follows(event, last.as_ref()).map_err(|refusal| self.bad(Some(event), refusal))?;
        self.heads.insert(subject, ChainHead { seq: event.seq, at: event.at, hash: *hash });
        Ok(())
    }

    fn bad(&self, event: Option<&EventText<'_>>, (reason, detail): Refusal) -> Bad {
        Bad {
            place: self.events,
            subject: event.and_then(|event| event.subject.parse().ok()),
            seq: event.map(|event| event.seq),
            reason,
            detail,
        }
    }
}

fn decode<'a>(canonical: &'a [u8], hash: &Digest) -> Result<EventText<'a>, Refusal> {
    if Digest::of(&[canonical]) != *hash {
        return Err((Reason::Hash, "the bytes don't give the hash that stands beside them".into()));
    }
    check_canonical(canonical).map_err(|error| (Reason::Decode, error.to_string()))?;
    // The text of a JSON error could quote the payload: only its place is told.
    serde_json::from_slice(canonical)
        .map_err(|error| (Reason::Decode, format!("not an event, at column {}", error.column())))
}

/// Every word must be one that the format knows, so that what is shown later is what was verified.
fn parse_all(event: &EventText<'_>) -> Result<Subject, Refusal> {
    let wrong = |what: &str| (Reason::Decode, format!("{what} isn't as the format says"));
    if event.v != FORMAT_VERSION {
        return Err(wrong("v"));
    }
    event.id.strip_prefix("evt_").and_then(|_| event.id.parse::<EventId>().ok()).ok_or_else(|| wrong("id"))?;
    event.actor.parse::<Actor>().map_err(|_| wrong("actor"))?;
    event.action.parse::<Action>().map_err(|_| wrong("action"))?;
    event.salt.parse::<Salt>().map_err(|_| wrong("salt"))?;
    event.subject.parse().map_err(|_| wrong("subject"))
}

fn follows(event: &EventText<'_>, last: Option<&ChainHead>) -> Result<(), Refusal> {
    let (expected, at, hash) = last.map_or((1, i64::MIN, Digest::ZERO), |last| (last.seq + 1, last.at, last.hash));
    if event.seq > expected {
        return Err((Reason::Gap, format!("event {expected} of this chain is missing")));
    }
    if event.seq < expected {
        return Err((Reason::Order, format!("event {expected} of this chain was due")));
    }
    if event.prev_hash.parse() != Ok(hash) {
        return Err((Reason::PrevHash, "it doesn't name the event before it".into()));
    }
    if event.at < at {
        return Err((Reason::Time, "it is earlier than the event before it".into()));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
