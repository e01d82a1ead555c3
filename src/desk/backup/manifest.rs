//! What an archive says about itself, before everything else in it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::BackupError;
use crate::store::{migrate, snapshot::TableCopy};

/// Name of the archive's first entry.
pub(super) const NAME: &str = "manifest.json";
/// The word that says that it is a backup of ours.
const FORMAT: &str = "vigie-backup";
/// Version of the archive's layout.
const VERSION: u32 = 1;
/// A manifest is never longer: a name for each of half a million files.
pub(super) const MOST_BYTES: u64 = 100 * 1024 * 1024;

/// The manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `vigie-backup`.
    pub format: String,
    /// Version of the layout.
    pub version: u32,
    /// Version of the program that made it.
    pub vigie: String,
    /// When; the copy is of this instant or a moment later.
    pub made_at: Timestamp,
    /// The desk's name.
    pub desk: String,
    /// `sqlite` or `postgres`.
    pub database: String,
    /// Migrations that had run, sorted.
    pub migrations: Vec<String>,
    /// Copied tables, of PostgreSQL.
    pub tables: Vec<TableCopy>,
    /// Id of each key that the database knows, by purpose.
    pub keys: BTreeMap<String, String>,
    /// The newest signed head of the log: what was copied is at least this long.
    pub checkpoint: String,
    /// Files that the database names and that were not there.
    pub lost: Vec<String>,
    /// Everything else in the archive, in its order.
    pub files: Vec<Entry>,
}

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its path in the archive.
    pub name: String,
    /// Octets.
    pub size: u64,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// One with the marks of this program.
    pub(super) fn of_now(made_at: Timestamp, desk: String, is_sqlite: bool) -> Self {
        Self {
            format: FORMAT.into(),
            version: VERSION,
            vigie: env!("CARGO_PKG_VERSION").into(),
            made_at,
            desk,
            database: if is_sqlite { "sqlite" } else { "postgres" }.into(),
            migrations: Vec::new(),
            tables: Vec::new(),
            keys: BTreeMap::new(),
            checkpoint: String::new(),
            lost: Vec::new(),
            files: Vec::new(),
        }
    }

    /// Reads one, and refuses what this program can't put back.
    ///
    /// # Errors
    /// [`BackupError::Damaged`], [`BackupError::Newer`].
    pub(super) fn read(text: &[u8]) -> Result<Self, BackupError> {
        let marks: Marks =
            serde_json::from_slice(text).map_err(|_| BackupError::Damaged("its manifest can't be read".into()))?;
        if marks.format != FORMAT {
            return Err(BackupError::Damaged("its manifest isn't one of a backup".into()));
        }
        if marks.version > VERSION {
            return Err(BackupError::Newer { by: marks.vigie, what: format!("layout {}", marks.version) });
        }
        let read: Self = serde_json::from_slice(text)
            .map_err(|error| BackupError::Damaged(format!("its manifest can't be read: {error}")))?;
        read.must_fit()?;
        Ok(read)
    }

    /// Migrations run in one order: those of an older program are the first of ours.
    fn must_fit(&self) -> Result<(), BackupError> {
        let known = migrate::known();
        let unknown: Vec<String> = self.migrations.iter().filter(|name| !known.contains(name)).cloned().collect();
        if !unknown.is_empty() {
            return Err(BackupError::Newer { by: self.vigie.clone(), what: unknown.join(", ") });
        }
        let mut first: Vec<String> = known.into_iter().take(self.migrations.len()).collect();
        first.sort();
        if first != self.migrations {
            return Err(BackupError::Damaged("its schema has gaps".into()));
        }
        match self.files.iter().find(|file| !is_ours(&file.name)) {
            Some(file) => Err(BackupError::Damaged(format!("{:?} is no name of a backup's file", file.name))),
            None => Ok(()),
        }
    }

    /// Does it hold the desk's keys?
    #[must_use]
    pub fn holds_keys(&self) -> bool {
        self.files.iter().any(|file| file.name.starts_with("keys/"))
    }
}

/// What even a newer layout says.
#[derive(Deserialize)]
struct Marks {
    format: String,
    version: u32,
    vigie: String,
}

/// Is this a path that a backup may hold: two or three plain names, the first a folder of ours?
fn is_ours(path: &str) -> bool {
    let is_plain = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '-'))
    };
    let names: Vec<&str> = path.split('/').collect();
    matches!(names.len(), 2..=3)
        && matches!(names[0], "database" | "keys" | "mail" | "files")
        && names.into_iter().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_out_of_the_folder_is_none_of_ours() {
        for good in
            ["database/vigie.db", "mail/ab/abcd.eml", "files/ab/abcd", "keys/log.key", "database/audit_event.copy"]
        {
            assert!(is_ours(good), "{good}");
        }
        for bad in [
            "vigie.toml",
            "/database/x",
            "database/../x",
            "mail/./x",
            "etc/passwd",
            "mail/a/b/c",
            "keys/",
            "keys/\0",
            "mail/.part",
            "keys\\log.key",
        ] {
            assert!(!is_ours(bad), "{bad:?}");
        }
    }

    #[test]
    fn a_newer_programs_backup_names_that_program() {
        let text = br#"{"format":"vigie-backup","version":7,"vigie":"9.1","surprise":true}"#;
        assert!(matches!(Manifest::read(text), Err(BackupError::Newer { by, .. }) if by == "9.1"));
        let mut newer = Manifest::of_now(Timestamp::UNIX_EPOCH, "Essai".into(), true);
        newer.migrations = vec!["m99991231_future".into()];
        let text = serde_json::to_vec(&newer).expect("JSON");
        assert!(matches!(Manifest::read(&text), Err(BackupError::Newer { what, .. }) if what == "m99991231_future"));
    }
}
