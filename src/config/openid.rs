//! Sign-in by the provider of identities that the organisation has already.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::outbound::Reach;

/// The `[openid]` section. Off unless issuer and client are given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OpenId {
    /// The provider, as it writes itself: `https://id.example.org/realms/desk`.
    pub issuer: Option<String>,
    /// The desk's name there.
    pub client_id: Option<String>,
    /// File of the secret that the provider gave with it; without one the desk is a public client.
    pub client_secret_path: Option<PathBuf>,
    /// What the button says: « Se connecter avec LABEL ».
    pub label: String,
    /// Words of `acr` or `amr` that stand for a second factor of the provider's own. Without any the desk asks for its own.
    pub second_factor: Vec<String>,
}

impl OpenId {
    /// What people call the provider: its label, else its host.
    #[must_use]
    pub fn name(&self) -> &str {
        let issuer = self.issuer.as_deref().unwrap_or_default();
        let host = issuer.split_once("://").map_or(issuer, |(_, rest)| rest.split('/').next().unwrap_or(rest));
        if self.label.is_empty() { host } else { &self.label }
    }

    /// What can't be right.
    ///
    /// # Errors
    /// A sentence that says what to write.
    pub fn check(&self) -> Result<(), String> {
        match &self.issuer {
            Some(issuer) => Reach::Configured.read(issuer).map(drop).map_err(|refused| format!("{issuer}: {refused}")),
            None => Ok(()),
        }
    }
}
