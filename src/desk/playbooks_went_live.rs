//! A playbook set went live: kept by its hash for ever, so that a case shows years later what was asked and said.

use std::sync::Arc;

use serde_json::json;
use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use super::{By, DeskError};
use crate::{
    app::App,
    store::{
        StoreError, Tx, audit,
        entity::{playbook_set, setting},
        row,
    },
};

/// Name of the setting that holds the hash of the set that was live last.
const LIVE: &str = "playbooks.live";

/// Keeps the live set and says in the trail that it went live, unless it was live already.
///
/// # Errors
/// The database.
pub async fn playbooks_went_live(app: &Arc<App>) -> Result<(), DeskError> {
    let live = app.playbooks.live_set();
    let hash = live.set.hash().to_owned();
    let before = row::find::<setting::Entity>(app.store.reader(), LIVE.to_owned()).await?;
    if before.as_ref().is_some_and(|row| row.value == json!(hash)) {
        return Ok(());
    }
    let now = app.clock.now();
    let files: serde_json::Map<String, serde_json::Value> =
        live.files.iter().map(|file| (file.name.clone(), json!(file.text))).collect();
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                if row::find::<playbook_set::Entity>(tx.db(), hash.clone()).await?.is_none() {
                    let content = serde_json::Value::Object(files);
                    let row = playbook_set::Model { hash: hash.clone(), content, live_at: now.as_microsecond() };
                    row::insert(tx, row).await?;
                }
                let mark = setting::Model { name: LIVE.to_owned(), value: json!(hash) };
                if before.is_some() {
                    row::save(tx, mark).await?
                } else {
                    row::insert(tx, mark).await?
                }
                let payload = Payload::new().text("playbook_set", &hash);
                let (subject, actor, action) = (Subject::Desk, By::Desk.actor(), Action::PlaybooksWentLive);
                audit::append(tx, vec![EventDraft { subject, actor, action, payload }], now).await?;
                Ok::<(), StoreError>(())
            })
        })
        .await
        .map_err(DeskError::from)
}
