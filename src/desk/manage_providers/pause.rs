//! Stopping a provider at once: one supervisor pauses it, its open offers are withdrawn, each of its assignments becomes
//! a task with what to tell the victim. A suspension does the same.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    offer::is_pending,
    provider::Provider,
    vocabulary::{OfferState, VettingState},
};

use super::change::{Change, change};
use crate::{
    app::App,
    desk::{
        By, DeskError,
        offers::{self, state_of},
        outgoing,
        step::{NewTask, Step, step},
    },
    i18n::Words,
    store::{
        entity::{assignment, offer},
        find, row,
    },
};

/// The text of the task; one of it is enough for an assignment.
const TASK: &str = "task-provider-paused";

/// Pauses a provider at once: open offers are withdrawn, each assignment becomes a task with what to tell the victim.
///
/// # Errors
/// [`DeskError::Needs`] without a reason; [`DeskError::Already`] when it is paused.
pub async fn pause_provider(app: &Arc<App>, by: &By, id: Uuid, reason: String) -> Result<(), DeskError> {
    if reason.trim().is_empty() {
        return Err(DeskError::Needs("a reason"));
    }
    set_paused(app, by, id, Some(app.clock.now()), reason).await?;
    stop_offers(app, by).await
}

/// Lets a paused provider be asked again.
///
/// # Errors
/// [`DeskError::Already`] when it isn't paused.
pub async fn resume_provider(app: &Arc<App>, by: &By, id: Uuid) -> Result<(), DeskError> {
    set_paused(app, by, id, None, String::new()).await
}

async fn set_paused(app: &Arc<App>, by: &By, id: Uuid, at: Option<Timestamp>, reason: String) -> Result<(), DeskError> {
    let action = if at.is_some() { Action::ProviderPaused } else { Action::ProviderResumed };
    change(app, by, Change::new(id, action, Payload::new().text("reason", reason)), move |row| {
        if row.paused_at.is_some() == at.is_some() {
            return Err(DeskError::Already("the provider's pause"));
        }
        row.paused_at = at.map(Timestamp::as_microsecond);
        Ok(())
    })
    .await
}

/// Takes the offers of stopped providers back and asks somebody to call their victims. Idempotent: a desk that crashed
/// after the pause goes on here.
///
/// # Errors
/// The database.
pub async fn stop_offers_of_stopped(app: &Arc<App>) -> Result<(), DeskError> {
    stop_offers(app, &By::Desk).await
}

pub(super) async fn stop_offers(app: &Arc<App>, by: &By) -> Result<(), DeskError> {
    let directory = app.directory.snapshot();
    let stopped = |id: Uuid| directory.get(id.into()).filter(|provider| is_stopped(provider)).cloned();
    let db = app.store.reader();
    for offer in find::living_offers(db).await? {
        if stopped(offer.provider_id).is_some() {
            withdraw_one(app, by, offer).await?;
        }
    }
    for assignment in find::assignments_open_or_since(db, i64::MAX).await? {
        if let Some(provider) = stopped(assignment.provider_id) {
            ask_to_tell(app, by, assignment, provider).await?;
        }
    }
    Ok(())
}

/// Paused by the desk, suspended, or removed; leave that was announced stops nothing that runs.
fn is_stopped(provider: &Provider) -> bool {
    provider.paused || matches!(provider.vetting.state, VettingState::Suspended | VettingState::Removed)
}

async fn withdraw_one(app: &Arc<App>, by: &By, known: offer::Model) -> Result<(), DeskError> {
    step(app, by, known.incident_id, move |step| {
        Box::pin(async move {
            let row = row::get::<offer::Entity>(step.tx.db(), known.id, "offer").await?;
            let state = state_of(&row)?;
            if is_pending(state) || state == OfferState::Available {
                offers::withdraw(step, row, "provider_paused").await?;
                offers::stop_waiting_for_choice(step).await?;
            }
            Ok(())
        })
    })
    .await
}

/// One task for an assignment and a stop: done once, it comes again only when the provider is stopped anew.
async fn ask_to_tell(
    app: &Arc<App>,
    by: &By,
    assignment: assignment::Model,
    provider: Provider,
) -> Result<(), DeskError> {
    let row = row::get::<crate::store::entity::provider::Entity>(app.store.reader(), provider.id.0, "provider").await?;
    let decided = provider.vetting.decision.as_ref().map(|decision| decision.at.as_microsecond());
    let since = row.paused_at.or(decided).unwrap_or(assignment.assigned_at).max(assignment.assigned_at);
    let known = find::tasks_of(app.store.reader(), assignment.incident_id).await?;
    if known.iter().any(|task| task.text_id == TASK && task.created_at >= since) {
        return Ok(());
    }
    step(app, by, assignment.incident_id, move |step| Box::pin(async move { ask(step, &provider).await })).await
}

async fn ask(step: &mut Step<'_>, provider: &Provider) -> Result<(), DeskError> {
    let words = Words(outgoing::language(&step.incident));
    let order = NewTask {
        kind: "reask",
        text_id: TASK,
        arguments: json!({ "company": provider.company }),
        words: words.with_text("task-provider-paused-words", "company", &provider.company),
        due: step.now + SignedDuration::from_mins(60),
    };
    Ok(step.ask_desk(order).await?)
}
