//! Counts for whoever watches the desk: how many, by a closed list; never who.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};

use crate::store::{
    StoreError,
    entity::{alarm, checkpoint, incident, offer, outbox, task},
};

/// How many rows have each word.
pub type Tally = Vec<(String, i64)>;

macro_rules! tally {
    ($db:expr, $table:ident . $column:ident $(, $filter:expr)?) => {
        $table::Entity::find()
            $(.filter($filter))?
            .select_only()
            .column($table::Column::$column)
            .column_as($table::Column::$column.count(), "rows")
            .group_by($table::Column::$column)
            .into_tuple::<(String, i64)>()
            .all($db)
            .await
    };
}

/// Reports by channel; exercises don't count.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn reports_by_channel(db: &impl ConnectionTrait) -> Result<Tally, StoreError> {
    Ok(tally!(db, incident.Channel, incident::Column::Exercise.eq(false))?)
}

/// Cases by state; exercises don't count.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn cases_by_state(db: &impl ConnectionTrait) -> Result<Tally, StoreError> {
    Ok(tally!(db, incident.State, incident::Column::Exercise.eq(false))?)
}

/// Offers by state.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn offers_by_state(db: &impl ConnectionTrait) -> Result<Tally, StoreError> {
    Ok(tally!(db, offer.State)?)
}

/// When the oldest message that should have left was due; microseconds.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn oldest_message_due(db: &impl ConnectionTrait) -> Result<Option<i64>, StoreError> {
    let waiting = outbox::Entity::find().filter(outbox::Column::State.is_in(["queued", "sending"]));
    let query = waiting.select_only().column_as(outbox::Column::CreatedAt.min(), "oldest");
    Ok(query.into_tuple::<Option<i64>>().one(db).await?.flatten())
}

/// Alarms that nobody has acknowledged, and tasks that are still to do.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn open_alarms_and_tasks(db: &impl ConnectionTrait) -> Result<(u64, u64), StoreError> {
    let alarms = alarm::Entity::find().filter(alarm::Column::AcknowledgedAt.is_null()).count(db).await?;
    Ok((alarms, task::Entity::find().filter(task::Column::DoneAt.is_null()).count(db).await?))
}

/// When the newest head of the log was signed, microseconds, and over how many events.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn last_seal(db: &impl ConnectionTrait) -> Result<Option<(i64, i64)>, StoreError> {
    let query = checkpoint::Entity::find()
        .select_only()
        .column_as(checkpoint::Column::SignedAt.max(), "signed_at")
        .column_as(checkpoint::Column::Size.max(), "size");
    let found = query.into_tuple::<(Option<i64>, Option<i64>)>().one(db).await?;
    Ok(found.and_then(|(at, size)| at.zip(size)))
}
