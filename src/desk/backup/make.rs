//! Makes a backup: what happened is sealed into the log, the database copied at one instant, then what it names.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use super::{
    BackupError, Manifest, Passphrase,
    archive::{self, Source},
    blocking,
    files::{self, Workshop},
};
use crate::{
    app::App,
    desk::{By, DeskError, file_name_of, receive_mail, trail::seal_now},
    fresh,
    keys::PURPOSES,
    store::{StoreError, audit, entity::setting, find, row, snapshot::Snapshot},
};

/// What becomes of a kept mail or a piece that isn't there any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lost {
    /// It was erased after the database was copied, most likely: the next copy doesn't name it.
    CopyAgain,
    /// It is lost: a backup of everything else is better than none.
    LeaveOut,
}

/// Do the desk's keys go into the archive?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithKeys {
    /// No: they are kept apart.
    No,
    /// Yes, in clear unless a passphrase seals the archive.
    Yes,
}

impl WithKeys {
    const fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Yes => "yes",
        }
    }
}

/// How a backup is wanted.
#[derive(Debug, Clone)]
pub struct BackupOrder {
    /// The archive to write; there is nothing of that name yet.
    pub to: PathBuf,
    /// Whether the keys go with it.
    pub keys: WithKeys,
    /// What seals it.
    pub passphrase: Option<Passphrase>,
}

/// A backup that was made.
#[derive(Debug, Clone)]
pub struct BackupMade {
    /// What it says about itself.
    pub manifest: Manifest,
    /// Octets of the archive.
    pub size: u64,
    /// SHA-256 of the archive.
    pub sha256: String,
}

/// Makes a backup while the desk runs. The archive appears under its name when it is whole, not before.
///
/// # Errors
/// See [`BackupError`].
pub async fn make_backup(app: &Arc<App>, by: &By, order: &BackupOrder) -> Result<BackupMade, BackupError> {
    if order.to.exists() {
        return Err(BackupError::Exists(order.to.clone()));
    }
    if order.keys == WithKeys::Yes {
        must_have_keys(&app.config.data_dir.join("keys"))?;
    }
    let sealed = if order.passphrase.is_some() { "yes" } else { "no" };
    let payload = Payload::new().text("keys", order.keys.as_str()).text("sealed", sealed);
    // That it was made stands in it, too.
    tell(app, by, Action::BackupMade, payload).await?;
    seal_now(app).await?;
    let folder = order.to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unfinished = folder.join(format!(".vigie-backup-{}.part", &fresh::secret()[..12]));
    let mut copied = copy(app, order, &unfinished, Lost::CopyAgain).await;
    if matches!(&copied, Err(BackupError::File(_, error)) if error.kind() == io::ErrorKind::NotFound) {
        copied = copy(app, order, &unfinished, Lost::LeaveOut).await;
    }
    let manifest = copied.inspect_err(|_| drop(fs::remove_file(&unfinished)))?;
    let (to, folder) = (order.to.clone(), folder.to_owned());
    let made = blocking(move || {
        let whole = files::entry(String::new(), &unfinished)?;
        files::give_name(&unfinished, &to).inspect_err(|_| drop(fs::remove_file(&unfinished)))?;
        files::sync_folder(&folder)?;
        Ok(BackupMade { manifest, size: whole.size, sha256: whole.sha256 })
    })
    .await?;
    let size = i64::try_from(made.size).unwrap_or(i64::MAX);
    let payload = Payload::new().text("sha256", &made.sha256).integer("size", size);
    tell(app, by, Action::BackupFinished, payload).await?;
    Ok(made)
}

/// Keys that are given by variables are kept elsewhere already.
fn must_have_keys(folder: &Path) -> Result<(), BackupError> {
    match PURPOSES.iter().find(|name| !folder.join(format!("{name}.key")).exists()) {
        Some(name) => Err(BackupError::NoKeys { folder: folder.to_owned(), name: (*name).to_owned() }),
        None => Ok(()),
    }
}

async fn tell(app: &App, by: &By, action: Action, payload: Payload) -> Result<(), DeskError> {
    let event = EventDraft { subject: Subject::Desk, actor: by.actor(), action, payload };
    let now = app.clock.now();
    let told: Result<(), StoreError> =
        app.store.write(move |tx| Box::pin(async move { audit::append(tx, vec![event], now).await })).await;
    Ok(told?)
}

async fn copy(app: &App, order: &BackupOrder, unfinished: &Path, lost: Lost) -> Result<Manifest, BackupError> {
    let workshop = Workshop::below(&app.config.data_dir, "backup")?;
    let mut manifest = described(app).await?;
    let snapshot = app.store.snapshot(workshop.path()).await?;
    manifest.migrations.clone_from(&snapshot.migrations);
    manifest.tables.clone_from(&snapshot.tables);
    let mut places = places(app, order, &snapshot, workshop.path());
    if lost == Lost::LeaveOut {
        let (there, gone) = places.into_iter().partition(|(_, path)| path.exists());
        places = there;
        manifest.lost = names(gone);
    }
    let (passphrase, unfinished) = (order.passphrase.clone(), unfinished.to_owned());
    blocking(move || {
        let mut sources = Vec::with_capacity(places.len());
        for (name, path) in places {
            sources.push(Source { entry: files::entry(name, &path)?, path });
        }
        manifest.files = sources.iter().map(|source| source.entry.clone()).collect();
        archive::write(&unfinished, passphrase.as_ref(), &manifest, &sources)?;
        drop(workshop);
        Ok(manifest)
    })
    .await
}

async fn described(app: &App) -> Result<Manifest, BackupError> {
    let is_sqlite = app.config.database_url.is_none();
    let mut manifest = Manifest::of_now(app.clock.now(), app.config.desk.name.clone(), is_sqlite);
    manifest.keys = known_keys(app).await?;
    let head = find::last_checkpoint(app.store.reader()).await?;
    manifest.checkpoint = head.map(|head| head.note).unwrap_or_default();
    Ok(manifest)
}

/// The ids of the keys that the database knows.
pub(super) async fn known_keys(app: &App) -> Result<BTreeMap<String, String>, StoreError> {
    let mut known = BTreeMap::new();
    for purpose in PURPOSES {
        let row = row::find::<setting::Entity>(app.store.reader(), format!("key.{purpose}")).await?;
        if let Some(id) = row.as_ref().and_then(|row| row.value.as_str()) {
            known.insert(purpose.to_owned(), id.to_owned());
        }
    }
    Ok(known)
}

/// What goes into the archive: its name there, and where it is.
fn places(app: &App, order: &BackupOrder, snapshot: &Snapshot, copied: &Path) -> Vec<(String, PathBuf)> {
    let data_dir = &app.config.data_dir;
    let mut places: Vec<(String, PathBuf)> =
        snapshot.files.iter().map(|name| (format!("database/{name}"), copied.join(name))).collect();
    if order.keys == WithKeys::Yes {
        let key = |name: &str| (format!("keys/{name}.key"), data_dir.join("keys").join(format!("{name}.key")));
        places.extend(PURPOSES.iter().map(|name| key(name)));
    }
    places.extend(snapshot.kept_mails.iter().map(|hash| {
        let below = receive_mail::kept_name(hash);
        (format!("mail/{below}"), data_dir.join("mail").join(below))
    }));
    places.extend(snapshot.pieces.iter().map(|hash| {
        let below = file_name_of(hash);
        (format!("files/{below}"), data_dir.join("files").join(below))
    }));
    places
}

fn names(places: Vec<(String, PathBuf)>) -> Vec<String> {
    places.into_iter().map(|(name, _)| name).collect()
}
