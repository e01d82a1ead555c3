//! Questions of partners' systems: lists by cursor, without what is hidden from them.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Statement,
};
use uuid::Uuid;

use super::QueueFilter;
use crate::store::{
    StoreError,
    entity::{incident, provider, sensitive_case},
};

/// Cases newest first. Sensitive ones aren't there: a page that were short of one would tell.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn partner_cases(
    db: &impl ConnectionTrait,
    filter: &QueueFilter,
    limit: u64,
) -> Result<Vec<incident::Model>, StoreError> {
    let hidden = sensitive_case::Entity::find().select_only().column(sensitive_case::Column::IncidentId).into_query();
    let query = filter.page(db).filter(incident::Column::Id.not_in_subquery(hidden));
    let ordered = query.order_by_desc(incident::Column::ReceivedAt).order_by_desc(incident::Column::Id);
    Ok(ordered.limit(limit).all(db).await?)
}

/// Providers by their key, from behind a place on.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn partner_providers(
    db: &impl ConnectionTrait,
    vetting: Option<&str>,
    behind: Option<Uuid>,
    limit: u64,
) -> Result<Vec<provider::Model>, StoreError> {
    let mut query = provider::Entity::find();
    if let Some(state) = vetting {
        query = query.filter(provider::Column::VettingState.eq(state));
    }
    if let Some(id) = behind {
        query = query.filter(provider::Column::Id.gt(id));
    }
    Ok(query.order_by_asc(provider::Column::Id).limit(limit).all(db).await?)
}

/// An event at its place in the log, with what it is about.
#[derive(Debug, Clone, FromQueryResult)]
pub struct TrailEvent {
    /// Its place, from 0.
    pub leaf_index: i64,
    /// Whose chain it is in.
    pub subject: String,
    /// Its place in the chain, from 1.
    pub seq: i64,
    /// When, microseconds.
    pub at: i64,
    /// Its exact bytes.
    pub canonical: String,
    /// Its hash.
    pub hash: String,
}

/// What a follower of the trail asks for; `None` and an empty list narrow nothing.
#[derive(Debug, Clone, Default)]
pub struct TrailNarrowed {
    /// Of one chain.
    pub subject: Option<String>,
    /// Of one action.
    pub action: Option<String>,
    /// Not of these chains.
    pub without: Vec<String>,
}

/// Events in the order of the log, from a place on; of one chain or of one action where that is asked for.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn trail_events(
    db: &impl ConnectionTrait,
    from: i64,
    narrowed: TrailNarrowed,
    limit: u64,
) -> Result<Vec<TrailEvent>, StoreError> {
    let mut values: Vec<sea_orm::Value> = vec![from.into()];
    let TrailNarrowed { subject, action, without } = narrowed;
    let mut narrowed = String::new();
    for (column, value) in [("subject", subject), ("action", action)] {
        if let Some(value) = value {
            values.push(value.into());
            narrowed.push_str(&format!(" AND e.{column} = ${}", values.len()));
        }
    }
    for subject in without {
        values.push(subject.into());
        narrowed.push_str(&format!(" AND e.subject <> ${}", values.len()));
    }
    values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
    let sql = format!(
        "SELECT l.leaf_index, e.subject, e.seq, e.at, e.canonical, e.hash FROM log_leaf l \
         JOIN audit_event e ON e.id = l.event_id WHERE l.leaf_index >= $1{narrowed} \
         ORDER BY l.leaf_index LIMIT ${}",
        values.len()
    );
    let events = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(TrailEvent::find_by_statement(events).all(db).await?)
}
