//! Appending to the audit trail, in the transaction of the change that it tells of.

use std::collections::{HashMap, hash_map::Entry};

use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use vigie_domain::{
    audit::{ChainHead, Digest, EventDraft, Salt, SealedEvent, Subject, leaf_hash, seal},
    ids::EventId,
};

use super::{
    StoreError, Tx, dialect,
    entity::{audit_event, unsequenced},
    find,
};
use crate::fresh;

/// Appends events, each to the chain of its subject, in the order given.
///
/// # Errors
/// [`StoreError::Conflict`] when another node appended to the same chain meanwhile: the whole change is undone.
pub async fn append(tx: &Tx<'_>, drafts: Vec<EventDraft>, now: Timestamp) -> Result<(), StoreError> {
    let mut heads = HashMap::new();
    for draft in &drafts {
        if let Entry::Vacant(place) = heads.entry(draft.subject) {
            place.insert(head(tx, draft.subject).await?);
        }
    }
    insert(tx, sealed(drafts, heads, now)?).await
}

/// An event as it is stored, with its place among those that wait for the log.
pub type Stored = (audit_event::Model, unsequenced::Model);

/// The first events of a subject that is made in this very transaction: there is no chain to look up, so that they can
/// be sealed before it opens ([`super::inserts::Inserts::with_trail`]).
///
/// # Errors
/// [`StoreError::Corrupt`] if a draft can't be stored.
pub fn first(drafts: Vec<EventDraft>, now: Timestamp) -> Result<Vec<Stored>, StoreError> {
    sealed(drafts, HashMap::new(), now)
}

/// Appends the first events of a subject that was made in this very transaction.
///
/// # Errors
/// As [`first`]; [`StoreError::Unavailable`].
pub async fn append_first(tx: &Tx<'_>, drafts: Vec<EventDraft>, now: Timestamp) -> Result<(), StoreError> {
    insert(tx, first(drafts, now)?).await
}

async fn insert(tx: &Tx<'_>, events: Vec<Stored>) -> Result<(), StoreError> {
    tx.inserts().with_trail(events).run(tx).await
}

async fn head(tx: &Tx<'_>, subject: Subject) -> Result<Option<ChainHead>, StoreError> {
    let name = subject.to_string();
    if let Some(lock) = dialect::chain_lock(tx.db().get_database_backend(), &name) {
        tx.db().query_one_raw(lock).await?;
    }
    find::chain_head(tx.db(), &name).await?.map(|event| chain_head(&event)).transpose()
}

fn chain_head(event: &audit_event::Model) -> Result<ChainHead, StoreError> {
    let corrupt = |reason: String| StoreError::Corrupt { what: "audit event", reason };
    let hash: Digest = event.hash.parse().map_err(|error| corrupt(format!("{error}")))?;
    let seq = u64::try_from(event.seq).map_err(|error| corrupt(error.to_string()))?;
    Ok(ChainHead { seq, at: event.at, hash })
}

fn sealed(
    drafts: Vec<EventDraft>,
    mut heads: HashMap<Subject, Option<ChainHead>>,
    now: Timestamp,
) -> Result<Vec<Stored>, StoreError> {
    let next = |draft: EventDraft| {
        let head = heads.entry(draft.subject).or_default();
        let actor = draft.actor.to_string();
        let sealed = seal(draft, head.as_ref(), EventId(fresh::id(now)), &Salt(fresh::bytes()), now);
        *head = Some(ChainHead { seq: sealed.seq, at: sealed.at, hash: sealed.hash });
        let leaf_hash = leaf_hash(&sealed.canonical).to_string();
        let waiting = unsequenced::Model { event_id: sealed.id.0, leaf_hash };
        Ok((stored(sealed, actor)?, waiting))
    };
    drafts.into_iter().map(next).collect()
}

fn stored(event: SealedEvent, actor: String) -> Result<audit_event::Model, StoreError> {
    let corrupt = |reason: String| StoreError::Corrupt { what: "audit event", reason };
    Ok(audit_event::Model {
        id: event.id.0,
        subject: event.subject.to_string(),
        seq: i64::try_from(event.seq).map_err(|error| corrupt(error.to_string()))?,
        at: event.at,
        actor,
        action: event.action.as_str().to_owned(),
        hash: event.hash.to_string(),
        canonical: String::from_utf8(event.canonical).map_err(|error| corrupt(error.to_string()))?,
    })
}
