//! The key that signs the heads of the audit log (Ed25519, RFC 8032), and the check of such signatures.

use std::fmt;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use vigie_domain::audit::{Checkpoint, Digest, SignedNote, VerifierKey};

use crate::keys;

/// The desk's signing key, under the log's name.
pub struct LogKey {
    origin: String,
    signing: SigningKey,
    secret_id: String,
}

/// The log's name holds a blank or a plus sign, which the format of its checkpoints forbids.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the log can't be named {0:?}: no blanks, no plus sign")]
pub struct BadOrigin(pub String);

impl LogKey {
    /// The key made from 32 secret random bytes. `origin` names the log for good, such as `desk.example/log`.
    ///
    /// # Errors
    /// The name isn't of the form.
    pub fn new(origin: &str, secret: &[u8; 32]) -> Result<Self, BadOrigin> {
        if VerifierKey::is_name(origin) {
            let (signing, secret_id) = (SigningKey::from_bytes(secret), keys::key_id(secret));
            Ok(Self { origin: origin.to_owned(), signing, secret_id })
        } else {
            Err(BadOrigin(origin.to_owned()))
        }
    }

    /// What the world checks signatures with.
    #[must_use]
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.origin.clone(), key: self.signing.verifying_key().to_bytes() }
    }

    /// What the database remembers of the secret (see [`keys::key_id`]).
    #[must_use]
    pub fn secret_id(&self) -> &str {
        &self.secret_id
    }

    /// Signs a text of the desk, such as a list of what was eliminated.
    #[must_use]
    pub fn sign_text(&self, text: &str) -> SignedNote {
        SignedNote::new(text, &self.verifier(), &self.signing.sign(text.as_bytes()).to_bytes())
    }

    /// A text that both keys sign.
    #[must_use]
    pub fn and_sign(&self, text: &str, other: &Self) -> SignedNote {
        let mut note = self.sign_text(text);
        note.signatures.extend(other.sign_text(text).signatures);
        note
    }

    /// Signs the head of the log.
    #[must_use]
    pub fn sign(&self, size: u64, root: Digest) -> SignedNote {
        self.sign_text(&Checkpoint { origin: self.origin.clone(), size, root }.to_string())
    }
}

/// Never shows the key.
impl fmt::Debug for LogKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "LogKey({})", self.origin)
    }
}

/// Whether `signature` over `text` is by the holder of the public key. Weak keys and odd spellings are refused.
#[must_use]
pub fn is_signature(key: &[u8; 32], text: &[u8], signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (VerifyingKey::from_bytes(key), Signature::from_slice(signature)) else {
        return false;
    };
    key.verify_strict(text, &signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_key_signs_its_verifier_key_checks() {
        let key = LogKey::new("desk.example/log", &[7; 32]).unwrap();
        let note = key.sign(5, Digest::ZERO);
        assert!(note.is_signed_by(&key.verifier(), is_signature));
        let read: SignedNote = note.to_string().parse().unwrap();
        assert!(read.is_signed_by(&key.verifier().to_string().parse().unwrap(), is_signature));
        let other = LogKey::new("desk.example/log", &[8; 32]).unwrap();
        assert!(!note.is_signed_by(&other.verifier(), is_signature));
        let changed = SignedNote { text: note.text.replace("\n5\n", "\n6\n"), ..note };
        assert!(!changed.is_signed_by(&key.verifier(), is_signature));
    }

    #[test]
    fn a_name_that_the_format_forbids_is_refused() {
        assert!(LogKey::new("a b", &[7; 32]).is_err());
        assert!(LogKey::new("a+b", &[7; 32]).is_err());
        assert!(LogKey::new("", &[7; 32]).is_err());
    }

    #[test]
    fn the_published_key_signs_the_published_text() {
        // RFC 8032, section 7.1, test 2.
        let signing = SigningKey::from_bytes(&[
            0x4c, 0xcd, 0x08, 0x9b, 0x28, 0xff, 0x96, 0xda, 0x9d, 0xb6, 0xc3, 0x46, 0xec, 0x11, 0x4e, 0x0f, 0x5b, 0x8a,
            0x31, 0x9f, 0x35, 0xab, 0xa6, 0x24, 0xda, 0x8c, 0xf6, 0xed, 0x4f, 0xb8, 0xa6, 0xfb,
        ]);
        let signature = signing.sign(&[0x72]).to_bytes();
        assert_eq!(signature[..4], [0x92, 0xa0, 0x09, 0xa9]);
        assert!(is_signature(&signing.verifying_key().to_bytes(), &[0x72], &signature));
    }
}
