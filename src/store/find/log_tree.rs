//! Questions about the tree of the global log, and about the keys that signed it.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement,
};

use super::LoggedEvent;
use crate::store::{
    StoreError,
    entity::{checkpoint, log_node, log_rotation},
};

/// Hashes of complete subtrees of one level, in their order.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn nodes_from(
    db: &impl ConnectionTrait,
    level: i32,
    index: i64,
    limit: u64,
) -> Result<Vec<log_node::Model>, StoreError> {
    let query = log_node::Entity::find()
        .filter(log_node::Column::Level.eq(level))
        .filter(log_node::Column::NodeIndex.gte(index));
    Ok(query.order_by_asc(log_node::Column::NodeIndex).limit(limit).all(db).await?)
}

/// How many complete subtrees of a level are kept.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn node_count(db: &impl ConnectionTrait, level: i32) -> Result<u64, StoreError> {
    Ok(log_node::Entity::find().filter(log_node::Column::Level.eq(level)).count(db).await?)
}

/// The last checkpoint that was signed by that instant (microseconds).
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn checkpoint_signed_by(
    db: &impl ConnectionTrait,
    until: i64,
) -> Result<Option<checkpoint::Model>, StoreError> {
    let query = checkpoint::Entity::find().filter(checkpoint::Column::SignedAt.lte(until));
    Ok(query.order_by_desc(checkpoint::Column::Size).limit(1).all(db).await?.pop())
}

/// Every replacement of the log's key, oldest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn rotations(db: &impl ConnectionTrait) -> Result<Vec<log_rotation::Model>, StoreError> {
    Ok(log_rotation::Entity::find().order_by_asc(log_rotation::Column::Size).all(db).await?)
}

/// The events of one subject that a log of so many leaves holds, in its order.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn logged_events_of(
    db: &impl ConnectionTrait,
    subject: &str,
    size: i64,
) -> Result<Vec<LoggedEvent>, StoreError> {
    let sql = "SELECT l.leaf_index, l.leaf_hash, e.canonical, e.hash FROM audit_event e \
               JOIN log_leaf l ON l.event_id = e.id WHERE e.subject = $1 AND l.leaf_index < $2 ORDER BY l.leaf_index";
    let events = Statement::from_sql_and_values(db.get_database_backend(), sql, [subject.into(), size.into()]);
    Ok(LoggedEvent::find_by_statement(events).all(db).await?)
}
