//! Replacing a key: the new one is written beside the old one, the database decides, then the file is moved. Killed in
//! between, the next start goes on.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{KeyError, key_id, parse, path_of, read, write};

/// Reads a key again that was replaced while the desk ran. `id` is what the database knows now.
///
/// # Errors
/// It isn't there yet: another node replaced it, and its file was not copied here.
pub fn read_again(data_dir: &Path, name: &'static str, id: &str) -> Result<[u8; 32], KeyError> {
    let path = path_of(data_dir, name);
    finish_rotation(&path, id)?;
    let key = read(name, &path)?.ok_or(KeyError::Missing { name, path })?;
    let given = key_id(&key);
    if given == id { Ok(key) } else { Err(KeyError::Mismatch { name, known: id.to_owned(), given }) }
}

/// A key that was written beside the old one and doesn't count yet.
#[derive(Debug)]
pub struct NextKey {
    path: PathBuf,
}

/// Writes the key that will replace another, beside it: the change is decided by the database.
///
/// # Errors
/// The key isn't a file of the data folder; it can't be written.
pub fn write_next(data_dir: &Path, name: &'static str, key: &[u8; 32]) -> Result<NextKey, KeyError> {
    let path = path_of(data_dir, name);
    let variable = format!("VIGIE_{}_KEY", name.to_uppercase());
    if std::env::var_os(&variable).is_some() || std::env::var_os(format!("{variable}_FILE")).is_some() {
        let reason = format!("the key is given by {variable}: take it from the data folder to replace it");
        return Err(KeyError::Unreadable { path, reason });
    }
    let next = next_of(&path);
    drop(fs::remove_file(&next));
    write(&next, key)?;
    Ok(NextKey { path })
}

impl NextKey {
    /// The key counts from now on; the old one is gone.
    ///
    /// # Errors
    /// The file can't be moved; the next start does it.
    pub fn adopt(self) -> Result<(), KeyError> {
        let unmoved = |error: io::Error| KeyError::Unreadable { path: self.path.clone(), reason: error.to_string() };
        fs::rename(next_of(&self.path), &self.path).map_err(unmoved)
    }

    /// Nothing changes.
    pub fn discard(self) {
        drop(fs::remove_file(next_of(&self.path)));
    }
}

/// A rotation that was decided but whose file was not moved: killed in between.
pub(super) fn finish_rotation(path: &Path, known: &str) -> Result<(), KeyError> {
    let next = next_of(path);
    let waits = fs::read_to_string(&next).ok().and_then(|text| parse(&text));
    if waits.is_some_and(|key| key_id(&key) == known) {
        NextKey { path: path.to_owned() }.adopt()?;
    }
    Ok(())
}

fn next_of(path: &Path) -> PathBuf {
    path.with_extension("next")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Keys, MayMake};

    fn known(folder: &Path) -> String {
        let (_, ids) = Keys::load(folder, |_| None, MayMake::Yes).expect("keys");
        ids.into_iter().find(|(purpose, _)| *purpose == "log").expect("the log's").1
    }

    #[test]
    fn a_replacement_that_was_killed_in_between_is_finished_by_the_next_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let before = known(folder.path());
        let secret = [5; 32];
        // Decided by the database, never moved.
        drop(write_next(folder.path(), "log", &secret).expect("written"));
        assert_eq!(known(folder.path()), before, "without the database's word nothing changes");
        let id = key_id(&secret);
        assert_eq!(read_again(folder.path(), "log", &id).expect("moved"), secret);
        assert_eq!(known(folder.path()), id);
        assert!(read_again(folder.path(), "log", &before).is_err(), "the old key is gone");
    }
}
