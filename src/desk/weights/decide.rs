//! Another person approves proposed weights, or anybody who may refuses them; who proposed them takes them back so.

use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;
use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use super::{person, told, weights_of};
use crate::{
    app::App,
    desk::{By, DeskError},
    store::{Tx, audit, entity::weights_proposal, find, row},
};

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WeightsDecision {
    /// They come into force.
    Approve,
    /// They don't.
    Refuse {
        /// Why.
        reason: String,
    },
}

/// Decides about proposed weights. Approved ones count for the next list, on every node.
///
/// # Errors
/// [`DeskError::Forbidden`] for who approves her own; [`DeskError::Needs`] for a refusal without a reason;
/// [`DeskError::Already`] when somebody was faster.
pub async fn decide_weights(app: &Arc<App>, by: &By, id: Uuid, decision: WeightsDecision) -> Result<(), DeskError> {
    let decided_by = person(by)?;
    let (now, by) = (app.clock.now(), by.clone());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let row = row::get::<weights_proposal::Entity>(tx.db(), id, "proposal").await?;
                let decided = decided(tx, row, decided_by, &decision, now).await?;
                if !find::decide_waiting_weights(tx, &decided).await? {
                    return Err(DeskError::Already("the proposal is decided"));
                }
                Ok(audit::append(tx, vec![event(&by, &decided)?], now).await?)
            })
        })
        .await
}

async fn decided(
    tx: &Tx<'_>,
    row: weights_proposal::Model,
    person: Uuid,
    decision: &WeightsDecision,
    now: Timestamp,
) -> Result<weights_proposal::Model, DeskError> {
    let row = weights_proposal::Model { decided_by: Some(person), decided_at: Some(now.as_microsecond()), ..row };
    match decision {
        WeightsDecision::Approve if row.proposed_by == person => Err(DeskError::Forbidden),
        WeightsDecision::Approve => {
            let last = find::approved_weights(tx.db()).await?.and_then(|last| last.version).unwrap_or(0);
            Ok(weights_proposal::Model { state: "approved".into(), version: Some(last + 1), ..row })
        }
        WeightsDecision::Refuse { reason } if reason.trim().is_empty() => Err(DeskError::Needs("a reason")),
        WeightsDecision::Refuse { reason } => {
            Ok(weights_proposal::Model { state: "refused".into(), decided_why: Some(reason.trim().to_owned()), ..row })
        }
    }
}

fn event(by: &By, decided: &weights_proposal::Model) -> Result<EventDraft, DeskError> {
    let weights = weights_of(decided)?;
    let payload = Payload::new().text("proposal", decided.id.simple()).list("weights", told(&weights));
    let (action, payload) = match decided.version {
        Some(version) => (Action::WeightsChanged, payload.integer("version", version)),
        None => (Action::WeightsRefused, payload.text("reason", decided.decided_why.as_deref().unwrap_or_default())),
    };
    Ok(EventDraft { subject: Subject::Desk, actor: by.actor(), action, payload })
}
