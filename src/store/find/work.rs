//! Questions about what hangs on a case: timeline, tasks, ticks, deadlines, alarms, submissions.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::store::{
    StoreError,
    entity::{action_tick, alarm, deadline, entry, submission, task},
};

/// The timeline of a case, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn entries_of(db: &impl ConnectionTrait, incident: Uuid) -> Result<Vec<entry::Model>, StoreError> {
    let query = entry::Entity::find().filter(entry::Column::IncidentId.eq(incident));
    Ok(query.order_by_desc(entry::Column::HappenedAt).order_by_desc(entry::Column::Id).limit(500).all(db).await?)
}

/// The whole timeline of a case, newest first: for what must not be cut.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn all_entries_of(db: &impl ConnectionTrait, incident: Uuid) -> Result<Vec<entry::Model>, StoreError> {
    let query = entry::Entity::find().filter(entry::Column::IncidentId.eq(incident));
    Ok(query.order_by_desc(entry::Column::HappenedAt).order_by_desc(entry::Column::Id).all(db).await?)
}

/// Tasks of a case, the open ones first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn tasks_of(db: &impl ConnectionTrait, incident: Uuid) -> Result<Vec<task::Model>, StoreError> {
    let query = task::Entity::find().filter(task::Column::IncidentId.eq(incident));
    Ok(query.order_by_asc(task::Column::DueAt).order_by_asc(task::Column::Id).limit(200).all(db).await?)
}

/// Open tasks of the whole desk, the most urgent first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn open_tasks(db: &impl ConnectionTrait) -> Result<Vec<task::Model>, StoreError> {
    let query = task::Entity::find().filter(task::Column::DoneAt.is_null());
    Ok(query.order_by_asc(task::Column::DueAt).order_by_asc(task::Column::Id).limit(200).all(db).await?)
}

/// First actions that were read out or done.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn ticks_of(db: &impl ConnectionTrait, incident: Uuid) -> Result<Vec<action_tick::Model>, StoreError> {
    Ok(action_tick::Entity::find().filter(action_tick::Column::IncidentId.eq(incident)).all(db).await?)
}

/// Legal clocks of a case.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn deadlines_of(db: &impl ConnectionTrait, incident: Uuid) -> Result<Vec<deadline::Model>, StoreError> {
    let query = deadline::Entity::find().filter(deadline::Column::IncidentId.eq(incident));
    Ok(query.order_by_asc(deadline::Column::DueAt).order_by_asc(deadline::Column::Id).all(db).await?)
}

/// Running clocks of several cases, the next one first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn running_deadlines(db: &impl ConnectionTrait, cases: &[Uuid]) -> Result<Vec<deadline::Model>, StoreError> {
    let query = deadline::Entity::find()
        .filter(deadline::Column::State.eq("running"))
        .filter(deadline::Column::IncidentId.is_in(cases.iter().copied()));
    Ok(query.order_by_asc(deadline::Column::DueAt).order_by_asc(deadline::Column::Id).all(db).await?)
}

/// Running clocks that have passed.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn deadlines_to_pass(db: &impl ConnectionTrait, now: i64) -> Result<Vec<deadline::Model>, StoreError> {
    let query =
        deadline::Entity::find().filter(deadline::Column::State.eq("running")).filter(deadline::Column::DueAt.lte(now));
    Ok(query.limit(200).all(db).await?)
}

/// Alarms that nobody has acknowledged.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn open_alarms(db: &impl ConnectionTrait) -> Result<Vec<alarm::Model>, StoreError> {
    let query = alarm::Entity::find().filter(alarm::Column::AcknowledgedAt.is_null());
    Ok(query.order_by_asc(alarm::Column::RaisedAt).order_by_asc(alarm::Column::Id).limit(200).all(db).await?)
}

/// An open alarm of this kind on this case.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn open_alarm_of(
    db: &impl ConnectionTrait,
    incident: Uuid,
    kind: &str,
) -> Result<Option<alarm::Model>, StoreError> {
    let query = alarm::Entity::find()
        .filter(alarm::Column::IncidentId.eq(incident))
        .filter(alarm::Column::Kind.eq(kind))
        .filter(alarm::Column::AcknowledgedAt.is_null());
    Ok(query.one(db).await?)
}

/// Has an alarm of this kind ever been raised on this case?
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn alarms_of(db: &impl ConnectionTrait, incident: Uuid) -> Result<Vec<alarm::Model>, StoreError> {
    Ok(alarm::Entity::find().filter(alarm::Column::IncidentId.eq(incident)).all(db).await?)
}

/// Alarms of several cases that nobody has acknowledged.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn open_alarms_of_cases(db: &impl ConnectionTrait, cases: &[Uuid]) -> Result<Vec<alarm::Model>, StoreError> {
    let mut alarms = Vec::new();
    for some in cases.chunks(1000) {
        let query = alarm::Entity::find()
            .filter(alarm::Column::IncidentId.is_in(some.iter().copied()))
            .filter(alarm::Column::AcknowledgedAt.is_null());
        alarms.extend(query.all(db).await?);
    }
    Ok(alarms)
}

/// What an earlier submission with this key led to.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn submission(
    db: &impl ConnectionTrait,
    scope: &str,
    key: &str,
) -> Result<Option<submission::Model>, StoreError> {
    Ok(submission::Entity::find_by_id((scope.to_owned(), key.to_owned())).one(db).await?)
}

/// The open alarms first, then those acknowledged last.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn newest_alarms(db: &impl ConnectionTrait) -> Result<Vec<alarm::Model>, StoreError> {
    let mut alarms = open_alarms(db).await?;
    let done = alarm::Entity::find()
        .filter(alarm::Column::AcknowledgedAt.is_not_null())
        .order_by_desc(alarm::Column::AcknowledgedAt)
        .order_by_desc(alarm::Column::Id)
        .limit(30);
    alarms.extend(done.all(db).await?);
    Ok(alarms)
}
