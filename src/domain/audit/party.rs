//! Who did it and what it was done to, as an event writes them.

use std::{fmt, str::FromStr};

use uuid::Uuid;

use crate::ids::{IncidentId, ProviderId, UserId};

/// The text names no actor or subject that the trail knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an actor or subject of the audit trail: {0:?}")]
pub struct UnknownParty(pub String);

/// Who acted. Never a name: staff and providers stand by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// The desk itself: a job on its timer.
    Desk,
    /// Somebody at the command line of the machine.
    Command,
    /// Somebody outside without an account or link, by the public form.
    Visitor,
    /// The victim, by her link or through the operator's form.
    Victim,
    /// A member of the staff.
    User(UserId),
    /// A provider, by its link.
    Provider(ProviderId),
    /// A partner's system, by its API token.
    Token(Uuid),
}

/// What the event is about: each subject has a chain of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An incident, with its offers, assignment, tasks, alarms, mails and files.
    Incident(IncidentId),
    /// A provider of the directory.
    Provider(ProviderId),
    /// An account of the staff.
    User(UserId),
    /// The desk: settings, playbooks, tokens, keys, exports.
    Desk,
}

impl fmt::Display for Actor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Desk => out.write_str("desk"),
            Self::Command => out.write_str("command"),
            Self::Visitor => out.write_str("visitor"),
            Self::Victim => out.write_str("victim"),
            Self::User(id) => id.fmt(out),
            Self::Provider(id) => id.fmt(out),
            Self::Token(id) => write!(out, "tok_{}", id.simple()),
        }
    }
}

impl FromStr for Actor {
    type Err = UnknownParty;
    fn from_str(text: &str) -> Result<Self, UnknownParty> {
        match text {
            "desk" => Ok(Self::Desk),
            "command" => Ok(Self::Command),
            "visitor" => Ok(Self::Visitor),
            "victim" => Ok(Self::Victim),
            _ => match prefixed(text) {
                Some(("usr", id)) => Ok(Self::User(UserId(id))),
                Some(("prv", id)) => Ok(Self::Provider(ProviderId(id))),
                Some(("tok", id)) => Ok(Self::Token(id)),
                _ => Err(UnknownParty(text.chars().take(60).collect())),
            },
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Incident(id) => id.fmt(out),
            Self::Provider(id) => id.fmt(out),
            Self::User(id) => id.fmt(out),
            Self::Desk => out.write_str("desk"),
        }
    }
}

impl FromStr for Subject {
    type Err = UnknownParty;
    fn from_str(text: &str) -> Result<Self, UnknownParty> {
        match prefixed(text) {
            _ if text == "desk" => Ok(Self::Desk),
            Some(("inc", id)) => Ok(Self::Incident(IncidentId(id))),
            Some(("prv", id)) => Ok(Self::Provider(ProviderId(id))),
            Some(("usr", id)) => Ok(Self::User(UserId(id))),
            _ => Err(UnknownParty(text.chars().take(60).collect())),
        }
    }
}

/// Only the spelling that we write is read: 32 lower-case digits.
fn prefixed(text: &str) -> Option<(&str, Uuid)> {
    let (prefix, digits) = text.split_once('_')?;
    let plain = digits.len() == 32 && digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    if plain { Some((prefix, Uuid::try_parse(digits).ok()?)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_read_back_what_they_wrote() {
        let id = Uuid::from_u128(0xABC);
        for actor in [Actor::Desk, Actor::Victim, Actor::User(UserId(id)), Actor::Token(id)] {
            assert_eq!(actor.to_string().parse(), Ok(actor));
        }
        for subject in [Subject::Desk, Subject::Incident(IncidentId(id)), Subject::Provider(ProviderId(id))] {
            assert_eq!(subject.to_string().parse(), Ok(subject));
        }
    }

    #[test]
    fn one_party_has_one_spelling() {
        assert!("inc_00000000000000000000000000000ABC".parse::<Subject>().is_err());
        assert!("inc_00000000-0000-0000-0000-000000000abc".parse::<Subject>().is_err());
        assert!("Martin".parse::<Actor>().is_err());
    }
}
