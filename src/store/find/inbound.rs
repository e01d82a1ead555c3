//! Questions about mail that came in.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use crate::store::{
    StoreError,
    entity::{inbound_mail, incident, outbox, stuck_mail},
};

/// The mail of these bytes that came to this address.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn inbound_by_hash(
    db: &impl ConnectionTrait,
    hash: &str,
    envelope_to: &str,
) -> Result<Option<inbound_mail::Model>, StoreError> {
    let query = inbound_mail::Entity::find()
        .filter(inbound_mail::Column::Hash.eq(hash))
        .filter(inbound_mail::Column::EnvelopeTo.eq(envelope_to));
    Ok(query.one(db).await?)
}

/// How many mails had this outcome since then.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn inbound_since(db: &impl ConnectionTrait, outcome: &str, since: i64) -> Result<u64, StoreError> {
    let query = inbound_mail::Entity::find()
        .filter(inbound_mail::Column::Outcome.eq(outcome))
        .filter(inbound_mail::Column::ReceivedAt.gte(since));
    Ok(query.count(db).await?)
}

/// Does a mail wait for a person: set aside, not readable, or perhaps the attacker's?
fn waits() -> Condition {
    Condition::all().add(inbound_mail::Column::DecidedAt.is_null()).add(
        Condition::any()
            .add(inbound_mail::Column::Outcome.is_in(["aside", "quarantine"]))
            .add(inbound_mail::Column::Suspect.eq(true)),
    )
}

/// Those of these mails that came last, newest first.
async fn newest(
    db: &impl ConnectionTrait,
    mails: Select<inbound_mail::Entity>,
    limit: u64,
) -> Result<Vec<inbound_mail::Model>, StoreError> {
    let ordered =
        mails.order_by_desc(inbound_mail::Column::ReceivedAt).order_by_desc(inbound_mail::Column::Id).limit(limit);
    Ok(ordered.all(db).await?)
}

/// Mails that wait for a person, that came before then, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn inbound_waiting(
    db: &impl ConnectionTrait,
    before: i64,
    limit: u64,
) -> Result<Vec<inbound_mail::Model>, StoreError> {
    let query = inbound_mail::Entity::find().filter(waits()).filter(inbound_mail::Column::ReceivedAt.lt(before));
    newest(db, query, limit).await
}

/// How many mails wait for a person.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn count_inbound_waiting(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(inbound_mail::Entity::find().filter(waits()).count(db).await?)
}

/// Mails with these outcomes that came before then, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn inbound_in(
    db: &impl ConnectionTrait,
    outcomes: &[&str],
    before: i64,
    limit: u64,
) -> Result<Vec<inbound_mail::Model>, StoreError> {
    let query = inbound_mail::Entity::find()
        .filter(inbound_mail::Column::Outcome.is_in(outcomes.iter().copied()))
        .filter(inbound_mail::Column::ReceivedAt.lt(before));
    newest(db, query, limit).await
}

/// How many mails there are of each outcome.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn inbound_by_outcome(db: &impl ConnectionTrait) -> Result<Vec<(String, i64)>, StoreError> {
    let query = inbound_mail::Entity::find()
        .select_only()
        .column(inbound_mail::Column::Outcome)
        .column_as(inbound_mail::Column::Id.count(), "count")
        .group_by(inbound_mail::Column::Outcome);
    Ok(query.into_tuple().all(db).await?)
}

/// Mail that came in on these cases.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn inbound_of(
    db: &impl ConnectionTrait,
    incidents: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<inbound_mail::Model>, StoreError> {
    let query = inbound_mail::Entity::find().filter(inbound_mail::Column::IncidentId.is_in(incidents));
    newest(db, query, 1000).await
}

/// The desk's own message with this Message-ID.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn message_with_id(db: &impl ConnectionTrait, id: &str) -> Result<Option<outbox::Model>, StoreError> {
    Ok(outbox::Entity::find().filter(outbox::Column::MessageId.eq(id)).one(db).await?)
}

/// Cases of this address, or of any address of its house where one is given; newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn incidents_of_mailbox(
    db: &impl ConnectionTrait,
    address: &str,
    house: Option<&str>,
) -> Result<Vec<incident::Model>, StoreError> {
    let mut any = Condition::any().add(incident::Column::Email.eq(address));
    if let Some(house) = house {
        any = any.add(incident::Column::Email.ends_with(format!("@{house}")));
    }
    let query = incident::Entity::find()
        .filter(any)
        .order_by_desc(incident::Column::ReceivedAt)
        .order_by_desc(incident::Column::Id);
    Ok(query.limit(50).all(db).await?)
}

/// Mails of this mailbox that could not be taken in yet, those whose turn comes first first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn stuck_mails(db: &impl ConnectionTrait, mailbox: &str) -> Result<Vec<stuck_mail::Model>, StoreError> {
    let query = stuck_mail::Entity::find().filter(stuck_mail::Column::Mailbox.eq(mailbox));
    Ok(query.order_by_asc(stuck_mail::Column::NextTryAt).order_by_asc(stuck_mail::Column::Uid).all(db).await?)
}

/// How many mails could not be taken in yet.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn count_stuck_mails(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(stuck_mail::Entity::find().count(db).await?)
}
