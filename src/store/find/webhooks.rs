//! Questions about webhooks, what is on its way to them, and what the log holds for them.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    Statement,
};
use uuid::Uuid;

use crate::store::{
    StoreError,
    entity::{log_leaf, webhook, webhook_delivery},
};

/// All webhooks, by name.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn webhooks(db: &impl ConnectionTrait) -> Result<Vec<webhook::Model>, StoreError> {
    Ok(webhook::Entity::find().order_by_asc(webhook::Column::Name).all(db).await?)
}

/// The webhook with this name.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn webhook_by_name(db: &impl ConnectionTrait, name: &str) -> Result<Option<webhook::Model>, StoreError> {
    Ok(webhook::Entity::find().filter(webhook::Column::Name.eq(name)).all(db).await?.pop())
}

/// How many events the log holds: the place of the next one.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn log_size(db: &impl ConnectionTrait) -> Result<i64, StoreError> {
    let query = log_leaf::Entity::find().select_only().column_as(log_leaf::Column::LeafIndex.max(), "last");
    let last: Option<i64> = query.into_tuple().one(db).await?.flatten();
    Ok(last.map_or(0, |last| last + 1))
}

/// An event of the log that somebody may be told of.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ToTell {
    /// Its place, from 0.
    pub leaf_index: i64,
    /// Its id.
    pub id: Uuid,
    /// Whose chain it is in.
    pub subject: String,
    /// When, microseconds.
    pub at: i64,
    /// What happened.
    pub action: String,
    /// Its exact bytes.
    pub canonical: String,
}

/// Events of these actions at the places from `from` to before `until`, in the order of the log.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn events_to_tell(
    db: &impl ConnectionTrait,
    (from, until): (i64, i64),
    actions: &[&str],
    limit: u64,
) -> Result<Vec<ToTell>, StoreError> {
    let mut values: Vec<sea_orm::Value> = vec![from.into(), until.into()];
    let mut places = Vec::with_capacity(actions.len());
    for action in actions {
        values.push((*action).into());
        places.push(format!("${}", values.len()));
    }
    let sql = format!(
        "SELECT l.leaf_index, e.id, e.subject, e.at, e.action, e.canonical FROM log_leaf l \
         JOIN audit_event e ON e.id = l.event_id WHERE l.leaf_index >= $1 AND l.leaf_index < $2 \
         AND e.action IN ({}) ORDER BY l.leaf_index LIMIT {limit}",
        places.join(", ")
    );
    let events = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(ToTell::find_by_statement(events).all(db).await?)
}

/// Is something due to this webhook at `now`? A lease that ends after `latest` is one of a clock that has jumped back.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn delivery_is_due(
    db: &impl ConnectionTrait,
    webhook: Uuid,
    now: i64,
    latest: i64,
) -> Result<bool, StoreError> {
    let waits = Condition::all()
        .add(webhook_delivery::Column::State.is_in(["queued", "deferred"]))
        .add(webhook_delivery::Column::NextAttemptAt.lte(now));
    let left = Condition::all().add(webhook_delivery::Column::State.eq("sending")).add(
        Condition::any()
            .add(webhook_delivery::Column::LeasedUntil.lte(now))
            .add(webhook_delivery::Column::LeasedUntil.gt(latest)),
    );
    let query = webhook_delivery::Entity::find()
        .select_only()
        .column(webhook_delivery::Column::Id)
        .filter(webhook_delivery::Column::WebhookId.eq(webhook))
        .filter(Condition::any().add(waits).add(left));
    Ok(query.limit(1).into_tuple::<Uuid>().one(db).await?.is_some())
}

/// What is or was on its way to a webhook, newest first; only in these states, unless none is named.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn deliveries_of(
    db: &impl ConnectionTrait,
    webhook: Uuid,
    states: &[&str],
    limit: u64,
) -> Result<Vec<webhook_delivery::Model>, StoreError> {
    let mut query = webhook_delivery::Entity::find().filter(webhook_delivery::Column::WebhookId.eq(webhook));
    if !states.is_empty() {
        query = query.filter(webhook_delivery::Column::State.is_in(states.iter().copied()));
    }
    let ordered = query.order_by_desc(webhook_delivery::Column::CreatedAt).order_by_desc(webhook_delivery::Column::Id);
    Ok(ordered.limit(limit).all(db).await?)
}

/// How many deliveries each webhook has in each state.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn deliveries_by_state(db: &impl ConnectionTrait) -> Result<Vec<(Uuid, String, i64)>, StoreError> {
    let query = webhook_delivery::Entity::find()
        .select_only()
        .column(webhook_delivery::Column::WebhookId)
        .column(webhook_delivery::Column::State)
        .column_as(webhook_delivery::Column::Id.count(), "count")
        .group_by(webhook_delivery::Column::WebhookId)
        .group_by(webhook_delivery::Column::State);
    Ok(query.into_tuple().all(db).await?)
}
