//! Files, hashed as they are read or written; folders and renames that are on disk when a call returns.

use std::{
    fs,
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::{BackupError, Entry, at};
use crate::{fresh, keys::hex};

/// Bytes that are read at once.
const PIECE: usize = 64 * 1024;

/// Passes on at most `size` bytes; says how many there were and their SHA-256.
pub(super) fn pass_on(from: &mut impl Read, to: &mut impl Write) -> io::Result<(u64, String)> {
    let (mut hash, mut size, mut piece) = (Sha256::new(), 0, vec![0; PIECE]);
    loop {
        let read = from.read(&mut piece)?;
        if read == 0 {
            return Ok((size, hex(&hash.finalize())));
        }
        hash.update(&piece[..read]);
        to.write_all(&piece[..read])?;
        size += read as u64;
    }
}

/// What stands at that path, as an entry of that name.
pub(super) fn entry(name: String, path: &Path) -> Result<Entry, BackupError> {
    let mut file = fs::File::open(path).map_err(at(path))?;
    let (size, sha256) = pass_on(&mut file, &mut io::sink()).map_err(at(path))?;
    Ok(Entry { name, size, sha256 })
}

/// A file that only its owner reads, and that wasn't there.
pub(super) fn create(path: &Path) -> Result<fs::File, BackupError> {
    if let Some(folder) = path.parent() {
        folder_of_ours(folder)?;
    }
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(at(path))
}

/// A folder that only its owner enters.
pub(super) fn folder_of_ours(path: &Path) -> Result<(), BackupError> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(at(path))
}

/// Gives a finished file its name. What got that name meanwhile stays, and is an error.
pub(super) fn give_name(unfinished: &Path, to: &Path) -> Result<(), BackupError> {
    let named = match fs::hard_link(unfinished, to) {
        Ok(()) => fs::remove_file(unfinished),
        // A file system without links: the name is taken first, by an empty file.
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            fs::File::create_new(to).and_then(|_| fs::rename(unfinished, to))
        }
        Err(error) => Err(error),
    };
    named.map_err(at(to))
}

/// What was renamed in a folder stays so after a crash.
pub(super) fn sync_folder(folder: &Path) -> Result<(), BackupError> {
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(at(folder))
}

/// A folder for unfinished work, gone with its holder.
#[derive(Debug)]
pub(super) struct Workshop(PathBuf);

impl Workshop {
    /// Makes one below a folder, under a name that nobody else has.
    pub fn below(folder: &Path, what: &str) -> Result<Self, BackupError> {
        let path = folder.join(format!(".{what}-{}", &fresh::secret()[..12]));
        folder_of_ours(&path)?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, folder = %self.0.display(), "unfinished work of a backup could not be taken away");
        }
    }
}
