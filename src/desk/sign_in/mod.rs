//! Signing in and out: password, then the code where there is one, then a session. What is told of a failure never
//! depends on whether the account exists.

mod code;
mod openid;
mod password;
mod session;
mod tries;

pub use code::enter_code;
pub use openid::{Leaving, OpenIdError, begin_openid, finish_openid, openid_sign_out};
pub use password::{hash_password, sign_in};
pub use session::{SESSION_IDLE, Session, is_signed_in, sign_out, who};

pub(super) use password::is_password_of;
pub(super) use session::{event, rotate};
pub(super) use tries::Tries;

use vigie_domain::vocabulary::Role;

use super::DeskError;

/// Where somebody signs in from.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// The network's address, as the limits see it.
    pub network: String,
    /// Which browser, in two words: `Firefox, Linux`. Empty: not told.
    pub agent: String,
    /// The token that this browser got at an earlier sign-in.
    pub device: Option<String>,
}

/// How far somebody came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignedIn {
    /// In.
    Open(Entered),
    /// The password is right; a code must follow. The token is for [`enter_code`] alone.
    CodeAsked {
        /// Kept by the browser until then.
        token: String,
    },
}

/// A session that was just opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The session's token; only its hash is kept.
    pub token: String,
    /// The browser's own token, by which it is known again.
    pub device: String,
    /// What the account may do.
    pub role: Role,
}
