//! Puts a backup back: taken out beside, checked, opened, its trail verified; only then moved into the desk's place.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use super::{
    BackupError, Manifest, Passphrase, archive, at, blocking, erased_since,
    files::{self, Workshop},
    place::{self, Before},
};
use crate::{
    app::{App, Demo, opening},
    clock::Clock,
    config::Config,
    desk::{By, DeskError, Verified, trail::seal_now, verify_trail},
    store::{
        StoreError, Tx, audit,
        entity::checkpoint,
        erase, find, row,
        snapshot::{check_file, put_tables},
    },
};

/// How a backup is to be put back.
#[derive(Debug, Clone)]
pub struct RestoreOrder {
    /// The archive.
    pub from: PathBuf,
    /// What opens it.
    pub passphrase: Option<Passphrase>,
    /// Where the desk's keys are, when they aren't in the archive; the data folder's `keys` unless given.
    pub keys: Option<PathBuf>,
    /// A newer export of the trail: what it says was erased is erased again.
    pub trail: Option<PathBuf>,
    /// What is done with a desk that is there already.
    pub before: Before,
}

/// What was put back.
#[derive(Debug, Clone)]
pub struct Restored {
    /// What the archive says about itself.
    pub manifest: Manifest,
    /// How the trail stands.
    pub verified: Verified,
    /// Cases, erased ones too.
    pub cases: u64,
    /// Kept mails that the database names and that are not there, or were changed.
    pub bad_mails: Vec<String>,
    /// Pieces that the database names and that are not there, or were changed.
    pub bad_pieces: Vec<String>,
    /// References of the cases that were erased again.
    pub erased_again: Vec<String>,
    /// What happened after the backup, as the newer trail tells: how often each action.
    pub after: BTreeMap<String, u64>,
    /// Where the desk went that was there before.
    pub aside: Option<PathBuf>,
}

/// Puts a backup back into the data folder of these settings, and into their database where that is PostgreSQL. Nothing
/// is in its place before all of it was found sound.
///
/// # Errors
/// See [`BackupError`].
pub async fn restore_backup(config: &Config, clock: Clock, order: &RestoreOrder) -> Result<Restored, BackupError> {
    let folder = config.data_dir.clone();
    place::must_be_free(&folder, order.before)?;
    nobody_at_work(config).await?;
    files::folder_of_ours(&folder)?;
    let workshop = Workshop::below(&folder, "restore")?;
    let manifest = unpacked(order, workshop.path()).await?;
    must_be_the_same_database(&manifest, config)?;
    place::give_keys(workshop.path(), order.keys.as_deref().unwrap_or(&folder.join("keys")))?;
    fill_database(config, &manifest, workshop.path()).await?;
    let there = Config { data_dir: workshop.path().to_owned(), ..config.clone() };
    let app = App::open(there, clock, Demo::No).await?;
    let restored = check_and_mend(&app, &manifest, order).await;
    let now = app.clock.now();
    app.store.close().await;
    drop(app);
    let mut restored = restored?;
    restored.aside = blocking(move || place::put_in_place(workshop.path(), &folder, now)).await?;
    Ok(restored)
}

async fn unpacked(order: &RestoreOrder, into: &Path) -> Result<Manifest, BackupError> {
    let (from, passphrase, into) = (order.from.clone(), order.passphrase.clone(), into.to_owned());
    blocking(move || archive::unpack(&from, passphrase.as_ref(), &into)).await
}

fn must_be_the_same_database(manifest: &Manifest, config: &Config) -> Result<(), BackupError> {
    let what = match (manifest.database.as_str(), &config.database_url) {
        ("sqlite", None) | ("postgres", Some(_)) => return Ok(()),
        ("sqlite", Some(_)) => "leave --database-url out",
        ("postgres", None) => "name a new, empty one by --database-url",
        _ => "this program knows no such database",
    };
    Err(BackupError::OtherDatabase { of: manifest.database.clone(), what })
}

/// The database's files become the desk's.
async fn fill_database(config: &Config, manifest: &Manifest, taken: &Path) -> Result<(), BackupError> {
    let copied = taken.join("database");
    if config.database_url.is_some() {
        put_tables(&opening(config), &copied, &manifest.tables, &manifest.migrations).await?;
        crate::store::migrate::up(&opening(config)).await?;
    } else {
        let file = taken.join("vigie.db");
        fs::rename(copied.join("vigie.db"), &file).map_err(at(&file))?;
        if let Some(complaint) = check_file(&file).await? {
            return Err(BackupError::Damaged(format!("its database says: {complaint}")));
        }
    }
    fs::remove_dir_all(&copied).map_err(at(&copied))
}

/// Verifies what was restored, erases again what must not come back, and says in the trail that it was restored.
async fn check_and_mend(app: &Arc<App>, manifest: &Manifest, order: &RestoreOrder) -> Result<Restored, BackupError> {
    let verified = verify_trail(app).await?;
    must_be_sound(app, &verified, manifest).await?;
    let (bad_mails, bad_pieces) = (bad_mails(app).await?, bad_pieces(app).await?);
    let cases = find::case_count(app.store.reader()).await?;
    let (mut after, mut erased_again) = (BTreeMap::new(), Vec::new());
    if let Some(trail) = &order.trail {
        let since = erased_since::read(app, trail).await?;
        erased_again = since.erase_again(app).await?;
        after = since.after;
    }
    tell(app, manifest, erased_again.len()).await?;
    seal_now(app).await?;
    let manifest = manifest.clone();
    Ok(Restored { manifest, verified, cases, bad_mails, bad_pieces, erased_again, after, aside: None })
}

/// The trail stands, and is the one whose head the manifest holds.
async fn must_be_sound(app: &App, verified: &Verified, manifest: &Manifest) -> Result<(), BackupError> {
    if let Some(bad) = &verified.bad {
        return Err(BackupError::Unsound(bad.to_string()));
    }
    if let Some(guard) = verified.missing.first() {
        return Err(BackupError::Unsound(format!("{guard} is missing")));
    }
    if manifest.checkpoint.is_empty() {
        return Ok(());
    }
    let size = manifest.checkpoint.lines().nth(1).and_then(|line| line.parse::<i64>().ok());
    let held = match size {
        Some(size) => row::find::<checkpoint::Entity>(app.store.reader(), size).await?,
        None => None,
    };
    match held {
        Some(held) if held.note == manifest.checkpoint => Ok(()),
        _ => Err(BackupError::Unsound("its log isn't the one whose head the manifest holds".into())),
    }
}

async fn bad_mails(app: &App) -> Result<Vec<String>, BackupError> {
    let named = find::kept_mail_hashes(app.store.reader()).await?;
    bad_below(app.config.data_dir.join("mail"), named, crate::desk::receive_mail::kept_name).await
}

async fn bad_pieces(app: &App) -> Result<Vec<String>, BackupError> {
    let named = find::piece_hashes(app.store.reader()).await?;
    bad_below(app.config.data_dir.join("files"), named, crate::desk::file_name_of).await
}

/// Kept mails and pieces are named by their hash: each is hashed again.
async fn bad_below(
    folder: PathBuf,
    named: Vec<String>,
    name_of: fn(&str) -> String,
) -> Result<Vec<String>, BackupError> {
    blocking(move || {
        let mut bad = Vec::new();
        for hash in named {
            let path = folder.join(name_of(&hash));
            match fs::File::open(&path).and_then(|mut file| files::pass_on(&mut file, &mut io::sink())) {
                Ok((_, found)) if found == hash => {}
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(path)(error)),
                _ => bad.push(hash),
            }
        }
        Ok(bad)
    })
    .await
}

/// One event; and everybody signs in again, since a session that ended after the backup would be open again.
async fn tell(app: &App, manifest: &Manifest, erased_again: usize) -> Result<(), DeskError> {
    let count = i64::try_from(erased_again).unwrap_or(i64::MAX);
    let made = manifest.made_at.as_microsecond();
    let payload = Payload::new().integer("made_at", made).text("by", &manifest.vigie).integer("erased_again", count);
    let event =
        EventDraft { subject: Subject::Desk, actor: By::Command.actor(), action: Action::BackupRestored, payload };
    let now = app.clock.now();
    let told: Result<(), StoreError> = app
        .store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                erase::every_session(tx).await?;
                audit::append(tx, vec![event], now).await
            })
        })
        .await;
    Ok(told?)
}

/// A desk that runs on the folder would write into what is set aside.
async fn nobody_at_work(config: &Config) -> Result<(), BackupError> {
    let is_sqlite = config.database_url.is_none();
    if is_sqlite && config.data_dir.join("vigie.db").exists() && crate::store::is_in_use(&opening(config)).await {
        return Err(BackupError::Running(config.data_dir.clone()));
    }
    Ok(())
}
