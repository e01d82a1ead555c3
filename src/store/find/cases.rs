//! Questions about cases.

use std::collections::HashSet;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JsonValue as Json, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::{CaseLine, lines, owed_contact};
use crate::store::{StoreError, Tx, entity::incident};

/// The case, locked for this transaction on PostgreSQL (SQLite has one writer).
///
/// # Errors
/// [`StoreError::Missing`].
pub async fn lock_incident(tx: &Tx<'_>, id: Uuid) -> Result<incident::Model, StoreError> {
    let found = incident::Entity::find_by_id(id).lock_exclusive().one(tx.db()).await?;
    found.ok_or(StoreError::Missing { what: "incident" })
}

/// The case with this reference.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn incident_by_reference(
    db: &impl ConnectionTrait,
    reference: &str,
) -> Result<Option<incident::Model>, StoreError> {
    Ok(incident::Entity::find().filter(incident::Column::Reference.eq(reference)).one(db).await?)
}

/// What a caller may be recognised by.
#[derive(Debug, Clone, Default)]
pub struct CallerKeys {
    /// E.164.
    pub phone: Option<String>,
    /// 14 digits.
    pub siret: Option<String>,
    /// Lower case.
    pub email: Option<String>,
}

impl CallerKeys {
    /// Those of a case's caller.
    #[must_use]
    pub fn of(case: &incident::Model) -> Self {
        Self { phone: case.phone.clone(), siret: case.siret.clone(), email: case.email.clone() }
    }

    fn any(&self) -> Condition {
        let columns = [
            (incident::Column::Phone, &self.phone),
            (incident::Column::Siret, &self.siret),
            (incident::Column::Email, &self.email),
        ];
        let known = columns.into_iter().filter_map(|(column, value)| value.as_ref().map(|value| column.eq(value)));
        known.fold(Condition::any(), Condition::add)
    }
}

/// What was told in a case.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Told {
    /// The case.
    pub id: Uuid,
    /// Its reference.
    pub reference: String,
    /// Its category.
    pub category: String,
    /// What was told, parsed.
    pub report: Json,
    /// When the desk got it, in microseconds.
    pub received_at: i64,
}

/// What was told between two instants: by this caller, and by anybody in the newest reports. Cases that were merged or
/// refuted are left out.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn told_before(
    db: &impl ConnectionTrait,
    keys: &CallerKeys,
    (since, until): (i64, i64),
    newest: u64,
) -> Result<Vec<Told>, StoreError> {
    let query = incident::Entity::find()
        .select_only()
        .columns([incident::Column::Id, incident::Column::Reference, incident::Column::Category])
        .columns([incident::Column::Report, incident::Column::ReceivedAt])
        .filter(incident::Column::ReceivedAt.between(since, until))
        .filter(incident::Column::State.is_not_in(["duplicate", "not_incident"]))
        .order_by_desc(incident::Column::ReceivedAt)
        .order_by_desc(incident::Column::Id);
    let mut told = query.clone().limit(newest).into_model::<Told>().all(db).await?;
    let by_caller = keys.any();
    if !by_caller.is_empty() {
        told.extend(query.filter(by_caller).limit(newest).into_model::<Told>().all(db).await?);
    }
    told.sort_by_key(|case| case.id);
    told.dedup_by_key(|case| case.id);
    Ok(told)
}

/// Earlier cases of the same caller, newest first. A report that was refuted is none: somebody else may have written it.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn incidents_of_caller(
    db: &impl ConnectionTrait,
    keys: &CallerKeys,
    limit: u64,
) -> Result<Vec<CaseLine>, StoreError> {
    let any = keys.any();
    if any.is_empty() {
        return Ok(Vec::new());
    }
    let refuted = Condition::all()
        .add(incident::Column::State.eq("not_incident"))
        .add(incident::Column::Disposition.eq("refuted"));
    let query = incident::Entity::find().filter(any).filter(refuted.not());
    lines(query.order_by_desc(incident::Column::ReceivedAt).order_by_desc(incident::Column::Id).limit(limit), db).await
}

/// Cases that nobody of the desk has spoken with although their first-contact clock ran out; those of programs ring nobody.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn first_contact_overdue(db: &impl ConnectionTrait, now: i64) -> Result<Vec<incident::Model>, StoreError> {
    let query = incident::Entity::find().filter(owed_contact()).filter(incident::Column::FirstContactDue.lte(now));
    Ok(query.limit(200).all(db).await?)
}

/// Cases in which the victim's choice timed out.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn choice_overdue(db: &impl ConnectionTrait, now: i64) -> Result<Vec<incident::Model>, StoreError> {
    let query = incident::Entity::find()
        .filter(incident::Column::State.eq("offering"))
        .filter(incident::Column::ChoiceDue.lte(now));
    Ok(query.limit(200).all(db).await?)
}

/// Cases that want a provider: checked, agreed to, and nobody has them. The most urgent first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn wanting_provider(db: &impl ConnectionTrait) -> Result<Vec<incident::Model>, StoreError> {
    let query = incident::Entity::find()
        .filter(incident::Column::State.is_in(["open", "offering"]))
        .filter(incident::Column::VerifiedAt.is_not_null())
        .filter(incident::Column::AgreedAt.is_not_null());
    let query = query
        .order_by_asc(incident::Column::Priority)
        .order_by_asc(incident::Column::AgreedAt)
        .order_by_asc(incident::Column::Id);
    Ok(query.limit(500).all(db).await?)
}

/// The references of these cases.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn references_of(db: &impl ConnectionTrait, cases: &[Uuid]) -> Result<Vec<(Uuid, String)>, StoreError> {
    let query = incident::Entity::find().filter(incident::Column::Id.is_in(cases.iter().copied()));
    let query = query.select_only().column(incident::Column::Id).column(incident::Column::Reference);
    Ok(query.into_tuple().all(db).await?)
}

/// Those of these cases that are exercises.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn exercises_among(db: &impl ConnectionTrait, cases: &[Uuid]) -> Result<HashSet<Uuid>, StoreError> {
    let mut exercises = HashSet::new();
    for some in cases.chunks(1000) {
        let query = incident::Entity::find()
            .filter(incident::Column::Exercise.eq(true))
            .filter(incident::Column::Id.is_in(some.iter().copied()));
        let ids: Vec<Uuid> = query.select_only().column(incident::Column::Id).into_tuple().all(db).await?;
        exercises.extend(ids);
    }
    Ok(exercises)
}

/// Cases for which providers are being asked.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn offering(db: &impl ConnectionTrait) -> Result<Vec<incident::Model>, StoreError> {
    let query = incident::Entity::find().filter(incident::Column::State.eq("offering"));
    Ok(query.order_by_asc(incident::Column::Priority).limit(500).all(db).await?)
}
