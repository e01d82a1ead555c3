//! Are the bytes still those that were received? Asked at each reading, and by a person at any time. What has changed is
//! told: in the trail, on the timeline, as a task, on the page until it is sound again.

use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;
use vigie_domain::audit::Action;

use super::{
    add::payload,
    room::{self, Found},
};
use crate::{
    app::App,
    desk::{
        By, DeskError,
        step::{NewTask, Step, Visible, step},
    },
    store::{entity::attachment, row},
};

/// A piece of this case; one of another case isn't there.
///
/// # Errors
/// [`DeskError::NotFound`].
pub(super) async fn piece(app: &App, incident: Uuid, id: Uuid) -> Result<attachment::Model, DeskError> {
    let found = row::find::<attachment::Entity>(app.store.reader(), id).await?;
    found.filter(|piece| piece.incident_id == incident).ok_or(DeskError::NotFound("file"))
}

/// The piece within a step, as it is now.
pub(super) async fn current(step: &Step<'_>, id: Uuid) -> Result<attachment::Model, DeskError> {
    let found = row::find::<attachment::Entity>(step.tx.db(), id).await?;
    found.filter(|piece| piece.incident_id == step.incident.id).ok_or(DeskError::NotFound("file"))
}

/// Hashes a piece again, and has it looked at by the scanner again, if there is one. Says whether it is sound.
///
/// # Errors
/// [`DeskError::NotFound`]; the data folder.
pub async fn check_piece(app: &Arc<App>, by: &By, incident: Uuid, id: Uuid) -> Result<bool, DeskError> {
    let known = piece(app, incident, id).await?;
    let found = room::read_through(app, &known.sha256, |file| Ok((room::hash_of(file)?, ()))).await?;
    match said(&found) {
        None => {
            told_sound(app, by, incident, id).await?;
            Ok(true)
        }
        Some(what) => {
            tell_damage(app, by, incident, (id, what)).await?;
            Ok(false)
        }
    }
}

/// What is there instead; none where the bytes are those that were received.
pub(super) fn said<T>(found: &Found<T>) -> Option<String> {
    match found {
        Found::Sound(_) => None,
        Found::Changed(hash) => Some(hash.clone()),
        Found::Missing => Some("missing".to_owned()),
    }
}

async fn told_sound(app: &Arc<App>, by: &By, incident: Uuid, id: Uuid) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let mut piece = current(step, id).await?;
            step.event(Action::FileChecked, payload(&piece).text("outcome", "sound"));
            piece.checked_at = Some(step.now.as_microsecond());
            piece.damaged_at = None;
            piece.scan = String::new();
            Ok(row::save(step.tx, piece).await?)
        })
    })
    .await
}

/// Writes down what was found instead of a piece's bytes, once as long as it lasts.
///
/// # Errors
/// The database.
pub(super) async fn tell_damage(
    app: &Arc<App>,
    by: &By,
    incident: Uuid,
    (id, found): (Uuid, String),
) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let mut piece = current(step, id).await?;
            step.event(Action::FileDamaged, payload(&piece).text("found", found));
            if piece.damaged_at.is_some() {
                return Ok(());
            }
            piece.damaged_at = Some(step.now.as_microsecond());
            step.tell("entry-file-damaged", json!({ "name": piece.name }), Visible::Desk).await?;
            let (due, text_id) = (step.now + SignedDuration::from_mins(60), "task-file-damaged");
            let arguments = json!({ "name": piece.name });
            step.ask_desk(NewTask { kind: "manual", text_id, arguments, words: String::new(), due }).await?;
            Ok(row::save(step.tx, piece).await?)
        })
    })
    .await
}
