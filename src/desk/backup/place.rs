//! Where a restored desk goes: a folder without a desk, or one whose desk is set aside. What was restored is moved in
//! piece by piece, the database last: a desk never starts on half of it.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{BackupError, at, files};
use crate::keys::PURPOSES;

/// What is done with a desk that is in the folder already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// The restoring is refused.
    Refuse,
    /// It is moved into a folder of its own beside.
    SetAside,
}

/// Names of what is in the folder: unfinished work, and the keys that were put there beforehand, don't count.
fn occupants(folder: &Path) -> Result<Vec<OsString>, BackupError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(at(folder))?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let name = entry.map_err(at(folder))?.file_name();
        let text = name.to_string_lossy();
        if !text.starts_with('.') && text != "keys" && text != "lost+found" && !text.starts_with("replaced-") {
            found.push(name);
        }
    }
    Ok(found)
}

/// Refuses a folder that holds a desk, unless that is to be set aside.
///
/// # Errors
/// [`BackupError::Occupied`]; the folder.
pub(super) fn must_be_free(folder: &Path, before: Before) -> Result<(), BackupError> {
    if before == Before::Refuse && !occupants(folder)?.is_empty() {
        return Err(BackupError::Occupied(folder.to_owned()));
    }
    Ok(())
}

/// Keys for the restored desk: those of the archive, else of the named folder, else of the data folder.
///
/// # Errors
/// [`BackupError::NoKeys`]; the folder.
pub(super) fn give_keys(restored: &Path, from: &Path) -> Result<(), BackupError> {
    let into = restored.join("keys");
    if into.exists() {
        return Ok(());
    }
    files::folder_of_ours(&into)?;
    for name in PURPOSES {
        let file = format!("{name}.key");
        let variable = |ending: &str| std::env::var_os(format!("VIGIE_{}_{ending}", name.to_uppercase()));
        if variable("KEY").is_some() || variable("KEY_FILE").is_some() {
            continue;
        }
        let key = match fs::read(from.join(&file)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(BackupError::NoKeys { folder: from.to_owned(), name: name.to_owned() });
            }
            read => read.map_err(at(from.join(&file)))?,
        };
        let copy = into.join(&file);
        io::Write::write_all(&mut files::create(&copy)?, &key).map_err(at(&copy))?;
    }
    Ok(())
}

/// Moves the restored desk into its folder; says where the one before went.
///
/// # Errors
/// The folder.
pub(super) fn put_in_place(restored: &Path, folder: &Path, now: Timestamp) -> Result<Option<PathBuf>, BackupError> {
    let mut before = occupants(folder)?;
    let mut aside = None;
    if !before.is_empty() {
        let place = place_aside(folder, now);
        files::folder_of_ours(&place)?;
        before.push("keys".into());
        for name in before {
            move_over(&folder.join(&name), &place.join(&name))?;
        }
        aside = Some(place);
    }
    let entries = fs::read_dir(restored).map_err(at(restored))?;
    let mut names: Vec<OsString> = entries.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    names.sort_by_key(|name| name == "vigie.db");
    for name in names {
        let (from, to) = (restored.join(&name), folder.join(&name));
        if name == "keys" && to.exists() {
            if same_keys(&from, &to)? {
                continue;
            }
            let place = aside.get_or_insert_with(|| place_aside(folder, now));
            files::folder_of_ours(place)?;
            move_over(&to, &place.join(&name))?;
        }
        move_over(&from, &to)?;
    }
    files::sync_folder(folder)?;
    Ok(aside)
}

/// Are the keys that were put there beforehand those that the trail was just verified with?
fn same_keys(restored: &Path, there: &Path) -> Result<bool, BackupError> {
    for name in PURPOSES {
        let file = format!("{name}.key");
        let of = |folder: &Path| match fs::read(folder.join(&file)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some).map_err(at(folder.join(&file))),
        };
        // A key that a variable gives is in neither folder.
        if let Some(key) = of(restored)?
            && of(there)? != Some(key)
        {
            return Ok(false);
        }
    }
    Ok(true)
}

fn place_aside(folder: &Path, now: Timestamp) -> PathBuf {
    folder.join(now.strftime("replaced-%Y%m%dT%H%M%SZ").to_string())
}

fn move_over(from: &Path, to: &Path) -> Result<(), BackupError> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        moved => moved.map_err(at(from)),
    }
}
