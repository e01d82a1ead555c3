//! Typed identifiers: a UUIDv7 that knows what it names, written with a short prefix (`inc_…`).
//!
//! People say the reference of an incident (see `reference`); ids are for machines.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text isn't an identifier of the expected kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {kind} identifier")]
pub struct InvalidId {
    /// The prefix that was expected, such as `inc`.
    pub kind: &'static str,
}

macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, concat!($prefix, "_{}"), self.0.simple())
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let bare = text.strip_prefix(concat!($prefix, "_")).unwrap_or(text);
                Uuid::try_parse(bare).map(Self).map_err(|_| InvalidId { kind: $prefix })
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    };
}

typed_id!(/// An incident, whatever its state.
    IncidentId, "inc");
typed_id!(/// A provider of the directory.
    ProviderId, "prv");
typed_id!(/// One offer of one incident to one provider.
    OfferId, "off");
typed_id!(/// An assignment: a provider that took a case.
    AssignmentId, "asg");
typed_id!(/// A member of the desk's staff.
    UserId, "usr");
typed_id!(/// A signed link to one party on one case.
    LinkId, "lnk");
typed_id!(/// A message waiting in, or sent from, the outbox.
    MessageId, "msg");
typed_id!(/// An audit event.
    EventId, "evt");
typed_id!(/// A half-taken call.
    DraftId, "drf");
typed_id!(/// A task of a person of the desk.
    TaskId, "tsk");
typed_id!(/// An alarm that waits for a named person.
    AlarmId, "alm");
typed_id!(/// A note, message or call in the timeline of a case.
    EntryId, "ent");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_wrote_and_refuses_another_kind() {
        let id = IncidentId(Uuid::from_u128(7));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!(id.to_string().parse::<OfferId>().is_err());
    }
}
