//! What mail may do: how much of it, and whether answers come back in.

use std::path::PathBuf;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// The `[mail]` section. Over a budget a message is held and shown, never lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// Mail to the desk's address, with anything behind a `+`, comes back in by `vigie mail ingest` or IMAP. Messages
    /// then carry an address of their own for answers and for delivery reports.
    pub read_back: bool,
    /// The desk's mailbox: `imaps://USER:PASSWORD@HOST` or `imap://…`. What is taken in is moved to the folder `Vigie`.
    pub imap_url: Option<String>,
    /// Name of the DKIM key (`NAME._domainkey.DOMAIN`), when the desk signs its mail itself.
    pub dkim_selector: Option<String>,
    /// File of the DKIM private key, PEM.
    pub dkim_key_path: Option<PathBuf>,
    /// Messages to one address in an hour.
    pub per_address_hour: u32,
    /// Messages about one case in an hour.
    pub per_case_hour: u32,
    /// Messages in an hour, in all.
    pub per_hour: u32,
    /// Acknowledgements in an hour: whoever writes to the desk decides who gets them.
    pub answers_per_hour: u32,
    /// When the supervisors get the digest of the day, in the desk's time zone: `08:00`. Empty: never.
    pub digest_at: String,
    /// The digest is written even when there is nothing to say.
    pub digest_when_quiet: bool,
}

impl Mail {
    /// When the digest is due; none when there is none.
    #[must_use]
    pub fn digest_time(&self) -> Option<Time> {
        self.digest_at.parse().ok()
    }

    /// What the types can't say.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.digest_at.is_empty() || self.digest_time().is_some() {
            return Ok(());
        }
        Err(format!("{:?} is not a time of the day; write it like 08:00, or leave it empty", self.digest_at))
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            read_back: false,
            imap_url: None,
            dkim_selector: None,
            dkim_key_path: None,
            per_address_hour: 40,
            per_case_hour: 80,
            per_hour: 4000,
            answers_per_hour: 120,
            digest_at: "08:00".into(),
            digest_when_quiet: false,
        }
    }
}
