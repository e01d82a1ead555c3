//! An event, and how it is sealed into its subject's chain. Pure: id, salt and time are given.

use jiff::Timestamp;

use super::{Action, Actor, Digest, Json, Payload, Salt, Subject};
use crate::ids::EventId;

/// The version that every event carries as `v`.
pub const FORMAT_VERSION: i64 = 1;

/// What a use case wants to be remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDraft {
    /// Whose chain it goes to.
    pub subject: Subject,
    /// Who did it.
    pub actor: Actor,
    /// What was done.
    pub action: Action,
    /// The rest: words, numbers, ids, commitments.
    pub payload: Payload,
}

/// The last event of a chain: all that the next one needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainHead {
    /// Its place in the chain, from 1.
    pub seq: u64,
    /// Its time, microseconds since 1970 UTC.
    pub at: i64,
    /// SHA-256 of its canonical bytes.
    pub hash: Digest,
}

/// An event as it is stored: the exact bytes that were hashed, and the columns that find it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedEvent {
    /// Its id, a UUIDv7.
    pub id: EventId,
    /// Whose chain it is in.
    pub subject: Subject,
    /// Its place in the chain, from 1.
    pub seq: u64,
    /// Its time, microseconds since 1970 UTC; never before that of the event before it.
    pub at: i64,
    /// What was done.
    pub action: Action,
    /// RFC 8785 JSON of the whole event.
    pub canonical: Vec<u8>,
    /// SHA-256 of `canonical`.
    pub hash: Digest,
}

impl SealedEvent {
    /// The head of the chain after this event.
    #[must_use]
    pub const fn head(&self) -> ChainHead {
        ChainHead { seq: self.seq, at: self.at, hash: self.hash }
    }
}

/// Seals `draft` behind `head` (`None`: it opens the chain). A clock that jumped back is held at the time of `head`.
#[must_use]
pub fn seal(draft: EventDraft, head: Option<&ChainHead>, id: EventId, salt: &Salt, now: Timestamp) -> SealedEvent {
    let seq = head.map_or(1, |head| head.seq + 1);
    let at = head.map_or(i64::MIN, |head| head.at).max(now.as_microsecond());
    let prev_hash = head.map_or(Digest::ZERO, |head| head.hash);
    let EventDraft { subject, actor, action, payload } = draft;
    let canonical = Json::Map(vec![
        ("v".into(), Json::Integer(FORMAT_VERSION)),
        ("seq".into(), Json::integer(i64::try_from(seq).unwrap_or(i64::MAX))),
        ("id".into(), Json::Text(id.to_string())),
        ("at".into(), Json::integer(at)),
        ("actor".into(), Json::Text(actor.to_string())),
        ("action".into(), Json::Text(action.to_string())),
        ("subject".into(), Json::Text(subject.to_string())),
        ("payload".into(), payload.into_json()),
        ("salt".into(), Json::Text(salt.to_string())),
        ("prev_hash".into(), Json::Text(prev_hash.to_string())),
    ])
    .to_bytes();
    let hash = Digest::of(&[&canonical]);
    SealedEvent { id, subject, seq, at, action, canonical, hash }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::IncidentId;
    use uuid::Uuid;

    fn draft() -> EventDraft {
        EventDraft {
            subject: Subject::Incident(IncidentId(Uuid::from_u128(1))),
            actor: Actor::Victim,
            action: Action::ReportReceived,
            payload: Payload::new().text("channel", "web"),
        }
    }

    fn sealed(head: Option<&ChainHead>, now: i64) -> SealedEvent {
        let now = Timestamp::from_microsecond(now).unwrap();
        seal(draft(), head, EventId(Uuid::from_u128(2)), &Salt([3; 16]), now)
    }

    #[test]
    fn the_bytes_of_an_event_are_these() {
        let event = sealed(None, 1_700_000_000_000_000);
        let expected = concat!(
            r#"{"action":"report.received","actor":"victim","at":1700000000000000,"#,
            r#""id":"evt_00000000000000000000000000000002","payload":{"channel":"web"},"#,
            r#""prev_hash":"0000000000000000000000000000000000000000000000000000000000000000","#,
            r#""salt":"03030303030303030303030303030303","seq":1,"#,
            r#""subject":"inc_00000000000000000000000000000001","v":1}"#,
        );
        assert_eq!(String::from_utf8(event.canonical.clone()).unwrap(), expected);
        assert_eq!(event.hash, Digest::of(&[expected.as_bytes()]));
    }

    #[test]
    fn a_clock_that_jumps_back_stands_still_in_the_chain() {
        let first = sealed(None, 2_000_000);
        let second = sealed(Some(&first.head()), 1_000_000);
        assert_eq!((second.seq, second.at), (2, first.at));
        let third = sealed(Some(&second.head()), 3_000_000);
        assert_eq!((third.seq, third.at), (3, 3_000_000));
    }
}
