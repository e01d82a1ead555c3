//! Questions about the outbox.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::store::{StoreError, entity::outbox};

/// Messages of a case, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn messages_of(db: &impl ConnectionTrait, incident: Uuid) -> Result<Vec<outbox::Model>, StoreError> {
    let query = outbox::Entity::find().filter(outbox::Column::IncidentId.eq(incident));
    Ok(query.order_by_desc(outbox::Column::CreatedAt).limit(200).all(db).await?)
}

/// The newest messages in these states.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn messages_in(
    db: &impl ConnectionTrait,
    states: &[&str],
    limit: u64,
) -> Result<Vec<outbox::Model>, StoreError> {
    let query = outbox::Entity::find().filter(outbox::Column::State.is_in(states.iter().copied()));
    Ok(query.order_by_desc(outbox::Column::CreatedAt).limit(limit).all(db).await?)
}

/// Was a message of this kind queued for this address since then? (One acknowledgement per address and day.)
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn mailed_since(
    db: &impl ConnectionTrait,
    kind: &str,
    recipient: &str,
    since: i64,
) -> Result<bool, StoreError> {
    let query = outbox::Entity::find()
        .filter(outbox::Column::Kind.eq(kind))
        .filter(outbox::Column::Recipient.eq(recipient))
        .filter(outbox::Column::CreatedAt.gte(since));
    Ok(query.count(db).await? > 0)
}

/// Unsent messages of an offer.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn unsent_of_offer(db: &impl ConnectionTrait, offer: Uuid) -> Result<Vec<outbox::Model>, StoreError> {
    let query = outbox::Entity::find()
        .filter(outbox::Column::OfferId.eq(offer))
        .filter(outbox::Column::State.is_in(["queued", "deferred"]));
    Ok(query.all(db).await?)
}
