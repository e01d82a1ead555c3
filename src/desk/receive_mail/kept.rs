//! The kept bytes of a mail: a file named by their hash, there as a whole or not at all, hashed again at each read.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    app::App,
    desk::DeskError,
    fresh,
    keys::hex,
    mail::inbound::{self, Incoming},
    store::{StoreError, entity::inbound_mail, find, row},
};

/// A kept mail, opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// What is known of it.
    pub row: inbound_mail::Model,
    /// What it says, if it can be read.
    pub mail: Option<Incoming>,
}

fn folder(app: &App) -> PathBuf {
    app.config.data_dir.join("mail")
}

/// Path of a kept mail below their folder.
#[must_use]
pub fn kept_name(hash: &str) -> String {
    format!("{}/{hash}.eml", hash.get(..2).unwrap_or("00"))
}

fn path_of(folder: &Path, hash: &str) -> PathBuf {
    folder.join(kept_name(hash))
}

/// Keeps a mail; says its hash. Synced when this returns.
pub(super) async fn keep(app: &App, raw: &[u8]) -> Result<String, DeskError> {
    let (folder, raw, name) = (folder(app), raw.to_vec(), fresh::secret());
    Ok(blocking(move || write(&folder, &raw, &name)).await?)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|ended| Err(io::Error::other(ended)))
}

fn write(folder: &Path, raw: &[u8], unfinished: &str) -> io::Result<String> {
    let hash = hex(&Sha256::digest(raw));
    let path = path_of(folder, &hash);
    if fs::metadata(&path).is_ok_and(|known| usize::try_from(known.len()) == Ok(raw.len())) {
        return Ok(hash);
    }
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent)?;
    let unfinished = folder.join(format!(".{unfinished}.part"));
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&unfinished)?;
    let written = file.write_all(raw).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&unfinished, &path));
    if let Err(error) = written {
        // A full disk keeps no half of a mail.
        drop(fs::remove_file(&unfinished));
        return Err(error);
    }
    fs::File::open(parent)?.sync_all()?;
    Ok(hash)
}

/// The bytes of a kept mail.
pub(in crate::desk) async fn bytes_of(app: &App, hash: &str) -> Result<Vec<u8>, DeskError> {
    let (path, hash) = (path_of(&folder(app), hash), hash.to_owned());
    let bytes = blocking(move || fs::read(path)).await?;
    if hex(&Sha256::digest(&bytes)) == hash {
        Ok(bytes)
    } else {
        Err(StoreError::Corrupt { what: "kept mail", reason: "its bytes were changed".into() }.into())
    }
}

/// Takes these kept mails away, as far as no row names them any more.
///
/// # Errors
/// The database, the data folder.
pub async fn forget_kept(app: &App, hashes: &[String]) -> Result<(), DeskError> {
    let (folder, unnamed) = (folder(app), find::unnamed_mails(app.store.reader(), hashes).await?);
    let remove = move || {
        unnamed.iter().try_for_each(|hash| match fs::remove_file(path_of(&folder, hash)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        })
    };
    Ok(blocking(remove).await?)
}

/// Opens a kept mail.
///
/// # Errors
/// [`DeskError::NotFound`]; the kept file is gone or changed.
pub async fn open_mail(app: &App, id: Uuid) -> Result<Opened, DeskError> {
    let row = row::get::<inbound_mail::Entity>(app.store.reader(), id, "mail").await?;
    let bytes = bytes_of(app, &row.hash).await?;
    let read = tokio::task::spawn_blocking(move || inbound::read(&bytes)).await;
    Ok(Opened { row, mail: read.ok().and_then(Result::ok) })
}

/// The page of a kept mail, made harmless; none when there is nothing to show.
///
/// # Errors
/// The kept file is gone or changed.
pub async fn harmless_html(app: &App, mail: &inbound_mail::Model) -> Result<Option<String>, DeskError> {
    let bytes = bytes_of(app, &mail.hash).await?;
    let page = tokio::task::spawn_blocking(move || inbound::html_of(&bytes)).await;
    Ok(page.ok().flatten())
}
