//! Why a change of one's own account is refused.

use crate::{desk::DeskError, store::StoreError};

/// Why a change of one's own account is refused.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The current password isn't right.
    #[error("the current password is wrong")]
    WrongPassword,
    /// The code isn't right, or was used before.
    #[error("the code is wrong")]
    WrongCode,
    /// The new password is too short, or the same.
    #[error("the new password is too short, or the old one")]
    WeakPassword,
    /// The page on which it was begun is too old.
    #[error("begin again: the page is too old")]
    TooOld,
    /// The role needs a second factor.
    #[error("this role needs a second factor")]
    Needed,
    /// Anything else.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl From<StoreError> for AccountError {
    fn from(error: StoreError) -> Self {
        Self::Desk(error.into())
    }
}
