//! Why a use case refused. The core's small enums are kept as they are; the web turns each into a page or a problem.

use vigie_domain::{incident::IncidentError, intake::FieldError, offer::AnswerError};

use super::evidence::FileRefused;
use crate::store::StoreError;

/// Why a use case refused.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The case doesn't allow the step.
    #[error(transparent)]
    Incident(#[from] IncidentError),
    /// The provider's answer doesn't count.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// Fields that can't be understood; all at once.
    #[error("{} field(s) can't be understood", .0.len())]
    Fields(Vec<FieldError>),
    /// There is no such thing, or the person may not know of it.
    #[error("not found: {0}")]
    NotFound(&'static str),
    /// The role doesn't allow it.
    #[error("this account may not do that")]
    Forbidden,
    /// Name or password is wrong; which of both isn't told.
    #[error("the address or the password is wrong")]
    SignIn,
    /// Too many tries: the next one is looked at after a while.
    #[error("too many tries; try again in {seconds} s")]
    Wait {
        /// Until the next try is looked at.
        seconds: u64,
    },
    /// Nobody could manage accounts any more.
    #[error("this is the last administrator who can sign in: make another one first")]
    LastAdministrator,
    /// Something must be said with it, such as a reason.
    #[error("say also: {0}")]
    Needs(&'static str),
    /// It is as asked already, or somebody was faster.
    #[error("already done: {0}")]
    Already(&'static str),
    /// The provider has as many cases as it takes.
    #[error("this provider has as many cases as it takes: its offer is taken back, choose another")]
    Full,
    /// It can't go while others count on it.
    #[error("it has {offers} offer(s) and {assignments} assignment(s): pause it, and hand these over first")]
    InUse {
        /// Offers that wait or are available.
        offers: usize,
        /// Open assignments.
        assignments: usize,
    },
    /// The same key came with another content.
    #[error("this key was used for another report")]
    KeyReused,
    /// Somebody changed it since it was read.
    #[error("changed by somebody else meanwhile")]
    Stale,
    /// The case isn't at the version that the caller knows.
    #[error("the case is at version {now} meanwhile: read it again")]
    OtherVersion {
        /// The version now.
        now: i64,
    },
    /// Somebody changed what the page showed, while its form was filled in.
    #[error("{what} is {now} meanwhile")]
    Changed {
        /// What: `owner`, `category`, `agreement`, `offers`.
        what: &'static str,
        /// What it is now, as the page would have shown it.
        now: String,
    },
    /// The case was erased: nobody is in it any more.
    #[error("this case was erased")]
    Erased,
    /// The case must be kept.
    #[error("this case is held: lift the hold first")]
    Held,
    /// The link's time is over or it was revoked.
    #[error("this link is no longer valid")]
    DeadLink,
    /// A file isn't taken, or not given.
    #[error(transparent)]
    File(#[from] FileRefused),
    /// The program that looks for malicious programs doesn't answer.
    #[error("the scanner doesn't answer: {0}")]
    Scanner(std::io::Error),
    /// The data folder.
    #[error("the data folder can't be used: {0}")]
    Folder(#[from] std::io::Error),
    /// The database.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Missing { what } => Self::NotFound(what),
            StoreError::Stale { .. } => Self::Stale,
            other => Self::Store(other),
        }
    }
}
