//! Settings: `vigie.toml`, then `VIGIE_…` variables, then flags. All faults are reported together, with their place.

mod desk;
mod evidence;
mod load;
mod mail;
mod openid;
mod security;
mod tls;
mod webhooks;

use std::{net::SocketAddr, path::PathBuf};

use serde::{Deserialize, Serialize};
use vigie_domain::{
    matching::{Durations, Rules, Weights},
    retention::Periods,
};

pub use desk::{Desk, Fallback, OnDuty, TransferAddress};
pub use evidence::Evidence;
pub use load::{ConfigError, Fault, Source, load};
pub use mail::Mail;
pub use openid::OpenId;
pub use security::{SecondFactor, Security};
pub use tls::Tls;
pub use webhooks::Webhooks;

/// All settings. Every field has a default: an empty file is a valid one.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address that the web server listens on.
    pub listen: SocketAddr,
    /// Folder of the database, the keys and the files.
    pub data_dir: PathBuf,
    /// `postgres://…` for several nodes; the embedded database otherwise.
    pub database_url: Option<String>,
    /// `smtp://`, `smtps://` or `folder:PATH`. Without it mail waits in the outbox.
    pub smtp_url: Option<String>,
    /// How the world reaches the desk; the address it listens on unless given.
    pub public_url: Option<String>,
    /// Folder of playbooks; the set built into the binary otherwise.
    pub playbooks: Option<PathBuf>,
    /// Web workers; one per processor unless given.
    pub workers: Option<usize>,
    /// Address on which `/metrics` is served; nowhere unless given.
    pub metrics_listen: Option<SocketAddr>,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<String>,
    /// HTTPS by the desk itself.
    pub tls: Tls,
    /// Who the desk is.
    pub desk: Desk,
    /// What mail may do.
    pub mail: Mail,
    /// What stands at the staff's doors.
    pub security: Security,
    /// Sign-in by the provider of identities.
    pub openid: OpenId,
    /// Where webhooks may lead.
    pub webhooks: Webhooks,
    /// What the evidence room takes.
    pub evidence: Evidence,
    /// How long offers, choices and first contacts wait.
    pub offers: Durations,
    /// How providers are ranked.
    pub matching: Matching,
    /// How long things are kept.
    pub retention: Periods,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data_dir: PathBuf::from("data"),
            database_url: None,
            smtp_url: None,
            public_url: None,
            playbooks: None,
            workers: None,
            metrics_listen: None,
            trusted_proxies: Vec::new(),
            tls: Tls::default(),
            desk: Desk::default(),
            mail: Mail::default(),
            security: Security::default(),
            openid: OpenId::default(),
            webhooks: Webhooks::default(),
            evidence: Evidence::default(),
            offers: Durations::default(),
            matching: Matching::default(),
            retention: Periods::default(),
        }
    }
}

impl Config {
    /// The address to print in links and mails, without a slash at its end.
    #[must_use]
    pub fn public_url(&self) -> String {
        let url = self.public_url.clone().unwrap_or_else(|| format!("{}://{}", self.scheme(), self.listen));
        url.trim_end_matches('/').to_owned()
    }

    /// What the server itself speaks: `http`, or `https` with `[tls]`.
    #[must_use]
    pub const fn scheme(&self) -> &'static str {
        if self.tls.certificate_path.is_some() { "https" } else { "http" }
    }
}

/// How providers are ranked.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Matching {
    /// Weights of the score; only their proportions count.
    pub weights: Weights,
    /// Thresholds: rolling cap, charter, insurance.
    pub rules: Rules,
}
