//! Signed documents of the provider: opened by its published keys, and by algorithms that have a public and a private side.

use jsonwebtoken::{
    Algorithm, DecodingKey, Validation,
    jwk::{Jwk, JwkSet, KeyAlgorithm, PublicKeyUse},
};
use serde::de::DeserializeOwned;

use super::IdentityError;

/// Signatures that are believed. None by a shared secret, and never « none ».
const ALGORITHMS: [Algorithm; 9] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// How far a document could be opened.
pub(super) enum Opened<T> {
    /// It is the provider's.
    Signed(T),
    /// The provider may have a key by now that isn't known here yet.
    UnknownKey,
}

/// Opens a signed document.
pub(super) fn open<T: DeserializeOwned + Clone>(text: &str, keys: &JwkSet) -> Result<Opened<T>, IdentityError> {
    let header = jsonwebtoken::decode_header(text).map_err(|_| IdentityError::Doubtful("no signed token"))?;
    if !ALGORITHMS.contains(&header.alg) {
        return Err(IdentityError::Doubtful("a signature that is not believed"));
    }
    // RFC 7515, section 4.1.11: whoever doesn't know the extension must not take the token.
    if header.crit.is_some() {
        return Err(IdentityError::Doubtful("an extension that is not known"));
    }
    let fits = |key: &&Jwk| {
        let is_named = header.kid.is_none() || key.common.key_id == header.kid;
        let signs = !matches!(key.common.public_key_use, Some(PublicKeyUse::Encryption));
        is_named && signs && key.common.key_algorithm.is_none_or(|known| known == KeyAlgorithm::from(header.alg))
    };
    let mut fitting = keys.keys.iter().filter(fits).peekable();
    if fitting.peek().is_none() {
        return Ok(Opened::UnknownKey);
    }
    let opened = fitting.find_map(|key| {
        let key = DecodingKey::from_jwk(key).ok()?;
        jsonwebtoken::decode::<T>(text, &key, &validation(header.alg)).ok()
    });
    opened.map(|token| Opened::Signed(token.claims)).ok_or(IdentityError::Doubtful("the signature is wrong"))
}

/// The signature alone: what the token says is compared by the clock of the desk, in `claims`.
fn validation(algorithm: Algorithm) -> Validation {
    let mut validation = Validation::new(algorithm);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.validate_aud = false;
    validation
}
