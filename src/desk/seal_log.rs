//! The global log: takes up new events in one order, and signs its head. Idempotent: killed anywhere, it starts again.

use jiff::Timestamp;
use vigie_domain::audit::{Digest, Frontier, Subtree};

use super::{DeskError, log_tree::LogTree};
use crate::{
    app::App,
    keys,
    log_key::LogKey,
    store::{
        Store, StoreError, Tx,
        entity::{checkpoint, log_leaf, log_node, setting},
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

/// Name of the setting that holds the id of the key that signs now.
const KEY_ID: &str = "key.log";

/// The key of this desk's log. The log is named once, after the desk's address of that day, and for good: checkpoints
/// that are held outside name it.
///
/// # Errors
/// The database.
pub async fn log_key(app: &App) -> Result<LogKey, DeskError> {
    let origin = match kept_name(app).await? {
        Some(origin) => origin,
        None => name_log(app).await?,
    };
    let secret = log_secret(app).await?;
    Ok(LogKey::new(&origin, &secret).map_err(|error| corrupt(error.to_string()))?)
}

/// The secret that the database knows: the one in memory, or the one that replaced it on the disk since.
async fn log_secret(app: &App) -> Result<[u8; 32], DeskError> {
    let known = row::find::<setting::Entity>(app.store.reader(), KEY_ID.to_owned()).await?;
    let known = known.as_ref().and_then(|row| row.value.as_str());
    match known {
        Some(id) if id != keys::key_id(app.keys.log()) => {
            let read = keys::read_again(&app.config.data_dir, "log", id);
            Ok(read.map_err(|error| corrupt(error.to_string()))?)
        }
        _ => Ok(*app.keys.log()),
    }
}

async fn kept_name(app: &App) -> Result<Option<String>, StoreError> {
    let kept = row::find::<setting::Entity>(app.store.reader(), ORIGIN.to_owned()).await?;
    Ok(kept.and_then(|row| row.value.as_str().map(str::to_owned)))
}

/// The first who asks names the log; who asks in the same moment gets that name.
async fn name_log(app: &App) -> Result<String, DeskError> {
    let url = app.config.public_url();
    let host = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let origin = format!("{}/log", host.trim_end_matches('/'));
    let mark = setting::Model { name: ORIGIN.to_owned(), value: serde_json::Value::String(origin.clone()) };
    match app.store.write(move |tx| Box::pin(async move { row::insert(tx, mark).await })).await {
        Err(StoreError::Conflict { .. }) => Ok(kept_name(app).await?.unwrap_or(origin)),
        written => written.map(|()| origin).map_err(DeskError::from),
    }
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

/// Takes up the log where its newest head ends, then reads the leaves that other nodes added since.
async fn catch_up(store: &Store, edge: &mut Frontier) -> Result<(), DeskError> {
    if edge.size() == 0 {
        *edge = resumed(store).await?;
    }
    loop {
        let leaves = find::leaves_from(store.reader(), index(edge.size())?, BATCH).await?;
        if leaves.is_empty() {
            return Ok(());
        }
        for leaf in &leaves {
            push_next(edge, leaf, |_, _| ())?;
        }
    }
}

async fn resumed(store: &Store) -> Result<Frontier, DeskError> {
    let Some(head) = find::last_checkpoint(store.reader()).await? else { return Ok(Frontier::new()) };
    let size = u64::try_from(head.size).unwrap_or(0);
    if find::node_count(store.reader(), 8).await? < size >> 8 {
        keep_tree(store, size).await?;
    }
    let edge = LogTree::new(store, size).edge().await?;
    if edge.root().to_string() == head.root {
        Ok(edge)
    } else {
        Err(corrupt(format!("its first {size} leaves don't give the root of their checkpoint")).into())
    }
}

/// The tree above the leaves of a log from before it was kept.
async fn keep_tree(store: &Store, size: u64) -> Result<(), DeskError> {
    let mut log = Frontier::new();
    while log.size() < size {
        let leaves = find::leaves_from(store.reader(), index(log.size())?, BATCH).await?;
        let mut nodes = Vec::new();
        for leaf in &leaves {
            push_next(&mut log, leaf, |subtree, hash| nodes.extend(kept_node(subtree, hash)))?;
        }
        if leaves.is_empty() {
            return Err(corrupt(format!("leaf {} is missing", log.size())).into());
        }
        let keep = store.write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                for node in nodes {
                    if row::find::<log_node::Entity>(tx.db(), (node.level, node.node_index)).await?.is_none() {
                        row::insert(tx, node).await?;
                    }
                }
                Ok::<(), StoreError>(())
            })
        });
        keep.await?;
    }
    Ok(())
}

fn push_next(edge: &mut Frontier, leaf: &log_leaf::Model, tell: impl FnMut(Subtree, Digest)) -> Result<(), StoreError> {
    if leaf.leaf_index != index(edge.size())? {
        return Err(corrupt(format!("leaf {} stands where {} was due", leaf.leaf_index, edge.size())));
    }
    edge.push_telling(digest(&leaf.leaf_hash)?, tell);
    Ok(())
}

/// The row of a subtree, if it is one of those that are kept: every eighth level above the leaves.
pub(super) fn kept_node(Subtree { level, index }: Subtree, hash: Digest) -> Option<log_node::Model> {
    let node_index = i64::try_from(index).ok()?;
    let is_kept = level > 0 && level.is_multiple_of(8);
    is_kept.then(|| log_node::Model { level: i32::from(level), node_index, hash: hash.to_string() })
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
    let (mut leaves, mut nodes) = (Vec::with_capacity(waiting.len()), Vec::new());
    for event in &waiting {
        let leaf_index = index(edge.size())?;
        let leaf = log_leaf::Model { leaf_index, event_id: event.event_id, leaf_hash: event.leaf_hash.clone() };
        push_next(&mut edge, &leaf, |subtree, hash| nodes.extend(kept_node(subtree, hash)))?;
        leaves.push(leaf);
    }
    let (size, root) = (edge.size(), edge.root());
    let (note, signer) = (key.sign(size, root).to_string(), key.secret_id().to_owned());
    let head = checkpoint::Model { size: index(size)?, root: root.to_string(), note, signed_at: now.as_microsecond() };
    store
        .write(move |tx| {
            Box::pin(async move {
                sequence::lock_log(tx).await?;
                must_still_sign(tx, &signer).await?;
                tx.inserts().with(leaves).with(nodes).run(tx).await?;
                sequence::no_longer_waiting(tx, &waiting).await?;
                row::insert(tx, head).await
            })
        })
        .await?;
    Ok(Some(edge))
}

/// The key may have been replaced since this job read it.
async fn must_still_sign(tx: &Tx<'_>, signer: &str) -> Result<(), StoreError> {
    let known = row::find::<setting::Entity>(tx.db(), KEY_ID.to_owned()).await?;
    match known.as_ref().and_then(|row| row.value.as_str()) {
        Some(id) if id != signer => Err(StoreError::Stale { what: "key of the log" }),
        _ => Ok(()),
    }
}

fn index(size: u64) -> Result<i64, StoreError> {
    i64::try_from(size).map_err(|error| corrupt(error.to_string()))
}

fn digest(text: &str) -> Result<Digest, StoreError> {
    text.parse().map_err(|error| corrupt(format!("{error}")))
}

fn corrupt(reason: String) -> StoreError {
    StoreError::Corrupt { what: "audit log", reason }
}
