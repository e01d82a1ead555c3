//! What a running desk holds, built once and handed to every entry point. Nothing global.

use std::sync::Arc;

use tokio::sync::{Notify, broadcast};
use vigie_domain::{
    audit::{Action, Actor, EventDraft, Payload, Subject},
    deadline::DeadlineSet,
};

use crate::{
    clock::Clock,
    config::{Config, SecondFactor},
    identity::{IdentityError, Provider},
    keys::{KeyError, Keys, MayMake},
    meters::Meters,
    playbook_library::PlaybookLibrary,
    provider_directory::ProviderDirectory,
    store::{self, Opening, Store, StoreError, audit, entity, row},
};

/// A running desk.
#[derive(Debug)]
pub struct App {
    /// Settings.
    pub config: Config,
    /// The time.
    pub clock: Clock,
    /// The database.
    pub store: Store,
    /// The secrets.
    pub keys: Keys,
    /// The provider of identities, where the settings name one.
    pub identity: Option<Provider>,
    /// The live playbooks.
    pub playbooks: Arc<PlaybookLibrary>,
    /// The law's clocks.
    pub law: DeadlineSet,
    /// The directory of providers, in memory.
    pub directory: ProviderDirectory,
    /// Wakes the jobs when there is something to do.
    pub nudge: Arc<Notify>,
    /// Tells open pages which case or call changed; the nil id: something did, elsewhere.
    pub changes: broadcast::Sender<uuid::Uuid>,
    /// Who looked at what a moment ago.
    pub looks: crate::desk::Looks,
    /// Keeps those who bring pieces and those who take bytes away apart.
    pub pieces: crate::desk::Gate,
    /// Held by who verifies the whole trail.
    pub verifying: tokio::sync::Mutex<()>,
    /// Which advice the database has.
    pub advice: crate::desk::KnownAdvice,
    /// What this process counts of itself.
    pub meters: Meters,
    /// The desk is a demonstration: accounts and mail are shown.
    pub demo: Demo,
}

/// Is the desk a demonstration?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demo {
    /// Accounts are shown at sign-in, mail at `/dev/mail`.
    Yes,
    /// A real desk.
    No,
}

/// Why the desk can't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database.
    #[error("the database can't be used: {0}")]
    Store(#[from] StoreError),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The playbooks; every fault with its place.
    #[error("the playbooks can't be used:\n{0}")]
    Playbooks(String),
    /// The schema is older than this binary.
    #[error("the database's schema is not current: run `vigie migrate` first (pending: {0})")]
    Schema(String),
    /// What is stored can't be read back.
    #[error(transparent)]
    Desk(#[from] crate::desk::DeskError),
    /// The provider of identities, as the settings have it.
    #[error("[openid]: {0}")]
    Identity(#[from] IdentityError),
    /// The data folder.
    #[error("the data folder {0} can't be used: {1}")]
    Folder(String, std::io::Error),
}

/// Where the database of these settings is.
#[must_use]
pub fn opening(config: &Config) -> Opening {
    match &config.database_url {
        Some(url) => Opening { url: url.clone(), connections: 16 },
        None => Opening::embedded(&config.data_dir),
    }
}

impl App {
    /// Opens database, keys and playbooks. On SQLite pending migrations run; on PostgreSQL they must have run.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn open(config: Config, clock: Clock, demo: Demo) -> Result<Arc<Self>, StartError> {
        let opening = opening(&config);
        std::fs::create_dir_all(&config.data_dir)
            .map_err(|error| StartError::Folder(config.data_dir.display().to_string(), error))?;
        ready_schema(&opening).await?;
        let store = Store::open(&opening).await?;
        let keys = load_keys(&store, &config, &opening, &clock).await?;
        let identity = Provider::of(&config.openid, format!("{}/sign-in/openid/back", config.public_url()))?;
        let playbooks = Arc::new(load_playbooks(&config)?);
        let law = load_law(&playbooks)?;
        let directory = ProviderDirectory::new(Vec::new());
        let nudge = Arc::new(Notify::new());
        let (changes, _) = broadcast::channel(256);
        let app = Arc::new(Self {
            config,
            clock,
            store,
            keys,
            identity,
            playbooks,
            law,
            directory,
            nudge,
            changes,
            looks: crate::desk::Looks::default(),
            pieces: crate::desk::Gate::default(),
            verifying: tokio::sync::Mutex::default(),
            advice: crate::desk::KnownAdvice::default(),
            meters: Meters::default(),
            demo,
        });
        crate::desk::playbooks_went_live(&app).await?;
        crate::desk::refresh_directory(&app).await?;
        Ok(app)
    }

    /// Who needs a code beside the password. A demonstration asks nobody to set one, unless its settings say so.
    #[must_use]
    pub fn second_factor(&self) -> SecondFactor {
        let usual = if self.demo == Demo::Yes { SecondFactor::Optional } else { SecondFactor::Required };
        self.config.security.second_factor.unwrap_or(usual)
    }

    /// Says that a case changed: open pages hear of it, jobs wake.
    pub fn changed(&self, incident: uuid::Uuid) {
        // Nobody may be listening.
        drop(self.changes.send(incident));
        self.nudge.notify_one();
    }

    /// Says that a call changed: open pages hear of it. No job has to do with it yet.
    pub fn call_changed(&self, call: uuid::Uuid) {
        drop(self.changes.send(call));
    }
}

async fn ready_schema(opening: &Opening) -> Result<(), StartError> {
    if opening.is_sqlite() {
        store::migrate::up(opening).await?;
        return Ok(());
    }
    let pending = store::migrate::pending(opening).await?;
    if pending.is_empty() { Ok(()) } else { Err(StartError::Schema(pending.join(", "))) }
}

fn load_playbooks(config: &Config) -> Result<PlaybookLibrary, StartError> {
    let loaded = match &config.playbooks {
        Some(folder) => PlaybookLibrary::load_dir(folder),
        None => PlaybookLibrary::built_in(),
    };
    loaded.map_err(|error| StartError::Playbooks(error.to_string()))
}

/// The clocks stand beside the playbooks, in `_deadlines`.
fn load_law(library: &PlaybookLibrary) -> Result<DeadlineSet, StartError> {
    let live = library.live_set();
    let files: Vec<(String, String)> = live
        .files
        .iter()
        .filter(|file| file.name.starts_with("_deadlines/"))
        .map(|file| (file.name.clone(), file.text.clone()))
        .collect();
    DeadlineSet::compile(&files)
        .map_err(|errors| StartError::Playbooks(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

async fn load_keys(store: &Store, config: &Config, opening: &Opening, clock: &Clock) -> Result<Keys, StartError> {
    let mut known = Vec::new();
    for purpose in crate::keys::PURPOSES {
        let name = format!("key.{purpose}");
        let row = row::find::<entity::setting::Entity>(store.reader(), name).await?;
        known.push((purpose, row.and_then(|row| row.value.as_str().map(str::to_owned))));
    }
    // Of each purpose by itself: an older database has never known the key of a newer purpose.
    let may_make = if opening.is_sqlite() { MayMake::Yes } else { MayMake::No };
    let lookup = |purpose: &str| known.iter().find(|(name, _)| *name == purpose).and_then(|(_, id)| id.clone());
    let (keys, mut ids) = Keys::load(&config.data_dir, lookup, may_make)?;
    ids.retain(|(purpose, _)| lookup(purpose).is_none());
    if !ids.is_empty() {
        remember_keys(store, ids, clock).await?;
    }
    Ok(keys)
}

async fn remember_keys(store: &Store, ids: Vec<(&'static str, String)>, clock: &Clock) -> Result<(), StoreError> {
    let now = clock.now();
    store
        .write(move |tx| {
            Box::pin(async move {
                let mut events = Vec::new();
                for (purpose, id) in ids {
                    let payload = Payload::new().text("purpose", purpose).text("key", &id);
                    let action = Action::KeyCreated;
                    events.push(EventDraft { subject: Subject::Desk, actor: Actor::Desk, action, payload });
                    let value = serde_json::Value::String(id);
                    row::insert(tx, entity::setting::Model { name: format!("key.{purpose}"), value }).await?;
                }
                audit::append(tx, events, now).await
            })
        })
        .await
}
