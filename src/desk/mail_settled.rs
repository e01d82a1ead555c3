//! What became of a message: written on its row with the attempt and the act, in one transaction. A person is told of
//! what will not arrive, and of what is kept back.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use super::{
    By, DeskError,
    alarms::{self, AlarmKind},
    follow_up::ask_to_call,
    mail_failed, outgoing,
    step::{Visible, step},
};
use crate::{
    app::App,
    fresh,
    mail::outbox_plan::{Next, OutboxState, Outcome},
    store::{
        StoreError, Tx, audit,
        entity::{mail_attempt, outbox},
        queue,
    },
};

/// Takes due messages for one worker, until `until`. What a worker that died was handing over may have arrived: that is
/// written down as an attempt without an end. What it had only taken is as if nobody had.
///
/// # Errors
/// The database.
pub async fn take_mail(app: &App, until: Timestamp, limit: u64) -> Result<Vec<outbox::Model>, StoreError> {
    let now = app.clock.now();
    app.store
        .write(move |tx| {
            Box::pin(async move {
                let until = until.as_microsecond();
                let mut taken = queue::lease_messages(tx, now.as_microsecond(), until, limit).await?;
                for message in &mut taken {
                    if let Some(begun) = message.begun_at.take() {
                        message.attempts += 1;
                        message.state = OutboxState::Sending.as_str().to_owned();
                        message.leased_until = Some(until);
                        let unended = attempt(message, "unknown", String::new(), crate::clock::instant(begun));
                        queue::keep_attempt(tx, unended).await?;
                        queue::save_standing(tx, message).await?;
                    }
                }
                Ok(taken)
            })
        })
        .await
}

/// A message is about to be handed to the mail server. From here on it may arrive, whatever becomes of this worker.
///
/// # Errors
/// The database; nothing was handed over then.
pub async fn mail_begins(app: &App, message: &outbox::Model) -> Result<(), StoreError> {
    let (id, now) = (message.id, app.clock.now().as_microsecond());
    app.store.write(move |tx| Box::pin(async move { queue::begin(tx, id, now).await })).await
}

/// Nobody else works off this queue: what a worker left in the middle needn't wait for the end of its lease.
///
/// # Errors
/// The database.
pub async fn end_mail_leases(app: &App) -> Result<(), StoreError> {
    app.store.write(|tx| Box::pin(async move { queue::end_leases::<outbox::Entity>(tx).await })).await
}

/// Gives back what was taken and not tried.
///
/// # Errors
/// The database.
pub async fn give_mail_back(app: &App, messages: &[outbox::Model]) -> Result<(), StoreError> {
    let ids: Vec<_> = messages.iter().map(|message| message.id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    app.store.write(move |tx| Box::pin(async move { queue::give_back::<outbox::Entity>(tx, ids).await })).await
}

fn attempt(message: &outbox::Model, outcome: &str, words: String, now: Timestamp) -> mail_attempt::Model {
    mail_attempt::Model {
        id: fresh::id(now),
        outbox_id: message.id,
        attempt: message.attempts,
        at: now.as_microsecond(),
        outcome: outcome.to_owned(),
        words,
    }
}

/// Writes down an attempt and what follows from it.
///
/// # Errors
/// The database.
pub async fn mail_attempted(
    app: &Arc<App>,
    mut message: outbox::Model,
    outcome: Outcome,
    next: Next,
    words: String,
) -> Result<(), DeskError> {
    let now = app.clock.now();
    message.state = next.state.as_str().to_owned();
    message.attempts += 1;
    message.leased_until = None;
    message.last_words = Some(words.clone());
    message.next_attempt_at = next.retry_at.map_or(message.next_attempt_at, Timestamp::as_microsecond);
    if next.state == OutboxState::Sent {
        message.sent_at = Some(now.as_microsecond());
    }
    let kept = attempt(&message, outcome.as_str(), words, now);
    let written = message.clone();
    app.store
        .write(move |tx| {
            Box::pin(async move {
                queue::keep_attempt(tx, kept).await?;
                write(tx, &written, action_of(next.state), now).await
            })
        })
        .await?;
    if next.tell_a_person { mail_failed(app, message).await } else { Ok(()) }
}

/// Writes down that a message didn't leave, since what it announced no longer stands.
///
/// # Errors
/// The database.
pub async fn mail_dropped(app: &App, mut message: outbox::Model) -> Result<(), DeskError> {
    let now = app.clock.now();
    message.state = OutboxState::Dropped.as_str().to_owned();
    message.leased_until = None;
    message.last_words = None;
    Ok(app.store.write(move |tx| Box::pin(async move { write(tx, &message, Action::MailFailed, now).await })).await?)
}

/// Keeps a message back for a person to decide. To a victim whose mailbox is unsafe somebody has to speak instead.
///
/// # Errors
/// The database.
pub async fn mail_held(app: &Arc<App>, mut message: outbox::Model, why: &'static str) -> Result<(), DeskError> {
    message.state = OutboxState::Held.as_str().to_owned();
    message.leased_until = None;
    message.held_why = Some(why.to_owned());
    if let (Some(incident), "unsafe") = (message.incident_id, why) {
        return hold_unsafe(app, incident, message).await;
    }
    let (now, shared) = (app.clock.now(), Arc::clone(app));
    app.store
        .write(move |tx| {
            Box::pin(async move {
                write(tx, &message, Action::MailHeld, now).await?;
                alarms::raise_for_desk(tx, &shared, AlarmKind::MailHeld, json!({ "why": why })).await
            })
        })
        .await?;
    Ok(())
}

async fn hold_unsafe(app: &Arc<App>, incident: uuid::Uuid, message: outbox::Model) -> Result<(), DeskError> {
    step(app, &By::Desk, incident, move |step| {
        Box::pin(async move {
            queue::save_standing(step.tx, &message).await?;
            step.event(Action::MailHeld, payload(&message));
            step.tell("entry-mail-held-unsafe", json!({}), Visible::Desk).await?;
            let words = outgoing::stored(&message)?.text;
            ask_to_call(step, "task-call-victim-message", outgoing::spoken(&words)).await
        })
    })
    .await
}

const fn action_of(state: OutboxState) -> Action {
    match state {
        OutboxState::Sent => Action::MailSent,
        OutboxState::Deferred => Action::MailDeferred,
        OutboxState::Bounced => Action::MailBounced,
        _ => Action::MailFailed,
    }
}

fn payload(message: &outbox::Model) -> Payload {
    Payload::new()
        .text("message", message.id.simple())
        .text("kind", &message.kind)
        .text("state", &message.state)
        .integer("attempt", message.attempts)
}

/// Whose chain an act on a message belongs to.
#[must_use]
pub fn subject_of(message: &outbox::Model) -> Subject {
    message.incident_id.map_or(Subject::Desk, |id| Subject::Incident(id.into()))
}

async fn write(tx: &Tx<'_>, message: &outbox::Model, action: Action, now: Timestamp) -> Result<(), StoreError> {
    queue::save_standing(tx, message).await?;
    let (subject, actor) = (subject_of(message), By::Desk.actor());
    audit::append(tx, vec![EventDraft { subject, actor, action, payload: payload(message) }], now).await
}
