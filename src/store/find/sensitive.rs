//! Questions about sensitive cases.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::store::{
    StoreError,
    entity::{case_grant, sensitive_case},
};

/// All sensitive cases: few.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn sensitive_cases(db: &impl ConnectionTrait) -> Result<Vec<Uuid>, StoreError> {
    let ids = sensitive_case::Entity::find().select_only().column(sensitive_case::Column::IncidentId);
    Ok(ids.into_tuple().all(db).await?)
}

/// What somebody may open at `now`.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn grants_of_user(
    db: &impl ConnectionTrait,
    user: Uuid,
    now: i64,
) -> Result<Vec<case_grant::Model>, StoreError> {
    let query = case_grant::Entity::find()
        .filter(case_grant::Column::UserId.eq(user))
        .filter(case_grant::Column::EndsAt.gt(now));
    Ok(query.all(db).await?)
}

/// Everybody who may or might open a case, the newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn grants_of_case(db: &impl ConnectionTrait, incident: Uuid) -> Result<Vec<case_grant::Model>, StoreError> {
    let query = case_grant::Entity::find().filter(case_grant::Column::IncidentId.eq(incident));
    Ok(query.order_by_desc(case_grant::Column::OpenedAt).all(db).await?)
}
