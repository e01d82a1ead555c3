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
    mail::message::MailKind,
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
    let Some(incident) = message.incident_id else { return tell_the_desk(app, message).await };
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

/// A message about no case: the rota hears of it, unless it was the rota's own.
async fn tell_the_desk(app: &Arc<App>, message: outbox::Model) -> Result<(), DeskError> {
    tracing::error!(message = %message.id, kind = message.kind, "a message was given up");
    if message.kind == MailKind::Alarm.as_str() {
        return Ok(());
    }
    let shared = Arc::clone(app);
    let arguments = json!({ "kind": message.kind });
    let raised = app.store.write(move |tx| {
        Box::pin(async move { alarms::raise_for_desk(tx, &shared, AlarmKind::MailFailed, arguments).await })
    });
    Ok(raised.await?)
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
