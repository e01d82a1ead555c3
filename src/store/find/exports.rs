//! Questions of exports: cases of a span of time, and when each got its provider.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::store::{
    StoreError,
    entity::{assignment, incident},
};

/// Cases received from one instant until before another that were not erased, oldest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn cases_received_between(
    db: &impl ConnectionTrait,
    since: i64,
    until: i64,
) -> Result<Vec<incident::Model>, StoreError> {
    let query = incident::Entity::find()
        .filter(incident::Column::ReceivedAt.gte(since))
        .filter(incident::Column::ReceivedAt.lt(until))
        .filter(incident::Column::ErasedAt.is_null());
    Ok(query.order_by_asc(incident::Column::ReceivedAt).order_by_asc(incident::Column::Id).all(db).await?)
}

/// When each of these cases first got a provider.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn first_assignments(db: &impl ConnectionTrait, cases: &[Uuid]) -> Result<HashMap<Uuid, i64>, StoreError> {
    let mut first = HashMap::new();
    // So many arguments fit one statement on both databases.
    for cases in cases.chunks(500) {
        let query = assignment::Entity::find()
            .filter(assignment::Column::IncidentId.is_in(cases.iter().copied()))
            .select_only()
            .column(assignment::Column::IncidentId)
            .column(assignment::Column::AssignedAt);
        for (case, at) in query.into_tuple::<(Uuid, i64)>().all(db).await? {
            first.entry(case).and_modify(|known: &mut i64| *known = (*known).min(at)).or_insert(at);
        }
    }
    Ok(first)
}
