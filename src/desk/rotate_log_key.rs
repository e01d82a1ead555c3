//! The log gets a new key: the old one signs the new one, so that heads signed before and after both stand.

use std::sync::Arc;

use jiff::Timestamp;
use vigie_domain::audit::{Action, EventDraft, Payload, Rotation, Subject};

use super::{By, DeskError, log_key, trail::seal_now};
use crate::{
    app::App,
    fresh,
    keys::{self, KeyError},
    log_key::LogKey,
    store::{
        StoreError, Tx, audit,
        entity::{log_rotation, setting},
        find, row, sequence,
    },
};

/// Replaces the log's key; gives the new public key. Everything that waits is sealed with the old key first. A running
/// desk takes the new key up by itself; other nodes need the key's file.
///
/// # Errors
/// [`DeskError::Stale`] when the log grew meanwhile: try again; the key comes from a variable; the data folder.
pub async fn rotate_log_key(app: &Arc<App>, by: &By) -> Result<String, DeskError> {
    seal_now(app).await?;
    let (old, now, secret) = (log_key(app).await?, app.clock.now(), fresh::bytes());
    let new = LogKey::new(&old.verifier().name, &secret).map_err(|error| refused(error.to_string()))?;
    let head = find::last_checkpoint(app.store.reader()).await?.ok_or(DeskError::NotFound("audit log"))?;
    let size = u64::try_from(head.size).unwrap_or(0);
    let text = Rotation { size, old: old.verifier(), new: new.verifier() }.to_string();
    let note = old.and_sign(&text, &new).to_string();
    let unusable = |error: KeyError| refused(error.to_string());
    let next = keys::write_next(&app.config.data_dir, "log", &secret).map_err(unusable)?;
    let payload = Payload::new().text("purpose", "log").text("old", old.verifier()).text("new", new.verifier());
    let event = EventDraft { subject: Subject::Desk, actor: by.actor(), action: Action::KeyRotated, payload };
    let id = new.secret_id().to_owned();
    let change =
        Change { rotation: log_rotation::Model { size: head.size, note, rotated_at: now.as_microsecond() }, id };
    let written = app.store.write(move |tx| Box::pin(async move { write(tx, change, event, now).await })).await;
    match written {
        Ok(()) => next.adopt().map_err(unusable)?,
        Err(error) => {
            next.discard();
            return Err(error);
        }
    }
    Ok(new.verifier().to_string())
}

struct Change {
    rotation: log_rotation::Model,
    id: String,
}

async fn write(tx: &Tx<'_>, change: Change, event: EventDraft, now: Timestamp) -> Result<(), DeskError> {
    sequence::lock_log(tx).await?;
    let head = find::last_checkpoint(tx.db()).await?;
    if head.is_none_or(|head| head.size != change.rotation.size) {
        return Err(DeskError::Stale);
    }
    row::insert(tx, change.rotation).await?;
    let known = setting::Model { name: "key.log".into(), value: serde_json::Value::String(change.id) };
    row::save(tx, known).await?;
    Ok(audit::append(tx, vec![event], now).await?)
}

fn refused(reason: String) -> DeskError {
    StoreError::Corrupt { what: "key of the log", reason }.into()
}
