//! What people of the desk have to do, and who follows the case.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::audit::{Action, Payload};

use crate::{
    app::App,
    desk::{
        By, DeskError, Shown,
        step::{NewTask, Step, step},
    },
    store::{entity::task, find, row},
};

/// Marks a task as done.
///
/// # Errors
/// [`DeskError::Already`] when it is.
pub async fn finish_task(app: &Arc<App>, by: &By, id: Uuid) -> Result<(), DeskError> {
    let found = row::get::<task::Entity>(app.store.reader(), id, "task").await?;
    let person = by.staff_id();
    step(app, by, found.incident_id, move |step| {
        Box::pin(async move {
            let mut task = row::get::<task::Entity>(step.tx.db(), id, "task").await?;
            if task.done_at.is_some() {
                return Err(DeskError::Already("the task is done"));
            }
            task.done_at = Some(step.now.as_microsecond());
            task.done_by = person;
            step.event(Action::TaskDone, Payload::new().text("kind", &task.kind).text("task", id.simple()));
            if task.kind == "call_victim" {
                step.incident.first_contact_at.get_or_insert(step.now.as_microsecond());
            }
            Ok(row::save(step.tx, task).await?)
        })
    })
    .await
}

/// What was still to do, as far as `which` says so, is done by what happened.
pub(in crate::desk) async fn settle_tasks(
    step: &mut Step<'_>,
    why: &str,
    which: impl Fn(&task::Model) -> bool,
) -> Result<(), DeskError> {
    for mut task in find::tasks_of(step.tx.db(), step.incident.id).await? {
        if task.done_at.is_none() && which(&task) {
            task.done_at = Some(step.now.as_microsecond());
            task.done_by = step.by.staff_id();
            let payload = Payload::new().text("kind", &task.kind).text("task", task.id.simple());
            step.event(Action::TaskDone, payload.text("why", why));
            row::save(step.tx, task).await?;
        }
    }
    Ok(())
}

/// Takes a case over.
///
/// # Errors
/// [`DeskError::Forbidden`] for anybody but the staff.
pub async fn take_over(app: &Arc<App>, by: &By, incident: Uuid) -> Result<(), DeskError> {
    take_over_shown(app, by, incident, Shown::default()).await
}

/// The same from a page that showed who followed it.
///
/// # Errors
/// [`DeskError::Changed`] when somebody else has taken it meanwhile; see [`take_over`].
pub async fn take_over_shown(app: &Arc<App>, by: &By, incident: Uuid, shown: Shown) -> Result<(), DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    step(app, by, incident, move |step| {
        Box::pin(async move {
            if step.incident.owner == Some(person) {
                return Ok(());
            }
            let owner = step.incident.owner.map_or_else(String::new, |owner| owner.simple().to_string());
            shown.must_still_be("owner", &owner)?;
            step.incident.owner = Some(person);
            step.event(Action::OwnerChanged, Payload::new().text("owner", person.simple()));
            Ok(())
        })
    })
    .await
}

/// Adds a task in a person's own words.
///
/// # Errors
/// [`DeskError::Needs`] for an empty one.
pub async fn add_task(app: &Arc<App>, by: &By, incident: Uuid, title: String) -> Result<(), DeskError> {
    if title.trim().is_empty() {
        return Err(DeskError::Needs("what is to do"));
    }
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let due = step.now + jiff::SignedDuration::from_hours(24);
            let order = NewTask { kind: "manual", text_id: "task-manual", arguments: json!({}), words: title, due };
            Ok(step.ask_desk(order).await?)
        })
    })
    .await
}
