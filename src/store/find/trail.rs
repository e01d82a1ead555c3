//! Questions about the audit trail.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::store::{StoreError, entity::audit_event};

/// What the audit page is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct TrailFilter {
    /// Only this subject's chain.
    pub subject: Option<String>,
    /// Only this action.
    pub action: Option<String>,
    /// Only before this instant, microseconds.
    pub before: Option<i64>,
}

/// Events, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn trail(
    db: &impl ConnectionTrait,
    filter: &TrailFilter,
    limit: u64,
) -> Result<Vec<audit_event::Model>, StoreError> {
    let mut query = audit_event::Entity::find();
    if let Some(subject) = &filter.subject {
        query = query.filter(audit_event::Column::Subject.eq(subject));
    }
    if let Some(action) = &filter.action {
        query = query.filter(audit_event::Column::Action.eq(action));
    }
    if let Some(before) = filter.before {
        query = query.filter(audit_event::Column::At.lt(before));
    }
    Ok(query
        .order_by_desc(audit_event::Column::At)
        .order_by_desc(audit_event::Column::Seq)
        .limit(limit)
        .all(db)
        .await?)
}

/// The last event of a subject's chain.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn chain_head(db: &impl ConnectionTrait, subject: &str) -> Result<Option<audit_event::Model>, StoreError> {
    let query = audit_event::Entity::find().filter(audit_event::Column::Subject.eq(subject));
    Ok(query.order_by_desc(audit_event::Column::Seq).one(db).await?)
}
