//! Taking messages to send, and what became of them. A webhook that is gone is paused; a message that was given up is told to
//! the rota.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;
use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use super::{
    DeskError,
    body::{self, MessageParts},
};
use crate::{
    app::App,
    desk::{
        By, Veil,
        alarms::{self, AlarmKind},
    },
    mail::outbox_plan::{Next, OutboxState},
    store::{
        StoreError, Tx, audit, deliveries,
        entity::{webhook, webhook_delivery},
        find, queue, row,
    },
};

/// How an attempt ended.
#[derive(Debug, Clone)]
pub struct Attempted {
    /// What follows.
    pub next: Next,
    /// How it ended, in words of ours.
    pub words: String,
    /// The other side says that it is gone for good.
    pub is_gone: bool,
}

/// Webhooks to which something is due, unless they are paused. `latest`: no lease taken now ends later.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn due_webhooks(app: &App, latest: Timestamp) -> Result<Vec<webhook::Model>, StoreError> {
    let db = app.store.reader();
    let (now, latest) = (app.clock.now().as_microsecond(), latest.as_microsecond());
    let mut due = Vec::new();
    for webhook in find::webhooks(db).await?.into_iter().filter(|webhook| webhook.paused_at.is_none()) {
        if find::delivery_is_due(db, webhook.id, now, latest).await? {
            due.push(webhook);
        }
    }
    Ok(due)
}

/// Takes due messages of a webhook until `until`. One that a worker left in the middle may have arrived: that counts as an
/// attempt.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn take_deliveries(
    app: &App,
    webhook: Uuid,
    until: Timestamp,
    limit: u64,
) -> Result<Vec<webhook_delivery::Model>, StoreError> {
    let (now, until) = (app.clock.now().as_microsecond(), until.as_microsecond());
    app.store
        .write(move |tx| {
            Box::pin(async move {
                let mut taken = deliveries::lease(tx, webhook, (now, until), limit).await?;
                for delivery in taken.iter_mut().filter(|one| one.state == OutboxState::Sending.as_str()) {
                    delivery.attempts += 1;
                    delivery.leased_until = Some(until);
                    deliveries::save_standing(tx, delivery).await?;
                }
                Ok(taken)
            })
        })
        .await
}

/// Gives back what was taken and not tried.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn give_deliveries_back(app: &App, untried: &[webhook_delivery::Model]) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = untried.iter().map(|delivery| delivery.id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    app.store
        .write(move |tx| Box::pin(async move { queue::give_back::<webhook_delivery::Entity>(tx, ids).await }))
        .await
}

/// Nobody else works off these queues: what a worker left in the middle needn't wait for the end of its lease.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn end_delivery_leases(app: &App) -> Result<(), StoreError> {
    app.store.write(|tx| Box::pin(async move { queue::end_leases::<webhook_delivery::Entity>(tx).await })).await
}

/// The message as it leaves; none when its case has become sensitive since.
///
/// # Errors
/// [`StoreError::Unavailable`], [`StoreError::Corrupt`].
pub async fn message_parts(
    app: &App,
    webhook: &webhook::Model,
    delivery: &webhook_delivery::Model,
) -> Result<Option<MessageParts>, DeskError> {
    let veil = Veil::of_strangers(app).await?;
    if delivery.incident_id.is_some_and(|id| veil.covers(id)) {
        return Ok(None);
    }
    body::parts(app, webhook, delivery).map(Some)
}

/// Writes down that a message doesn't leave, since its case has become sensitive.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn delivery_dropped(app: &App, mut delivery: webhook_delivery::Model) -> Result<(), StoreError> {
    delivery.state = OutboxState::Dropped.as_str().to_owned();
    delivery.leased_until = None;
    app.store.write(move |tx| Box::pin(async move { deliveries::save_standing(tx, &delivery).await })).await
}

/// Writes down an attempt and what follows from it.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn delivery_attempted(
    app: &Arc<App>,
    mut delivery: webhook_delivery::Model,
    attempted: Attempted,
) -> Result<(), StoreError> {
    let now = app.clock.now();
    let next = attempted.next;
    delivery.state = next.state.as_str().to_owned();
    delivery.attempts += 1;
    delivery.leased_until = None;
    delivery.last_words = Some(attempted.words);
    delivery.next_attempt_at = next.retry_at.map_or(delivery.next_attempt_at, Timestamp::as_microsecond);
    if next.state == OutboxState::Sent {
        delivery.sent_at = Some(now.as_microsecond());
    }
    let shared = Arc::clone(app);
    // An alarm about a message that tells of an alarm would never end.
    let tell = (next.tell_a_person && !delivery.kind.starts_with("alarm.")) || attempted.is_gone;
    app.store
        .write(move |tx| {
            Box::pin(async move {
                deliveries::save_standing(tx, &delivery).await?;
                let Some(webhook) = row::find::<webhook::Entity>(tx.db(), delivery.webhook_id).await? else {
                    return Ok(());
                };
                let name = webhook.name.clone();
                if attempted.is_gone && webhook.paused_at.is_none() {
                    pause_gone(tx, webhook, now).await?;
                }
                match tell {
                    true => {
                        alarms::raise_for_desk(tx, &shared, AlarmKind::WebhookFailed, json!({ "name": name })).await
                    }
                    false => Ok(()),
                }
            })
        })
        .await
}

/// 410: who answers so wants no more (Standard Webhooks). What happens waits until a person lets it go on.
async fn pause_gone(tx: &Tx<'_>, webhook: webhook::Model, now: Timestamp) -> Result<(), StoreError> {
    let payload = Payload::new().text("name", &webhook.name).text("change", "gone");
    let paused =
        webhook::Model { paused_at: Some(now.as_microsecond()), paused_why: Some("gone".to_owned()), ..webhook };
    deliveries::save_webhook(tx, paused).await?;
    let (subject, actor, action) = (Subject::Desk, By::Desk.actor(), Action::WebhookChanged);
    audit::append(tx, vec![EventDraft { subject, actor, action, payload }], now).await
}
