//! Questions about what is kept too long, what is held, and what was eliminated.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::store::{
    StoreError,
    entity::{draft, elimination, inbound_mail, incident, legal_hold, outbox},
};

/// Cases in these states that ended by that instant and were not erased, oldest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn cases_ended_by(
    db: &impl ConnectionTrait,
    states: &[&str],
    until: i64,
) -> Result<Vec<incident::Model>, StoreError> {
    let query = incident::Entity::find()
        .filter(incident::Column::State.is_in(states.iter().copied()))
        .filter(incident::Column::ClosedAt.lte(until))
        .filter(incident::Column::ErasedAt.is_null());
    Ok(query.order_by_asc(incident::Column::ClosedAt).order_by_asc(incident::Column::Id).all(db).await?)
}

/// Calls and forms that nobody touched since that instant: those of no case, and finished ones of none.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn drafts_untouched_since(db: &impl ConnectionTrait, until: i64) -> Result<Vec<draft::Model>, StoreError> {
    let query =
        draft::Entity::find().filter(draft::Column::UpdatedAt.lte(until)).filter(draft::Column::IncidentId.is_null());
    Ok(query.order_by_asc(draft::Column::UpdatedAt).order_by_asc(draft::Column::Id).all(db).await?)
}

/// Mail of no case that came in by that instant.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn loose_mail_in(db: &impl ConnectionTrait, until: i64) -> Result<Vec<inbound_mail::Model>, StoreError> {
    let query = inbound_mail::Entity::find()
        .filter(inbound_mail::Column::ReceivedAt.lte(until))
        .filter(inbound_mail::Column::IncidentId.is_null());
    Ok(query.order_by_asc(inbound_mail::Column::ReceivedAt).order_by_asc(inbound_mail::Column::Id).all(db).await?)
}

/// Mail of no case that was made by that instant and waits for nothing any more.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn loose_mail_out(db: &impl ConnectionTrait, until: i64) -> Result<Vec<outbox::Model>, StoreError> {
    let query = outbox::Entity::find()
        .filter(outbox::Column::CreatedAt.lte(until))
        .filter(outbox::Column::IncidentId.is_null())
        .filter(outbox::Column::State.is_not_in(["queued", "sending", "held"]));
    Ok(query.order_by_asc(outbox::Column::CreatedAt).order_by_asc(outbox::Column::Id).all(db).await?)
}

/// Holds in force, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn holds_in_force(db: &impl ConnectionTrait) -> Result<Vec<legal_hold::Model>, StoreError> {
    let query = legal_hold::Entity::find().filter(legal_hold::Column::LiftedAt.is_null());
    Ok(query.order_by_desc(legal_hold::Column::SetAt).order_by_desc(legal_hold::Column::Id).all(db).await?)
}

/// The hold in force on a case.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn hold_on(db: &impl ConnectionTrait, incident: Uuid) -> Result<Option<legal_hold::Model>, StoreError> {
    let query = legal_hold::Entity::find()
        .filter(legal_hold::Column::IncidentId.eq(incident))
        .filter(legal_hold::Column::LiftedAt.is_null());
    Ok(query.all(db).await?.pop())
}

/// The newest lists of what was eliminated.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn eliminations(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<elimination::Model>, StoreError> {
    Ok(elimination::Entity::find()
        .order_by_desc(elimination::Column::MadeAt)
        .order_by_desc(elimination::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

/// Who is asked for when somebody wants to know what the desk keeps of her.
#[derive(Debug, Clone, Default)]
pub struct SubjectKeys {
    /// E.164.
    pub phone: Option<String>,
    /// Address, lower case.
    pub email: Option<String>,
    /// SIRET.
    pub siret: Option<String>,
    /// Reference of a case.
    pub reference: Option<String>,
}

/// Every case of a person or organisation that was not erased, oldest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn cases_of_subject(
    db: &impl ConnectionTrait,
    keys: &SubjectKeys,
) -> Result<Vec<incident::Model>, StoreError> {
    let mut any = Condition::any();
    for (column, key) in [
        (incident::Column::Phone, &keys.phone),
        (incident::Column::Email, &keys.email),
        (incident::Column::Siret, &keys.siret),
        (incident::Column::Reference, &keys.reference),
    ] {
        if let Some(key) = key {
            any = any.add(column.eq(key));
        }
    }
    if any.is_empty() {
        return Ok(Vec::new());
    }
    let query = incident::Entity::find().filter(any).filter(incident::Column::ErasedAt.is_null());
    Ok(query.order_by_asc(incident::Column::ReceivedAt).order_by_asc(incident::Column::Id).all(db).await?)
}

/// Unfinished calls from this number.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn drafts_of_phone(db: &impl ConnectionTrait, phone: &str) -> Result<Vec<draft::Model>, StoreError> {
    Ok(draft::Entity::find().filter(draft::Column::Phone.eq(phone)).all(db).await?)
}

/// Hashes of the kept mails of a case.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn kept_mails_of(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<String>, StoreError> {
    let query = inbound_mail::Entity::find().filter(inbound_mail::Column::IncidentId.eq(case));
    Ok(query.select_only().column(inbound_mail::Column::Hash).into_tuple().all(db).await?)
}

/// Hashes of all kept mails that a row names, sorted.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn kept_mail_hashes(db: &impl ConnectionTrait) -> Result<Vec<String>, StoreError> {
    let query = inbound_mail::Entity::find().select_only().column(inbound_mail::Column::Hash).distinct();
    let mut hashes: Vec<String> = query.into_tuple().all(db).await?;
    hashes.sort();
    Ok(hashes)
}

/// How many cases there are, erased ones too.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn case_count(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(incident::Entity::find().count(db).await?)
}

/// Which of these kept mails no row names any more.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn unnamed_mails(db: &impl ConnectionTrait, hashes: &[String]) -> Result<Vec<String>, StoreError> {
    let query = inbound_mail::Entity::find().filter(inbound_mail::Column::Hash.is_in(hashes.iter().cloned()));
    let named: Vec<String> = query.select_only().column(inbound_mail::Column::Hash).into_tuple().all(db).await?;
    Ok(hashes.iter().filter(|hash| !named.contains(hash)).cloned().collect())
}
