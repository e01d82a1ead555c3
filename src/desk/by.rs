//! Who acts: the name that timelines show, and the actor that the audit trail keeps.

use uuid::Uuid;
use vigie_domain::{
    audit::Actor,
    ids::{ProviderId, UserId},
    vocabulary::Role,
};

/// A signed-in member of the staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Account.
    pub id: UserId,
    /// Name that timelines show.
    pub name: String,
    /// What the account may do.
    pub role: Role,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// The desk itself: a job.
    Desk,
    /// The command line.
    Command,
    /// Somebody on the public form.
    Visitor,
    /// The victim, through the case's link.
    Victim,
    /// A member of the staff.
    Staff(Staff),
    /// A provider, through its link.
    Provider(ProviderId),
    /// A partner's system.
    Token {
        /// The token's row.
        id: Uuid,
        /// Its name.
        name: String,
    },
}

impl By {
    /// What the audit trail keeps.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        match self {
            Self::Desk => Actor::Desk,
            Self::Command => Actor::Command,
            Self::Visitor => Actor::Visitor,
            Self::Victim => Actor::Victim,
            Self::Staff(staff) => Actor::User(staff.id),
            Self::Provider(id) => Actor::Provider(*id),
            Self::Token { id, .. } => Actor::Token(*id),
        }
    }

    /// The account, where a person of the staff acts.
    #[must_use]
    pub const fn staff_id(&self) -> Option<Uuid> {
        match self {
            Self::Staff(staff) => Some(staff.id.0),
            _ => None,
        }
    }

    /// The name that timelines show; empty for those whose name is a text of ours.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Staff(staff) => staff.name.clone(),
            Self::Token { name, .. } => name.clone(),
            _ => String::new(),
        }
    }
}
