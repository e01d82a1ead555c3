//! Notes on the timeline and messages between the parties of a case.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;
use vigie_domain::audit::{Action, Payload, Subject};

use crate::{
    app::App,
    desk::{
        By, DeskError, Veil, outgoing,
        report_incident::tracking_link,
        step::{CaseAt, NewTask, Step, Visible, step},
    },
    mail::message::{DeskWord, Message},
    store::{entity::entry, find, row},
};

/// The task to read what somebody wrote.
const TO_READ: &str = "task-read-message";

/// Adds a note to the timeline. `happened_at` may be earlier than now: paper is typed in later.
///
/// # Errors
/// [`DeskError::Needs`] for an empty note.
pub async fn add_note(
    app: &Arc<App>,
    by: &By,
    incident: impl Into<CaseAt>,
    body: String,
    happened_at: Option<Timestamp>,
) -> Result<(), DeskError> {
    if body.trim().is_empty() {
        return Err(DeskError::Needs("some words"));
    }
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let at = happened_at.filter(|at| *at <= step.now).unwrap_or(step.now);
            let id = step.quote("note", body, at, Visible::Desk).await?;
            let payload = Payload::new().text("entry", id.simple()).integer("happened_at", at.as_microsecond());
            step.event(Action::NoteAdded, payload);
            Ok(())
        })
    })
    .await
}

/// Moves a note that was written on the wrong case; both cases keep that it was moved.
///
/// # Errors
/// [`DeskError::NotFound`] for a note that isn't on this case, or another case that isn't there.
pub async fn move_note(app: &Arc<App>, by: &By, from: Uuid, note: Uuid, to: &str) -> Result<(), DeskError> {
    let target = crate::desk::read::incident_by_reference(app, to).await?;
    if target.id == from {
        return Err(DeskError::Needs("another case"));
    }
    Veil::must_leave_open(app, by, target.id).await?;
    let here = step(app, by, from, move |step| {
        Box::pin(async move {
            let mut row = row::get::<entry::Entity>(step.tx.db(), note, "note").await?;
            if row.incident_id != from || row.kind != "note" {
                return Err(DeskError::NotFound("note"));
            }
            row.incident_id = target.id;
            row::save(step.tx, row).await?;
            let told = |where_to: &str| Payload::new().text("entry", note.simple()).text("direction", where_to);
            step.event(Action::NoteMoved, told("out"));
            step.event_of(Subject::Incident(target.id.into()), Action::NoteMoved, told("in"));
            step.tell("entry-note-moved", json!({ "to": target.reference }), Visible::Desk).await?;
            Ok(target.id)
        })
    })
    .await?;
    app.changed(here);
    Ok(())
}

/// A message between two parties of the case; what the victim or the provider writes becomes the owner's task.
///
/// # Errors
/// [`DeskError::Needs`] for an empty message; [`DeskError::Forbidden`] for who has no part in the case.
pub async fn send_message(app: &Arc<App>, by: &By, incident: Uuid, body: String, to: Visible) -> Result<(), DeskError> {
    if body.trim().is_empty() {
        return Err(DeskError::Needs("some words"));
    }
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let id = step.quote("message", body.clone(), step.now, to).await?;
            let payload = Payload::new().text("entry", id.simple()).text("to", to.as_str());
            match step.by {
                By::Victim | By::Provider(_) => {
                    step.event(Action::MessageReceived, payload);
                    ask_to_read(step).await
                }
                _ => {
                    step.event(Action::MessageSent, payload);
                    mail_to_victim(step, &body, to).await
                }
            }
        })
    })
    .await
}

/// One task, however many messages wait.
async fn ask_to_read(step: &mut Step<'_>) -> Result<(), DeskError> {
    let tasks = find::tasks_of(step.tx.db(), step.incident.id).await?;
    if tasks.iter().any(|task| task.text_id == TO_READ && task.done_at.is_none()) {
        return Ok(());
    }
    let order = NewTask {
        kind: "manual",
        text_id: TO_READ,
        arguments: json!({}),
        words: String::new(),
        due: step.now + jiff::SignedDuration::from_mins(60),
    };
    Ok(step.ask_desk(order).await?)
}

/// Words of the desk that the victim is to read leave by mail; without a safe mailbox somebody calls.
///
/// # Errors
/// The database.
pub async fn mail_to_victim(step: &mut Step<'_>, body: &str, to: Visible) -> Result<(), DeskError> {
    if !matches!(to, Visible::Victim | Visible::All) {
        return Ok(());
    }
    let Some(address) = outgoing::safe_address(&step.incident)?.map(str::to_owned) else {
        return ask_to_call(step, "task-call-victim-message", body.to_owned()).await;
    };
    let link = tracking_link(&step.app, step.incident.id).await?;
    let message = Message {
        reference: DeskWord(step.incident.reference.clone()),
        from: outgoing::identity(&step.app.config).name,
        body: body.to_owned().into(),
        link: link.id.into(),
    };
    let lang = outgoing::language(&step.incident);
    let rendered = outgoing::render(&step.app, lang, step.now, |setting| message.render(setting));
    Ok(outgoing::queue(step, None, &address, rendered).await?)
}

/// A message has no safe way to the victim: somebody calls, with the words ready.
///
/// # Errors
/// The database.
pub async fn ask_to_call(step: &mut Step<'_>, text_id: &'static str, words: String) -> Result<(), DeskError> {
    let minutes = if step.incident.priority <= 2 { 30 } else { 240 };
    let due = step.now + jiff::SignedDuration::from_mins(minutes);
    let order = NewTask { kind: "call_victim", text_id, arguments: json!({}), words, due };
    Ok(step.ask_desk(order).await?)
}
