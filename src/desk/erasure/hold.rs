//! Holds: a case that a court, an insurer or an inquiry needs isn't erased until a named person lifts the hold.

use std::sync::Arc;

use uuid::Uuid;
use vigie_domain::audit::{Action, Payload};

use crate::{
    app::App,
    desk::{By, DeskError, step::step},
    fresh,
    store::{entity::legal_hold, find, row},
};

/// Holds a case, with the reason in words: they stay in the desk, the trail says only that it is held.
///
/// # Errors
/// [`DeskError::Needs`] without a reason, [`DeskError::Already`] when it is held.
pub async fn set_hold(app: &Arc<App>, by: &By, case: Uuid, reason: String) -> Result<(), DeskError> {
    let reason = said(reason)?;
    step(app, by, case, move |step| {
        Box::pin(async move {
            if find::hold_on(step.tx.db(), case).await?.is_some() {
                return Err(DeskError::Already("it is held"));
            }
            let hold = legal_hold::Model {
                id: fresh::id(step.now),
                incident_id: case,
                reason,
                set_by: step.by.staff_id(),
                set_at: step.now.as_microsecond(),
                lifted_by: None,
                lifted_at: None,
                lift_reason: None,
            };
            step.event(Action::HoldSet, Payload::new().text("hold", hold.id.simple()));
            Ok(row::insert(step.tx, hold).await?)
        })
    })
    .await
}

/// Lifts a hold.
///
/// # Errors
/// [`DeskError::NotFound`], [`DeskError::Needs`] without a reason, [`DeskError::Already`] when it was lifted.
pub async fn lift_hold(app: &Arc<App>, by: &By, hold: Uuid, reason: String) -> Result<(), DeskError> {
    let reason = said(reason)?;
    let known = row::get::<legal_hold::Entity>(app.store.reader(), hold, "hold").await?;
    step(app, by, known.incident_id, move |step| {
        Box::pin(async move {
            let mut held = row::get::<legal_hold::Entity>(step.tx.db(), hold, "hold").await?;
            if held.lifted_at.is_some() {
                return Err(DeskError::Already("the hold is lifted"));
            }
            held.lifted_by = step.by.staff_id();
            held.lifted_at = Some(step.now.as_microsecond());
            held.lift_reason = Some(reason);
            step.event(Action::HoldLifted, Payload::new().text("hold", hold.simple()));
            Ok(row::save(step.tx, held).await?)
        })
    })
    .await
}

fn said(reason: String) -> Result<String, DeskError> {
    if reason.trim().is_empty() { Err(DeskError::Needs("a reason")) } else { Ok(reason) }
}
