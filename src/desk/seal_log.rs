//! The global log: takes up new events in one order, and signs its head. Idempotent: killed anywhere, it starts again.

use jiff::Timestamp;
use vigie_domain::audit::{Digest, Frontier};

use super::DeskError;
use crate::{
    app::App,
    log_key::{BadOrigin, LogKey},
    store::{
        Store, StoreError,
        entity::{checkpoint, log_leaf, setting},
        find, row, sequence,
    },
};

/// Events taken up in one transaction: it must not keep people waiting.
const BATCH: u64 = 1_000;

/// The log as one job keeps it between its rounds: the right edge of the tree.
#[derive(Debug, Default, Clone)]
pub struct LogEdge(Frontier);

/// Name of the setting that holds the log's name.
const ORIGIN: &str = "log.origin";

/// The key of this desk's log. The log is named once, after the desk's address of that day, and for good: checkpoints
/// that are held outside name it.
///
/// # Errors
/// The database.
pub async fn log_key(app: &App) -> Result<LogKey, DeskError> {
    let kept = row::find::<setting::Entity>(app.store.reader(), ORIGIN.to_owned()).await?;
    let origin = match kept.as_ref().and_then(|row| row.value.as_str()) {
        Some(origin) => origin.to_owned(),
        None => name_log(app).await?,
    };
    let corrupt = |error: BadOrigin| StoreError::Corrupt { what: "log.origin", reason: error.to_string() };
    Ok(LogKey::new(&origin, app.keys.log()).map_err(corrupt)?)
}

async fn name_log(app: &App) -> Result<String, DeskError> {
    let url = app.config.public_url();
    let host = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let origin = format!("{}/log", host.trim_end_matches('/'));
    let mark = setting::Model { name: ORIGIN.to_owned(), value: serde_json::Value::String(origin.clone()) };
    app.store.write(move |tx| Box::pin(async move { row::insert(tx, mark).await })).await?;
    Ok(origin)
}

/// Takes up every event that waits and signs the head, if there is a new one. Says how many events were taken up.
///
/// # Errors
/// The database; a conflict when another node took up the same place, after which the next round sees its work.
pub async fn seal_log(store: &Store, key: &LogKey, edge: &mut LogEdge, now: Timestamp) -> Result<u64, DeskError> {
    let before = edge.0.size();
    catch_up(store, &mut edge.0).await?;
    loop {
        let taken = take_up(store, key, edge.0.clone(), now).await?;
        let Some(grown) = taken else { break };
        edge.0 = grown;
    }
    Ok(edge.0.size() - before)
}

/// Reads the leaves that this process hasn't seen: all of them at its start, those of other nodes later.
async fn catch_up(store: &Store, edge: &mut Frontier) -> Result<(), DeskError> {
    loop {
        let leaves = find::leaves_from(store.reader(), index(edge.size())?, BATCH).await?;
        if leaves.is_empty() {
            return Ok(());
        }
        for leaf in &leaves {
            if leaf.leaf_index != index(edge.size())? {
                let reason = format!("leaf {} stands where {} was due", leaf.leaf_index, edge.size());
                return Err(StoreError::Corrupt { what: "audit log", reason }.into());
            }
            edge.push(digest(&leaf.leaf_hash)?);
        }
    }
}

/// Moves a batch of waiting events into the log and signs the head over them, in one transaction.
async fn take_up(
    store: &Store,
    key: &LogKey,
    mut edge: Frontier,
    now: Timestamp,
) -> Result<Option<Frontier>, DeskError> {
    let waiting = find::unsequenced(store.reader(), BATCH).await?;
    if waiting.is_empty() {
        return Ok(None);
    }
    let mut leaves = Vec::with_capacity(waiting.len());
    for event in &waiting {
        leaves.push(log_leaf::Model {
            leaf_index: index(edge.size())?,
            event_id: event.event_id,
            leaf_hash: event.leaf_hash.clone(),
        });
        edge.push(digest(&event.leaf_hash)?);
    }
    let (size, root) = (edge.size(), edge.root());
    let note = key.sign(size, root).to_string();
    let head = checkpoint::Model { size: index(size)?, root: root.to_string(), note, signed_at: now.as_microsecond() };
    store
        .write(move |tx| {
            Box::pin(async move {
                tx.inserts().with(leaves).run(tx).await?;
                sequence::no_longer_waiting(tx, &waiting).await?;
                row::insert(tx, head).await
            })
        })
        .await?;
    Ok(Some(edge))
}

fn index(size: u64) -> Result<i64, StoreError> {
    i64::try_from(size).map_err(|error| StoreError::Corrupt { what: "audit log", reason: error.to_string() })
}

fn digest(text: &str) -> Result<Digest, StoreError> {
    text.parse().map_err(|error| StoreError::Corrupt { what: "audit log", reason: format!("{error}") })
}
