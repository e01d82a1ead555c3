//! What the key of the second factor does: seals seeds and the secrets of webhooks, each bound to its owner, and hashes what
//! is short enough to be guessed from a stolen database.

use chacha20poly1305::{
    XChaCha20Poly1305,
    aead::{Aead, KeyInit, Payload},
};
use uuid::Uuid;

use super::{Keys, hex, mac};
use crate::fresh;

/// Bytes of the nonce before what is sealed: drawn anew each time, long enough for chance.
const NONCE: usize = 24;

/// What is sealed for: one can't be taken for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealedFor {
    /// The row of an account.
    Row,
    /// The page on which a second factor is set; its seed is in no table yet.
    Page,
    /// The row of a webhook: its secret.
    Webhook,
}

impl SealedFor {
    /// Bound to the account or webhook: moved to another, it doesn't open.
    fn bound_to(self, owner: Uuid) -> Vec<u8> {
        let purpose: &[u8] = match self {
            Self::Row => b"second_factor.sealed_seed:",
            Self::Page => b"page of the second factor:",
            Self::Webhook => b"webhook.sealed_secret:",
        };
        [purpose, owner.as_bytes()].concat()
    }
}

impl Keys {
    /// Seals a few bytes for their owner. None only for lengths that no caller has.
    #[must_use]
    pub fn seal(&self, purpose: SealedFor, owner: Uuid, plain: &[u8]) -> Option<Vec<u8>> {
        let nonce: [u8; NONCE] = fresh::bytes();
        let payload = Payload { msg: plain, aad: &purpose.bound_to(owner) };
        let sealed = self.cipher().encrypt(&nonce.into(), payload).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    /// What was sealed for this owner, if it is whole.
    #[must_use]
    pub fn unseal(&self, purpose: SealedFor, owner: Uuid, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: sealed, aad: &purpose.bound_to(owner) };
        self.cipher().decrypt(&(*nonce).into(), payload).ok()
    }

    /// The hash under which a recovery code is kept: who has the database alone can't try codes on it.
    #[must_use]
    pub fn recovery_hash(&self, user: Uuid, code: &str) -> String {
        hex(&mac(&self.factor, &[b"recovery code", user.as_bytes(), code.as_bytes()]))
    }

    /// Under which tries are counted: kind, account as it was typed, and client. Neither can be read off it.
    #[must_use]
    pub fn tries_of(&self, kind: &str, account: &str, client: &str) -> String {
        hex(&mac(&self.factor, &[b"tries", kind.as_bytes(), &[0], account.as_bytes(), &[0], client.as_bytes()]))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.factor.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::MayMake;

    #[test]
    fn what_is_sealed_opens_for_its_account_and_purpose_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let (keys, _) = Keys::load(folder.path(), |_| None, MayMake::Yes).expect("new keys");
        let (claire, denis) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sealed = keys.seal(SealedFor::Row, claire, b"seed").expect("sealed");
        assert_eq!(keys.unseal(SealedFor::Row, claire, &sealed).as_deref(), Some(b"seed".as_slice()));
        assert_eq!(keys.unseal(SealedFor::Row, denis, &sealed), None);
        assert_eq!(keys.unseal(SealedFor::Page, claire, &sealed), None);
        let mut damaged = sealed.clone();
        *damaged.last_mut().expect("bytes") ^= 1;
        assert_eq!(keys.unseal(SealedFor::Row, claire, &damaged), None);
        assert_eq!(keys.unseal(SealedFor::Row, claire, b"short"), None);
        assert!(!sealed.windows(4).any(|part| part == b"seed"));
    }
}
