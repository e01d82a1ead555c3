//! Ties fall by a keyed hash: reproducible for who holds the key, not predictable by a provider.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ids::{IncidentId, ProviderId};

/// Key of one case. It is kept with the shortlist, so that the draw can be done again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TieKey([u8; 32]);

/// The text isn't 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a tie key is 64 hexadecimal digits")]
pub struct InvalidTieKey;

impl TieKey {
    /// Key of a case, from the desk's secret: SHA-256 over the hashed secret (of fixed length, so that no two pairs
    /// run together) and the incident's id.
    #[must_use]
    pub fn of_incident(secret: &[u8], incident: IncidentId) -> Self {
        let secret: [u8; 32] = Sha256::digest(secret).into();
        Self(Sha256::new().chain_update(secret).chain_update(incident.0.as_bytes()).finalize().into())
    }

    /// Key from any bytes, such as a request or the content of a key file: their SHA-256.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Where a provider falls among equals; the smallest comes first.
    #[must_use]
    pub fn draw(&self, provider: ProviderId) -> [u8; 32] {
        Sha256::new().chain_update(self.0).chain_update(provider.0.as_bytes()).finalize().into()
    }
}

impl fmt::Debug for TieKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("TieKey(‹secret›)")
    }
}

impl From<TieKey> for String {
    fn from(key: TieKey) -> Self {
        key.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl TryFrom<String> for TieKey {
    type Error = InvalidTieKey;
    fn try_from(text: String) -> Result<Self, InvalidTieKey> {
        let mut key = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err(InvalidTieKey);
        }
        for (index, byte) in key.iter_mut().enumerate() {
            let digits = text.get(2 * index..2 * index + 2).ok_or(InvalidTieKey)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| InvalidTieKey)?;
        }
        Ok(Self(key))
    }
}
