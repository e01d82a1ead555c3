//! Moving events from those that wait into the global log.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{StoreError, Tx, dialect, entity::unsequenced};

/// These events are in the log.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn no_longer_waiting(tx: &Tx<'_>, taken: &[unsequenced::Model]) -> Result<(), StoreError> {
    let ids = taken.iter().map(|event| event.event_id);
    unsequenced::Entity::delete_many().filter(unsequenced::Column::EventId.is_in(ids)).exec(tx.db()).await?;
    Ok(())
}

/// Whoever takes up events or replaces the log's key does it alone. SQLite has one writer anyway.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn lock_log(tx: &Tx<'_>) -> Result<(), StoreError> {
    if let Some(lock) = dialect::chain_lock(tx.db().get_database_backend(), "log") {
        tx.db().query_one_raw(lock).await?;
    }
    Ok(())
}
