//! Backups: one archive of database, kept mails and, if asked for, keys; made while the desk runs, put back as a whole
//! or not at all.
//!
//! An archive is a gzipped tar that any tool opens. Its first entry, `manifest.json`, names every other with its size and
//! SHA-256; what isn't named isn't taken out. With a passphrase the whole of it is sealed.

mod archive;
mod erased_since;
mod files;
mod make;
mod manifest;
mod place;
mod restore;
mod seal;

use std::{io, path::PathBuf};

use vigie_domain::audit::Bad;

use super::DeskError;
use crate::{
    app::StartError,
    store::{StoreError, snapshot::CopyError},
};

pub use make::{BackupMade, BackupOrder, WithKeys, make_backup};
pub use manifest::{Entry, Manifest};
pub use place::Before;
pub use restore::{RestoreOrder, Restored, restore_backup};
pub use seal::Passphrase;

/// Why a backup wasn't made or isn't put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A use case of the desk.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The copy of the database.
    #[error(transparent)]
    Copy(#[from] CopyError),
    /// The restored desk doesn't start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// A file or folder.
    #[error("{0} can't be used: {1}")]
    File(PathBuf, io::Error),
    /// There is a file of that name.
    #[error("{0} is there already: choose another name, a backup is never written over")]
    Exists(PathBuf),
    /// The archive isn't one of ours, or was damaged.
    #[error("this is no whole backup: {0}")]
    Damaged(String),
    /// The passphrase is missing or not the right one.
    #[error("this backup is sealed: give its passphrase by --passphrase-file, exactly as it was")]
    Sealed,
    /// Passphrases shorter than this are guessed.
    #[error("the passphrase is too short: at least 16 characters, on the first line of its file")]
    ShortPassphrase,
    /// A newer program made it.
    #[error("vigie {by} made this backup, this is an older one: install {by} first (unknown here: {what})")]
    Newer {
        /// Version that made it.
        by: String,
        /// Its unknown format or migrations.
        what: String,
    },
    /// The keys of the desk aren't in the archive and aren't in the folder.
    #[error("the backup holds no keys and {} has no {name}.key: put the desk's keys there, or name their folder by --keys", folder.display())]
    NoKeys {
        /// Where they are expected.
        folder: PathBuf,
        /// The first that is missing.
        name: String,
    },
    /// There is a desk in the folder.
    #[error("{} holds a desk already: choose another --data-dir, or give --replace to set aside what is there", .0.display())]
    Occupied(PathBuf),
    /// Somebody has the database open.
    #[error("a desk is running on {}: stop it first", .0.display())]
    Running(PathBuf),
    /// PostgreSQL or SQLite, the other than what was copied.
    #[error("this is a backup of {of}: {what}")]
    OtherDatabase {
        /// What was copied.
        of: String,
        /// What to do.
        what: &'static str,
    },
    /// The trail isn't sound: nothing was put in place.
    #[error("the audit trail of this backup isn't sound, nothing was put in place: {0}")]
    Unsound(String),
    /// The newer trail that was given isn't one of this desk.
    #[error("the trail that was given can't be used: {0}")]
    Trail(Bad),
}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> Self {
        Self::Desk(error.into())
    }
}

/// Gives an error of the file system its place.
fn at(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.into();
    move |error| BackupError::File(path, error)
}

/// Runs work that waits for the disk on a thread where waiting is fine.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
) -> Result<T, BackupError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(ended) => Err(BackupError::Damaged(ended.to_string())),
    }
}
