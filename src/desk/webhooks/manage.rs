//! What a person decides about webhooks: who is told, of what, with which secret. Each is an act of the trail.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;
use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use super::{DeskError, KINDS, TEST, body};
use crate::{
    app::App,
    desk::By,
    fresh,
    keys::{SealedFor, WebhookSecret},
    mail::outbox_plan::OutboxState,
    outbound::{Reach, Refused},
    store::{
        StoreError, Tx, audit, deliveries,
        entity::{webhook, webhook_delivery},
        find, row,
    },
};

/// How long the secret before signs beside the new one.
const BOTH_SIGN: SignedDuration = SignedDuration::from_hours(24);
/// The longest name.
const LONGEST_NAME: usize = 60;

/// A new webhook.
#[derive(Debug, Clone)]
pub struct NewWebhook {
    /// Name of the partner.
    pub name: String,
    /// Where it is told.
    pub url: String,
    /// What of: words of [`KINDS`]; empty: all of them.
    pub kinds: Vec<String>,
}

/// What a person does with a webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookAct {
    /// Give it another secret; the one before signs too for a day.
    Rotate,
    /// Send nothing for now; what happens waits.
    Pause,
    /// Send again.
    Resume,
    /// Send a message that says nothing, to try it out.
    Test,
    /// Tell it nothing any more; what waits is thrown away.
    Remove,
}

impl WebhookAct {
    /// Reads what the page writes.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "rotate" => Some(Self::Rotate),
            "pause" => Some(Self::Pause),
            "resume" => Some(Self::Resume),
            "test" => Some(Self::Test),
            "remove" => Some(Self::Remove),
            _ => None,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Rotate => "rotated",
            Self::Pause => "paused",
            Self::Resume => "resumed",
            Self::Test => "tested",
            Self::Remove => "removed",
        }
    }
}

/// Adds a webhook: it is told of what happens from now on. The answer is the only time that its secret is seen.
///
/// # Errors
/// [`DeskError::Needs`] what is wrong with the name, the address or a kind; [`DeskError::Already`] when the name is taken.
pub async fn add_webhook(app: &App, by: &By, new: NewWebhook) -> Result<WebhookSecret, DeskError> {
    let name = new.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(DeskError::Needs("a name of up to 60 signs"));
    }
    if !new.kinds.iter().all(|kind| KINDS.iter().any(|known| known.as_str() == kind)) {
        return Err(DeskError::Needs("kinds of events among those that `vigie webhooks kinds` lists"));
    }
    let url = Reach::of_webhooks(app).read(new.url.trim()).map_err(|refused| DeskError::Needs(needed(&refused)))?;
    let (now, id, secret) = (app.clock.now(), fresh::id(app.clock.now()), WebhookSecret::draw());
    let payload = Payload::new()
        .text("name", &name)
        .text("host", url.host_str().unwrap_or_default())
        .list("kinds", new.kinds.iter());
    let event = EventDraft { subject: Subject::Desk, actor: by.actor(), action: Action::WebhookAdded, payload };
    let row = webhook::Model {
        id,
        name,
        url: url.into(),
        kinds: new.kinds.join(" "),
        sealed_secret: sealed(app, id, &secret)?,
        sealed_before: None,
        before_until: None,
        next_leaf: 0,
        created_at: now.as_microsecond(),
        paused_at: None,
        paused_why: None,
    };
    let written = app.store.write(move |tx| {
        Box::pin(async move {
            let next_leaf = find::log_size(tx.db()).await?;
            row::insert(tx, webhook::Model { next_leaf, ..row }).await?;
            audit::append(tx, vec![event], now).await
        })
    });
    match written.await {
        Ok(()) => Ok(secret),
        Err(StoreError::Conflict { .. }) => Err(DeskError::Already("a webhook with this name")),
        Err(other) => Err(other.into()),
    }
}

fn needed(refused: &Refused) -> &'static str {
    match refused {
        Refused::Unreadable | Refused::Unknown => "an address such as https://partner.example/vigie",
        Refused::Plain => "an address that begins with https://",
        Refused::Adorned => "an address without a password or a fragment",
        Refused::Inner => "an address of the internet, or of a network in [webhooks] allow",
    }
}

fn sealed(app: &App, id: Uuid, secret: &WebhookSecret) -> Result<Vec<u8>, DeskError> {
    let sealed = app.keys.seal(SealedFor::Webhook, id, secret.bytes());
    sealed.ok_or(DeskError::Needs("a secret that can be sealed"))
}

/// The webhook with this name.
///
/// # Errors
/// [`DeskError::NotFound`].
pub async fn webhook_named(app: &App, name: &str) -> Result<webhook::Model, DeskError> {
    find::webhook_by_name(app.store.reader(), name).await?.ok_or(DeskError::NotFound("webhook"))
}

/// Does something to a webhook; the new secret where one was made.
///
/// # Errors
/// [`DeskError::NotFound`]; [`DeskError::Already`] for pausing what is paused, and the like.
pub async fn change_webhook(
    app: &Arc<App>,
    by: &By,
    id: Uuid,
    act: WebhookAct,
) -> Result<Option<WebhookSecret>, DeskError> {
    let secret = (act == WebhookAct::Rotate).then(WebhookSecret::draw);
    let new = secret.as_ref().map(|secret| sealed(app, id, secret)).transpose()?;
    let (now, actor) = (app.clock.now(), by.actor());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let found = row::get::<webhook::Entity>(tx.db(), id, "webhook").await?;
                let payload = Payload::new().text("name", &found.name);
                change(tx, found, (act, new), now).await?;
                let (action, payload) = match act {
                    WebhookAct::Remove => (Action::WebhookRemoved, payload),
                    other => (Action::WebhookChanged, payload.text("change", other.word())),
                };
                let event = EventDraft { subject: Subject::Desk, actor, action, payload };
                Ok::<(), DeskError>(audit::append(tx, vec![event], now).await?)
            })
        })
        .await?;
    app.nudge.notify_one();
    Ok(secret)
}

async fn change(
    tx: &Tx<'_>,
    mut found: webhook::Model,
    (act, new): (WebhookAct, Option<Vec<u8>>),
    now: Timestamp,
) -> Result<(), DeskError> {
    match act {
        WebhookAct::Rotate => {
            let before = std::mem::replace(&mut found.sealed_secret, new.unwrap_or_default());
            found.sealed_before = Some(before);
            found.before_until = Some((now + BOTH_SIGN).as_microsecond());
        }
        WebhookAct::Pause if found.paused_at.is_some() => return Err(DeskError::Already("it is paused")),
        WebhookAct::Pause => {
            found.paused_at = Some(now.as_microsecond());
            found.paused_why = Some("person".to_owned());
        }
        WebhookAct::Resume if found.paused_at.is_none() => return Err(DeskError::Already("it is not paused")),
        WebhookAct::Resume => {
            found.paused_at = None;
            found.paused_why = None;
        }
        WebhookAct::Test => return Ok(row::insert(tx, test_of(found.id, now)).await?),
        WebhookAct::Remove => return Ok(deliveries::remove_webhook(tx, found.id).await?),
    }
    Ok(deliveries::save_webhook(tx, found).await?)
}

fn test_of(webhook: Uuid, now: Timestamp) -> webhook_delivery::Model {
    let event = fresh::id(now);
    body::queued(webhook, event, (TEST, body::of_test(event, now)), now)
}

/// Sends a message once more, the same under the same id: whoever has it already can tell.
///
/// # Errors
/// [`DeskError::NotFound`]; [`DeskError::Already`] when it is on its way, or must not leave.
pub async fn replay_delivery(app: &Arc<App>, by: &By, id: Uuid) -> Result<(), DeskError> {
    let (now, actor) = (app.clock.now(), by.actor());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let mut delivery = row::get::<webhook_delivery::Entity>(tx.db(), id, "message").await?;
                if ["sending", "dropped"].contains(&delivery.state.as_str()) {
                    return Err(DeskError::Already("the message is on its way, or must not leave"));
                }
                let webhook = row::get::<webhook::Entity>(tx.db(), delivery.webhook_id, "webhook").await?;
                delivery.state = OutboxState::Queued.as_str().to_owned();
                delivery.attempts = 0;
                delivery.next_attempt_at = now.as_microsecond();
                deliveries::save_standing(tx, &delivery).await?;
                let payload =
                    Payload::new().text("name", webhook.name).text("change", "replayed").text("message", id.simple());
                let (subject, action) = (Subject::Desk, Action::WebhookChanged);
                Ok(audit::append(tx, vec![EventDraft { subject, actor, action, payload }], now).await?)
            })
        })
        .await?;
    app.nudge.notify_one();
    Ok(())
}
