//! A document that is written once and read as a whole: JSON, kept as the text that it was written as.

use sea_orm::DeriveValueType;
use serde::{Serialize, de::DeserializeOwned};

use crate::store::StoreError;

/// A document as it was written. Copying it copies text, not a tree.
#[derive(Debug, Clone, PartialEq, Eq, DeriveValueType)]
pub struct Frozen(String);

impl Frozen {
    /// Writes a document down.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it can't be JSON (a map whose keys aren't text).
    pub fn write(what: &'static str, document: &impl Serialize) -> Result<Self, StoreError> {
        let written = serde_json::to_string(document);
        written.map(Self).map_err(|error| StoreError::Corrupt { what, reason: error.to_string() })
    }

    /// SHA-256 of what is written, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        use sha2::Digest;
        crate::keys::hex(&sha2::Sha256::digest(self.0.as_bytes()))
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] naming `what`.
    pub fn read<T: DeserializeOwned>(&self, what: &'static str) -> Result<T, StoreError> {
        serde_json::from_str(&self.0).map_err(|error| StoreError::Corrupt { what, reason: error.to_string() })
    }
}
