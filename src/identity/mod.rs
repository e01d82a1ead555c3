//! The provider of identities (OpenID Connect 1.0): what it says of itself, the way of a person there and back, and whether
//! what it says of her can be believed. Whose account that is, is the desk's.
//!
//! Code flow with PKCE (RFC 7636), state, nonce and the issuer in the answer (RFC 9207). Every token is verified by the
//! provider's published keys, also where it came by TLS from the provider itself.

mod claims;
mod discovery;
mod provider;
mod token;

pub use claims::Identity;
pub use provider::{Back, Provider, Start};

/// Why nobody is known by the provider's word.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// The provider doesn't answer, or not in a way that can be used.
    #[error("the provider of identities can't be used: {0}")]
    Unusable(String),
    /// The provider says no: the person turned back, or may not.
    #[error("the provider of identities refused")]
    Refused,
    /// What came back isn't what was asked for.
    #[error("what came back can't be believed: {0}")]
    Doubtful(&'static str),
    /// The provider doesn't vouch for the address.
    #[error("the address is not verified by the provider")]
    Unverified,
}
