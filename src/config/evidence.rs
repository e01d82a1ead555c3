//! What the evidence room takes, and who looks at it.

use serde::{Deserialize, Serialize};

use crate::clamd::Clamd;

const MEGABYTE: u64 = 1_000_000;
/// Largest limit: an archive of one file has no more than 32 bits for its length.
const MOST_MEGABYTES: u64 = 2000;

/// The `[evidence]` section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Evidence {
    /// Largest file, in megabytes.
    pub file_mb: u64,
    /// Most pieces of one case.
    pub case_files: u64,
    /// Most of all pieces of one case together, in megabytes.
    pub case_mb: u64,
    /// Where clamd listens: `unix:/run/clamav/clamd.ctl` or `tcp:HOST:PORT`. Without it nothing is scanned.
    pub clamd: Option<String>,
}

impl Default for Evidence {
    fn default() -> Self {
        Self { file_mb: 50, case_files: 200, case_mb: 1000, clamd: None }
    }
}

impl Evidence {
    /// Largest file, in octets.
    #[must_use]
    pub const fn file_octets(&self) -> u64 {
        self.file_mb * MEGABYTE
    }

    /// All pieces of a case together, in octets.
    #[must_use]
    pub const fn case_octets(&self) -> u64 {
        self.case_mb * MEGABYTE
    }

    /// Whom to ask about a file.
    #[must_use]
    pub fn scanner(&self) -> Option<Clamd> {
        self.clamd.as_deref().and_then(|address| address.parse().ok())
    }

    /// What the types can't say.
    ///
    /// # Errors
    /// A sentence.
    pub fn check(&self) -> Result<(), String> {
        if !(1..=MOST_MEGABYTES).contains(&self.file_mb) {
            return Err(format!("evidence.file_mb is between 1 and {MOST_MEGABYTES}"));
        }
        if self.case_files == 0 || self.case_mb == 0 || self.case_mb > 1_000_000 {
            return Err(
                "evidence.case_files and evidence.case_mb are above 0; a case holds at most 1,000,000 MB".into()
            );
        }
        match &self.clamd {
            Some(address) => address.parse::<Clamd>().map(|_| ()).map_err(|error| format!("evidence.clamd: {error}")),
            None => Ok(()),
        }
    }
}
