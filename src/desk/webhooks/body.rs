//! What a message says and wears. Written once, with the event; what is sent again is the same, octet by octet.

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;
use vigie_domain::ids::EventId;

use super::DeskError;
use crate::{
    app::App,
    clock, fresh,
    keys::{SealedFor, WebhookSecret},
    mail::outbox_plan::OutboxState,
    store::{
        StoreError,
        entity::{incident, webhook, webhook_delivery},
        find::ToTell,
    },
};

/// A message as it is posted.
#[derive(Debug, Clone)]
pub struct MessageParts {
    /// Where to.
    pub url: String,
    /// Names and values of headers.
    pub headers: Vec<(&'static str, String)>,
    /// The document.
    pub body: String,
}

/// The message of an event: times and state are those of the moment it is written, about a second after the act.
pub(super) fn of_event(app: &App, event: &ToTell, case: Option<&incident::Model>) -> String {
    let whole: Value = serde_json::from_str(&event.canonical).unwrap_or(Value::Null);
    let mut data = json!({ "event": id_of(event.id), "index": event.leaf_index });
    if let Some(case) = case {
        data["incident"] = about(app, case);
    }
    // Which alarm it is: a word of ours.
    if event.action.starts_with("alarm.") {
        data["alarm"] = json!({ "kind": whole["payload"]["kind"] });
    }
    written(&event.action, clock::instant(event.at), &data)
}

/// The message of a test.
pub(super) fn of_test(id: Uuid, at: Timestamp) -> String {
    written(super::TEST, at, &json!({ "event": id_of(id) }))
}

fn written(kind: &str, at: Timestamp, data: &Value) -> String {
    json!({ "type": kind, "timestamp": at.to_string(), "data": data }).to_string()
}

fn about(app: &App, case: &incident::Model) -> Value {
    json!({
        "reference": case.reference,
        "state": case.state,
        "category": case.category,
        "severity": case.severity,
        "priority": case.priority,
        "version": case.version,
        "exercise": case.exercise,
        "received_at": clock::instant(case.received_at).to_string(),
        "updated_at": clock::instant(case.updated_at).to_string(),
        "url": format!("{}/api/v1/incidents/{}", app.config.public_url(), case.reference),
    })
}

/// As the trail and the header `webhook-id` write it.
fn id_of(event: Uuid) -> String {
    EventId(event).to_string()
}

/// The message with its headers (Standard Webhooks 1.0): signed anew at each attempt, with the time that others have, by the
/// secret and, while that is new, by the one before.
pub(super) fn parts(
    app: &App,
    webhook: &webhook::Model,
    delivery: &webhook_delivery::Model,
) -> Result<MessageParts, DeskError> {
    let (id, at) = (id_of(delivery.event_id), app.clock.elsewhere().as_second());
    let before = webhook.before_until.is_some_and(|until| until > app.clock.now().as_microsecond());
    let sealed = [Some(&webhook.sealed_secret), webhook.sealed_before.as_ref().filter(|_| before)];
    let mut signatures = Vec::with_capacity(2);
    for sealed in sealed.into_iter().flatten() {
        signatures.push(unsealed(app, webhook.id, sealed)?.sign(&id, at, &delivery.body));
    }
    let headers =
        vec![("webhook-id", id), ("webhook-timestamp", at.to_string()), ("webhook-signature", signatures.join(" "))];
    Ok(MessageParts { url: webhook.url.clone(), headers, body: delivery.body.clone() })
}

fn unsealed(app: &App, webhook: Uuid, sealed: &[u8]) -> Result<WebhookSecret, StoreError> {
    let plain = app.keys.unseal(SealedFor::Webhook, webhook, sealed);
    plain.as_deref().and_then(WebhookSecret::of).ok_or_else(|| StoreError::Corrupt {
        what: "webhook secret",
        reason: "it doesn't open with the key of this desk".into(),
    })
}

/// A message of no case that waits to leave: for this webhook, of this event, of this kind and with this body.
pub(super) fn queued(
    webhook: Uuid,
    event: Uuid,
    (kind, body): (&str, String),
    now: Timestamp,
) -> webhook_delivery::Model {
    webhook_delivery::Model {
        id: fresh::id(now),
        webhook_id: webhook,
        event_id: event,
        incident_id: None,
        kind: kind.to_owned(),
        body,
        state: OutboxState::Queued.as_str().to_owned(),
        attempts: 0,
        next_attempt_at: now.as_microsecond(),
        leased_until: None,
        last_words: None,
        created_at: now.as_microsecond(),
        sent_at: None,
    }
}
