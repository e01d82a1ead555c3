//! A message was given up: a person is told, and an offer that can't arrive makes room for the next.

use std::sync::Arc;

use serde_json::json;
use vigie_domain::{
    audit::{Action, Payload},
    vocabulary::OfferState,
};

use super::{
    By, DeskError,
    alarms::{self, AlarmKind},
    offers::state_of,
    step::{Step, Visible, step},
};
use crate::{
    app::App,
    store::{
        entity::{offer, outbox},
        row,
    },
};

/// What follows from a message that will not arrive.
///
/// # Errors
/// The database.
pub async fn mail_failed(app: &Arc<App>, message: outbox::Model) -> Result<(), DeskError> {
    let Some(incident) = message.incident_id else {
        tracing::error!(message = %message.id, kind = message.kind, "a message was given up");
        return Ok(());
    };
    step(app, &By::Desk, incident, move |step| {
        Box::pin(async move {
            let arguments = json!({ "kind": message.kind });
            step.tell("entry-mail-failed", arguments.clone(), Visible::Desk).await?;
            match message.offer_id.filter(|_| message.kind == "offer") {
                Some(id) => undeliverable(step, id).await,
                None => Ok(alarms::raise(step, AlarmKind::MailFailed, arguments).await?),
            }
        })
    })
    .await
}

/// The provider never got it: nobody waits for its answer.
async fn undeliverable(step: &mut Step<'_>, id: uuid::Uuid) -> Result<(), DeskError> {
    let row = row::get::<offer::Entity>(step.tx.db(), id, "offer").await?;
    if state_of(&row)? != OfferState::Sent {
        return Ok(());
    }
    step.event(Action::OfferUndeliverable, Payload::new().text("offer", id.simple()));
    let expired = offer::Model { state: OfferState::Expired.as_str().into(), ..row };
    Ok(row::save(step.tx, expired).await?)
}
