//! Somebody proposes other weights; what they would have changed is kept with them.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    matching::Weights,
};

use super::{WeightsInForce, person, told, try_weights, weights_in_force};
use crate::{
    app::App,
    desk::{By, DeskError},
    fresh,
    store::{StoreError, Tx, audit, entity::weights_proposal, find, row},
};

/// The longest reason, in letters.
const LONGEST_REASON: usize = 2000;

/// What is proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct NewWeights {
    /// The weights.
    pub weights: Weights,
    /// Why.
    pub reason: String,
    /// Days of the past that they are tried on.
    pub days: u32,
}

/// Proposes other weights; somebody else decides.
///
/// # Errors
/// [`DeskError::Forbidden`]; [`DeskError::Needs`] without a reason, or with an endless one; [`DeskError::Already`] when
/// these are in force, or others wait for a decision; [`DeskError::Stale`] when others came into force meanwhile.
pub async fn propose_weights(app: &Arc<App>, by: &By, new: NewWeights) -> Result<Uuid, DeskError> {
    let proposed_by = person(by)?;
    let reason = new.reason.trim().to_owned();
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        return Err(DeskError::Needs("a reason"));
    }
    let in_force = weights_in_force(app).await?;
    if new.weights.is_same_as(&in_force.weights) {
        return Err(DeskError::Already("these weights"));
    }
    let simulation = json!(try_weights(app, &new.weights, new.days).await?);
    let now = app.clock.now();
    let row = weights_proposal::Model {
        id: fresh::id(now),
        weights: json!(new.weights),
        reason,
        simulation,
        against: in_force.version,
        proposed_by,
        proposed_at: now.as_microsecond(),
        state: "waiting".into(),
        decided_by: None,
        decided_at: None,
        decided_why: None,
        version: None,
    };
    let (id, event) = (row.id, event(by, &row, &new.weights));
    let settings = app.config.matching.clone();
    let written = app.store.write(move |tx: &Tx<'_>| {
        Box::pin(async move {
            let still = WeightsInForce::of(find::approved_weights(tx.db()).await?, &settings)?;
            if still.version != row.against {
                return Err(DeskError::Stale);
            }
            row::insert(tx, row).await?;
            Ok(audit::append(tx, vec![event], now).await?)
        })
    });
    match written.await {
        Err(DeskError::Store(StoreError::Conflict { .. })) => Err(DeskError::Already("a proposal waits")),
        other => other.map(|()| id),
    }
}

fn event(by: &By, row: &weights_proposal::Model, weights: &Weights) -> EventDraft {
    let payload = Payload::new()
        .text("proposal", row.id.simple())
        .text("reason", &row.reason)
        .list("weights", told(weights))
        .integer("against", row.against);
    EventDraft { subject: Subject::Desk, actor: by.actor(), action: Action::WeightsProposed, payload }
}
