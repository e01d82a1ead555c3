//! What messages to a webhook are signed with, as Standard Webhooks has it: HMAC-SHA-256 over id, time and body.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::mac;
use crate::fresh;

/// The secret that the desk shares with one webhook.
#[derive(Clone)]
pub struct WebhookSecret([u8; 32]);

impl std::fmt::Debug for WebhookSecret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("WebhookSecret(‹secret›)")
    }
}

impl WebhookSecret {
    /// A new one.
    #[must_use]
    pub fn draw() -> Self {
        Self(fresh::bytes())
    }

    /// One out of its bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Its bytes, to be sealed.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As it is given to the partner, once: `whsec_` and base64.
    #[must_use]
    pub fn text(&self) -> String {
        format!("whsec_{}", STANDARD.encode(self.0))
    }

    /// The signature of a message: `v1,` and base64. `at` is in seconds since 1970.
    #[must_use]
    pub fn sign(&self, id: &str, at: i64, body: &str) -> String {
        let at = at.to_string();
        let code = mac(&self.0, &[id.as_bytes(), b".", at.as_bytes(), b".", body.as_bytes()]);
        format!("v1,{}", STANDARD.encode(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed by Python's `hmac` and by the library `standardwebhooks` 1.1.0.
    #[test]
    fn a_known_message_has_its_known_signature() {
        let secret = WebhookSecret::of(&[7; 32]).expect("32 bytes");
        assert_eq!(secret.text(), "whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=");
        let signature = secret.sign("evt_1", 1_700_000_000, r#"{"type":"webhook.test"}"#);
        assert_eq!(signature, "v1,D2D5CuJBFwLEadN7qYpaNLHHEqyexV3gciD23FaZ5FI=");
        assert!(!format!("{secret:?}").contains("BwcH"));
    }
}
