//! Questions about the audit trail.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use crate::store::{
    StoreError, dialect,
    entity::{audit_event, unsequenced},
};

/// What the audit page is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct TrailFilter {
    /// Only this subject's chain.
    pub subject: Option<String>,
    /// Only this action.
    pub action: Option<String>,
    /// Only what one of these did; none of them: nothing.
    pub actors: Option<Vec<String>>,
    /// Only before this instant, microseconds.
    pub before: Option<i64>,
    /// Chains that are left out.
    pub without: Vec<String>,
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
    if let Some(actors) = &filter.actors {
        query = query.filter(audit_event::Column::Actor.is_in(actors));
    }
    if !filter.without.is_empty() {
        query = query.filter(audit_event::Column::Subject.is_not_in(&filter.without));
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

/// When the newest event of all chains was recorded; microseconds UTC.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn newest_event_at(db: &impl ConnectionTrait) -> Result<Option<i64>, StoreError> {
    let query = audit_event::Entity::find().select_only().column_as(audit_event::Column::At.max(), "newest");
    Ok(query.into_tuple().one(db).await?.flatten())
}

/// When something of this name happened last; microseconds UTC.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn newest_act_at(db: &impl ConnectionTrait, action: &str) -> Result<Option<i64>, StoreError> {
    let acts = audit_event::Entity::find().filter(audit_event::Column::Action.eq(action));
    let query = acts.select_only().column_as(audit_event::Column::At.max(), "newest");
    Ok(query.into_tuple().one(db).await?.flatten())
}

/// Events that the global log has not taken yet.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn unsequenced_count(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(unsequenced::Entity::find().count(db).await?)
}

/// Triggers that should keep the trail from being changed and aren't there.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn missing_guards(db: &impl ConnectionTrait) -> Result<Vec<String>, StoreError> {
    let backend = db.get_database_backend();
    let rows = db.query_all_raw(Statement::from_string(backend, dialect::list_triggers(backend))).await?;
    let mut present = Vec::with_capacity(rows.len());
    for row in rows {
        present.push(row.try_get::<String>("", "name")?);
    }
    let expected = dialect::guards(backend);
    Ok(expected.into_iter().filter(|guard| !present.contains(guard)).collect())
}
