//! Questions about bulletins: what was sent, and what still has its turn to come.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::store::{
    StoreError,
    entity::{bulletin, bulletin_case},
};

/// The bulletins that were sent last, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn bulletins(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<bulletin::Model>, StoreError> {
    let query = bulletin::Entity::find().order_by_desc(bulletin::Column::CreatedAt).order_by_desc(bulletin::Column::Id);
    Ok(query.limit(limit).all(db).await?)
}

/// How many cases of a bulletin still have their turn to come.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn bulletin_rest(db: &impl ConnectionTrait, bulletin: Uuid) -> Result<u64, StoreError> {
    let query = bulletin_case::Entity::find()
        .filter(bulletin_case::Column::BulletinId.eq(bulletin))
        .filter(bulletin_case::Column::DoneAt.is_null());
    Ok(query.count(db).await?)
}

/// When the last turn comes that is given to a bulletin's case so far.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn last_bulletin_turn(db: &impl ConnectionTrait) -> Result<Option<i64>, StoreError> {
    let query = bulletin_case::Entity::find()
        .filter(bulletin_case::Column::DoneAt.is_null())
        .order_by_desc(bulletin_case::Column::TurnAt);
    Ok(query.limit(1).all(db).await?.pop().map(|row| row.turn_at))
}

/// Cases whose turn has come, oldest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn due_bulletin_cases(
    db: &impl ConnectionTrait,
    now: i64,
    limit: u64,
) -> Result<Vec<bulletin_case::Model>, StoreError> {
    let query = bulletin_case::Entity::find()
        .filter(bulletin_case::Column::DoneAt.is_null())
        .filter(bulletin_case::Column::TurnAt.lte(now))
        .order_by_asc(bulletin_case::Column::TurnAt)
        .order_by_asc(bulletin_case::Column::IncidentId);
    Ok(query.limit(limit).all(db).await?)
}
