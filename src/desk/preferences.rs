//! How somebody of the staff likes to work: which key does what, and which views of the queue are kept.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{By, DeskError, step::document};
use crate::{
    app::App,
    store::{Tx, entity::preference, row},
};

/// What a key may do during a call, with the key that does it unless somebody prefers another. F1 is help; F5, F11 and
/// F12 are the browser's own.
pub const KEY_ACTS: [(&str, &str); 8] = [
    ("yes", "F2"),
    ("no", "F4"),
    ("third", "F3"),
    ("fourth", "F7"),
    ("unknown", "F8"),
    ("next", "F6"),
    ("park", "F9"),
    ("finish", "F10"),
];

/// Keys that may be chosen.
pub const KEYS: [&str; 8] = ["F2", "F3", "F4", "F6", "F7", "F8", "F9", "F10"];

/// Views that one person may keep.
const MOST_VIEWS: usize = 12;

/// How somebody likes to work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    keys: BTreeMap<String, String>,
    /// Kept views of the queue.
    pub views: Vec<SavedView>,
}

/// A kept view of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// What its owner calls it.
    pub name: String,
    /// The filters, as in the address: `state=open&department=12`.
    pub query: String,
}

impl Preferences {
    /// The key of each act.
    #[must_use]
    pub fn keys(&self) -> BTreeMap<&'static str, String> {
        let key_of = |act: &str, usual: &str| self.keys.get(act).cloned().unwrap_or_else(|| usual.to_owned());
        KEY_ACTS.iter().map(|(act, usual)| (*act, key_of(act, usual))).collect()
    }

    /// The key of an act.
    #[must_use]
    pub fn key(&self, act: &str) -> String {
        self.keys().remove(act).unwrap_or_default()
    }
}

/// A person's preferences; those of somebody who never said any are the usual ones.
///
/// # Errors
/// The database.
pub async fn preferences_of(app: &App, person: Uuid) -> Result<Preferences, DeskError> {
    match row::find::<preference::Entity>(app.store.reader(), person).await? {
        Some(row) => Ok(document("preference", &row.value)?),
        None => Ok(Preferences::default()),
    }
}

/// Sets which key does what.
///
/// # Errors
/// [`DeskError::Needs`] when an act would have no key of its own.
pub async fn set_keys(app: &Arc<App>, by: &By, keys: BTreeMap<String, String>) -> Result<(), DeskError> {
    let chosen: BTreeMap<String, String> = KEY_ACTS
        .iter()
        .map(|(act, usual)| ((*act).to_owned(), keys.get(*act).cloned().unwrap_or_else(|| (*usual).to_owned())))
        .collect();
    let known = chosen.values().all(|key| KEYS.contains(&key.as_str()));
    let distinct: std::collections::BTreeSet<&String> = chosen.values().collect();
    if !known || distinct.len() != chosen.len() {
        return Err(DeskError::Needs("a key of its own for each act"));
    }
    change(app, by, move |preferences| preferences.keys = chosen).await
}

/// Keeps a view of the queue under a name; one of the same name is replaced.
///
/// # Errors
/// [`DeskError::Needs`] without a name.
pub async fn save_view(app: &Arc<App>, by: &By, name: String, query: String) -> Result<(), DeskError> {
    let name: String = name.trim().chars().take(40).collect();
    if name.is_empty() {
        return Err(DeskError::Needs("a name for the view"));
    }
    let query = query.chars().take(500).collect();
    change(app, by, move |preferences| {
        preferences.views.retain(|view| view.name != name);
        preferences.views.push(SavedView { name, query });
        let surplus = preferences.views.len().saturating_sub(MOST_VIEWS);
        preferences.views.drain(..surplus);
    })
    .await
}

/// Forgets a kept view.
///
/// # Errors
/// The database.
pub async fn drop_view(app: &Arc<App>, by: &By, name: String) -> Result<(), DeskError> {
    change(app, by, move |preferences| preferences.views.retain(|view| view.name != name)).await
}

async fn change(app: &Arc<App>, by: &By, act: impl FnOnce(&mut Preferences) + Send + 'static) -> Result<(), DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let known = row::find::<preference::Entity>(tx.db(), person).await?;
                let mut preferences: Preferences = match &known {
                    Some(row) => document("preference", &row.value)?,
                    None => Preferences::default(),
                };
                act(&mut preferences);
                let row = preference::Model { user_id: person, value: json!(preferences) };
                match known {
                    Some(_) => row::save(tx, row).await?,
                    None => row::insert(tx, row).await?,
                }
                Ok::<(), DeskError>(())
            })
        })
        .await
}
