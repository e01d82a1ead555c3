//! HTTPS by the desk itself.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The `[tls]` section. Both or neither; neither where a proxy speaks TLS.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tls {
    /// Certificate in PEM, followed by those that vouch for it.
    pub certificate_path: Option<PathBuf>,
    /// Its private key in PEM: PKCS #8, PKCS #1 or SEC 1, without a passphrase.
    pub key_path: Option<PathBuf>,
}

impl Tls {
    /// Certificate and key, if the desk speaks TLS itself.
    ///
    /// # Errors
    /// One of them alone.
    pub fn files(&self) -> anyhow::Result<Option<(&Path, &Path)>> {
        match (&self.certificate_path, &self.key_path) {
            (None, None) => Ok(None),
            (Some(certificate), Some(key)) => Ok(Some((certificate, key))),
            _ => anyhow::bail!("tls.certificate_path and tls.key_path go together: give both, or neither"),
        }
    }
}
