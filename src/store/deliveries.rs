//! What is on its way to webhooks: written once for each event, taken by lease as mail is, and forgotten after a while.

use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    entity::{webhook, webhook_delivery},
    queue::{self, Standing},
};

/// Writes what a webhook is to be told and moves its place in the log on; false when another node did so meanwhile:
/// then nothing is written.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn announce(
    tx: &Tx<'_>,
    webhook: Uuid,
    (from, to): (i64, i64),
    deliveries: Vec<webhook_delivery::Model>,
) -> Result<bool, StoreError> {
    let moved = webhook::Entity::update_many()
        .col_expr(webhook::Column::NextLeaf, Expr::value(to))
        .filter(webhook::Column::Id.eq(webhook))
        .filter(webhook::Column::NextLeaf.eq(from))
        .exec(tx.db())
        .await?;
    if moved.rows_affected == 0 {
        return Ok(false);
    }
    for delivery in deliveries {
        let once = [webhook_delivery::Column::WebhookId, webhook_delivery::Column::EventId];
        let there_already = OnConflict::columns(once).do_nothing().to_owned();
        let row = webhook_delivery::Entity::insert(delivery.into_active_model()).on_conflict(there_already);
        row.exec_without_returning(tx.db()).await?;
    }
    Ok(true)
}

/// Writes what a person decided about a webhook: secrets and pause. Its place in the log is the job's own.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn save_webhook(tx: &Tx<'_>, webhook: webhook::Model) -> Result<(), StoreError> {
    webhook::Entity::update_many()
        .col_expr(webhook::Column::SealedSecret, Expr::value(webhook.sealed_secret))
        .col_expr(webhook::Column::SealedBefore, Expr::value(webhook.sealed_before))
        .col_expr(webhook::Column::BeforeUntil, Expr::value(webhook.before_until))
        .col_expr(webhook::Column::PausedAt, Expr::value(webhook.paused_at))
        .col_expr(webhook::Column::PausedWhy, Expr::value(webhook.paused_why))
        .filter(webhook::Column::Id.eq(webhook.id))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Takes up to `limit` due deliveries of a webhook; see [`queue::lease_messages`].
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn lease(
    tx: &Tx<'_>,
    webhook: Uuid,
    times: (i64, i64),
    limit: u64,
) -> Result<Vec<webhook_delivery::Model>, StoreError> {
    let of_it = ("AND webhook_id = $3", vec![webhook.into()]);
    queue::lease::<webhook_delivery::Entity>(tx, times, of_it, limit).await
}

/// Writes how a delivery stands, if it is there still.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn save_standing(tx: &Tx<'_>, delivery: &webhook_delivery::Model) -> Result<(), StoreError> {
    let row = Standing {
        id: delivery.id,
        state: &delivery.state,
        attempts: delivery.attempts,
        next_attempt_at: delivery.next_attempt_at,
        leased_until: delivery.leased_until,
        last_words: delivery.last_words.as_deref(),
        sent_at: delivery.sent_at,
    };
    queue::standing::<webhook_delivery::Entity>(&row).exec(tx.db()).await?;
    Ok(())
}

/// Forgets what was written before then, whatever became of it.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn forget(tx: &Tx<'_>, before: i64) -> Result<(), StoreError> {
    let old = webhook_delivery::Entity::delete_many().filter(webhook_delivery::Column::CreatedAt.lt(before));
    old.exec(tx.db()).await?;
    Ok(())
}

/// Removes a webhook with all that was on its way to it.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn remove_webhook(tx: &Tx<'_>, webhook: Uuid) -> Result<(), StoreError> {
    let deliveries = webhook_delivery::Entity::delete_many().filter(webhook_delivery::Column::WebhookId.eq(webhook));
    deliveries.exec(tx.db()).await?;
    webhook::Entity::delete_by_id(webhook).exec(tx.db()).await?;
    Ok(())
}
