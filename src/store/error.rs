//! What the database refuses, in words that a use case can act on.

use sea_orm::{DbErr, SqlErr};

/// Why a read or a write didn't happen.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique constraint fired: somebody was faster, or it is there already.
    #[error("already there: {constraint}")]
    Conflict {
        /// The database's words, which name the constraint or its columns.
        constraint: String,
    },
    /// The row isn't there.
    #[error("not found: {what}")]
    Missing {
        /// What was looked for.
        what: &'static str,
    },
    /// Somebody changed the row since it was read.
    #[error("changed by somebody else meanwhile: {what}")]
    Stale {
        /// Which row.
        what: &'static str,
    },
    /// A row that can't be read back: damaged, or of another version.
    #[error("a stored {what} can't be read: {reason}")]
    Corrupt {
        /// Which column or row.
        what: &'static str,
        /// Why.
        reason: String,
    },
    /// The database doesn't answer.
    #[error("the database doesn't answer")]
    Unavailable {
        /// The driver's words.
        #[source]
        source: DbErr,
    },
    /// The writer is gone: the desk is stopping.
    #[error("the desk is stopping")]
    Stopping,
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(constraint)) => Self::Conflict { constraint },
            _ => Self::Unavailable { source: error },
        }
    }
}

impl StoreError {
    /// The writer could not open a transaction for a job.
    pub(super) fn unanswered() -> Self {
        Self::Unavailable { source: DbErr::Custom("no transaction could be opened".into()) }
    }
}
