//! Questions about the global log.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use crate::store::{
    StoreError,
    entity::{checkpoint, log_leaf, unsequenced},
};

/// Leaves of the log from a place on, in its order.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn leaves_from(
    db: &impl ConnectionTrait,
    index: i64,
    limit: u64,
) -> Result<Vec<log_leaf::Model>, StoreError> {
    let query = log_leaf::Entity::find().filter(log_leaf::Column::LeafIndex.gte(index));
    Ok(query.order_by_asc(log_leaf::Column::LeafIndex).limit(limit).all(db).await?)
}

/// Events that wait for the log. Time never runs backwards in a chain, so each chain comes in its own order.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn unsequenced(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<unsequenced::Model>, StoreError> {
    let sql = "SELECT u.event_id, u.leaf_hash FROM unsequenced u JOIN audit_event e ON e.id = u.event_id \
               ORDER BY e.at, e.subject, e.seq LIMIT $1";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let waiting = Statement::from_sql_and_values(db.get_database_backend(), sql, [limit.into()]);
    Ok(unsequenced::Entity::find().from_raw_sql(waiting).all(db).await?)
}

/// The newest checkpoint.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn last_checkpoint(db: &impl ConnectionTrait) -> Result<Option<checkpoint::Model>, StoreError> {
    Ok(checkpoint::Entity::find().order_by_desc(checkpoint::Column::Size).one(db).await?)
}

/// Checkpoints over more leaves than `size`, smallest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn checkpoints_after(
    db: &impl ConnectionTrait,
    size: i64,
    limit: u64,
) -> Result<Vec<checkpoint::Model>, StoreError> {
    let query = checkpoint::Entity::find().filter(checkpoint::Column::Size.gt(size));
    Ok(query.order_by_asc(checkpoint::Column::Size).limit(limit).all(db).await?)
}

/// An event at its place in the log.
#[derive(Debug, Clone, FromQueryResult)]
pub struct LoggedEvent {
    /// Its place, from 0.
    pub leaf_index: i64,
    /// Its leaf hash, as the log holds it.
    pub leaf_hash: String,
    /// Its exact bytes.
    pub canonical: String,
    /// Its hash.
    pub hash: String,
}

/// Events in the order of the log, from a place on.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn logged_events(db: &impl ConnectionTrait, index: i64, limit: u64) -> Result<Vec<LoggedEvent>, StoreError> {
    let sql = "SELECT l.leaf_index, l.leaf_hash, e.canonical, e.hash FROM log_leaf l \
               JOIN audit_event e ON e.id = l.event_id WHERE l.leaf_index >= $1 ORDER BY l.leaf_index LIMIT $2";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let events = Statement::from_sql_and_values(db.get_database_backend(), sql, [index.into(), limit.into()]);
    Ok(LoggedEvent::find_by_statement(events).all(db).await?)
}

/// How many events are neither in the log nor wait for it: somebody took them out.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn unlogged_count(db: &impl ConnectionTrait) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) AS count FROM audit_event e LEFT JOIN log_leaf l ON l.event_id = e.id \
               LEFT JOIN unsequenced u ON u.event_id = e.id WHERE l.event_id IS NULL AND u.event_id IS NULL";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    Ok(row.map(|row| row.try_get("", "count")).transpose()?.unwrap_or(0))
}
