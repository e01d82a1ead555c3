//! Moving events from those that wait into the global log.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{StoreError, Tx, entity::unsequenced};

/// These events are in the log.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn no_longer_waiting(tx: &Tx<'_>, taken: &[unsequenced::Model]) -> Result<(), StoreError> {
    let ids = taken.iter().map(|event| event.event_id);
    unsequenced::Entity::delete_many().filter(unsequenced::Column::EventId.is_in(ids)).exec(tx.db()).await?;
    Ok(())
}
