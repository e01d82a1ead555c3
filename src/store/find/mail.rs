//! Questions about the outbox.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::store::{
    StoreError,
    entity::{incident, link, mail_attempt, offer, outbox, provider_link},
};

/// Messages of a case, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn messages_of(db: &impl ConnectionTrait, incident: Uuid) -> Result<Vec<outbox::Model>, StoreError> {
    let query = outbox::Entity::find().filter(outbox::Column::IncidentId.eq(incident));
    Ok(query.order_by_desc(outbox::Column::CreatedAt).order_by_desc(outbox::Column::Id).limit(200).all(db).await?)
}

/// Messages in these states written before then, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn messages_in(
    db: &impl ConnectionTrait,
    states: &[&str],
    before: i64,
    limit: u64,
) -> Result<Vec<outbox::Model>, StoreError> {
    let query = outbox::Entity::find()
        .filter(outbox::Column::State.is_in(states.iter().copied()))
        .filter(outbox::Column::CreatedAt.lt(before));
    Ok(query.order_by_desc(outbox::Column::CreatedAt).order_by_desc(outbox::Column::Id).limit(limit).all(db).await?)
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

/// How many messages of this kind were written about an offer, whatever became of them.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn written_of_offer(db: &impl ConnectionTrait, offer: Uuid, kind: &str) -> Result<u64, StoreError> {
    let query = outbox::Entity::find().filter(outbox::Column::OfferId.eq(offer)).filter(outbox::Column::Kind.eq(kind));
    Ok(query.count(db).await?)
}

/// How many messages left.
#[derive(Debug, Clone, Default)]
pub struct LeftCounts {
    /// To each address.
    pub by_address: Vec<(String, i64)>,
    /// About each case.
    pub by_case: Vec<(Uuid, i64)>,
    /// Acknowledgements.
    pub answers: u64,
    /// In all.
    pub all: u64,
}

/// What left since then, to the addresses and about the cases of messages that are about to leave.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn left_since(
    db: &impl ConnectionTrait,
    since: i64,
    messages: &[outbox::Model],
) -> Result<LeftCounts, StoreError> {
    let left = || outbox::Entity::find().filter(outbox::Column::SentAt.gte(since));
    let addresses = messages.iter().map(|message| message.recipient.clone());
    let by_address = left()
        .select_only()
        .column(outbox::Column::Recipient)
        .column_as(outbox::Column::Id.count(), "count")
        .filter(outbox::Column::Recipient.is_in(addresses))
        .group_by(outbox::Column::Recipient)
        .into_tuple()
        .all(db)
        .await?;
    let cases = messages.iter().filter_map(|message| message.incident_id);
    let by_case = left()
        .select_only()
        .column(outbox::Column::IncidentId)
        .column_as(outbox::Column::Id.count(), "count")
        .filter(outbox::Column::IncidentId.is_in(cases))
        .group_by(outbox::Column::IncidentId)
        .into_tuple()
        .all(db)
        .await?;
    let answers = left().filter(outbox::Column::Kind.eq("acknowledgement")).count(db).await?;
    Ok(LeftCounts { by_address, by_case, answers, all: left().count(db).await? })
}

/// Attempts of these messages, oldest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn attempts_of(db: &impl ConnectionTrait, messages: &[Uuid]) -> Result<Vec<mail_attempt::Model>, StoreError> {
    let query = mail_attempt::Entity::find().filter(mail_attempt::Column::OutboxId.is_in(messages.iter().copied()));
    Ok(query.order_by_asc(mail_attempt::Column::At).order_by_asc(mail_attempt::Column::Id).limit(2000).all(db).await?)
}

/// How many messages are in each state.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn messages_by_state(db: &impl ConnectionTrait) -> Result<Vec<(String, i64)>, StoreError> {
    let query = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::State)
        .column_as(outbox::Column::Id.count(), "count")
        .group_by(outbox::Column::State);
    Ok(query.into_tuple().all(db).await?)
}

/// Is a message due at this instant?
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn outbox_is_due(db: &impl ConnectionTrait, now: i64) -> Result<bool, StoreError> {
    let query = outbox::Entity::find()
        .filter(outbox::Column::State.is_in(["queued", "deferred", "sending"]))
        .filter(outbox::Column::NextAttemptAt.lte(now));
    Ok(query.limit(1).count(db).await? > 0)
}

/// Rows by their keys, in any order.
macro_rules! by_ids {
    ($($(#[$doc:meta])* $name:ident of $table:ident by $column:ident),+ $(,)?) => {
        $(
            $(#[$doc])*
            ///
            /// # Errors
            /// [`StoreError::Unavailable`].
            pub async fn $name(
                db: &impl ConnectionTrait,
                ids: impl IntoIterator<Item = Uuid>,
            ) -> Result<Vec<$table::Model>, StoreError> {
                Ok($table::Entity::find().filter($table::Column::$column.is_in(ids)).all(db).await?)
            }
        )+
    };
}

by_ids! {
    /// Links with these ids.
    links_with of link by Id,
    /// Links to providers' own pages with these ids.
    provider_links_with of provider_link by Id,
    /// Offers with these ids.
    offers_with of offer by Id,
    /// Cases with these ids.
    incidents_with of incident by Id,
}

/// A message that left, as the threads of its case need it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Left {
    /// The case.
    pub incident_id: Uuid,
    /// The offer, where a provider was written to.
    pub offer_id: Option<Uuid>,
    /// Kind of mail.
    pub kind: String,
    /// Its Message-ID.
    pub message_id: String,
    /// When it was written.
    pub created_at: i64,
}

/// What left about these cases, oldest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn left_about(
    db: &impl ConnectionTrait,
    incidents: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<Left>, StoreError> {
    let query = outbox::Entity::find()
        .select_only()
        .columns([
            outbox::Column::IncidentId,
            outbox::Column::OfferId,
            outbox::Column::Kind,
            outbox::Column::MessageId,
            outbox::Column::CreatedAt,
        ])
        .filter(outbox::Column::IncidentId.is_in(incidents))
        .filter(outbox::Column::State.is_in(["sent", "delivered"]))
        .order_by_asc(outbox::Column::CreatedAt)
        .order_by_asc(outbox::Column::Id);
    Ok(query.limit(5000).into_model().all(db).await?)
}
