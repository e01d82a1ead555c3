//! What several steps do with the offers of a case: take them back, end the assignment, give the case back to the desk.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    offer::is_pending,
    vocabulary::{IncidentState, Lang, OfferState},
};

use super::{
    DeskError,
    follow_up::settle_tasks,
    links, outgoing,
    propose_providers::need_of,
    step::{Step, Visible, word},
};
use crate::{
    mail::message::{DeskWord, NotChosen, TooLate, Withdrawn},
    store::{
        entity::{offer, outbox},
        find, row,
    },
};

/// State of an offer's row.
///
/// # Errors
/// [`crate::store::StoreError::Corrupt`].
pub fn state_of(offer: &offer::Model) -> Result<OfferState, DeskError> {
    Ok(word("offer state", &offer.state)?)
}

/// Whom an offer is about, for the lines of the timeline that name it to the desk.
#[must_use]
pub fn named(step: &Step<'_>, offer: &offer::Model) -> Value {
    let directory = step.app.directory.snapshot();
    directory.get(offer.provider_id.into()).map_or_else(|| json!({}), |found| json!({ "company": found.company }))
}

/// Nobody has to phone a provider any more that has answered, or that is no longer asked.
///
/// # Errors
/// The database.
pub async fn settle_call(step: &mut Step<'_>, offer: Uuid, why: &str) -> Result<(), DeskError> {
    let offer = offer.simple().to_string();
    settle_tasks(step, why, |task| task.kind == "call_on_call" && task.arguments["offer"] == offer.as_str()).await
}

/// Nobody has to choose, nor to ask the victim for her choice, any more.
///
/// # Errors
/// The database.
pub async fn settle_choice(step: &mut Step<'_>, why: &str) -> Result<(), DeskError> {
    settle_tasks(step, why, |task| task.kind == "choose_for_victim" || task.text_id == "task-call-victim-choice").await
}

/// Takes back every offer of the case that waits or is available; mail that hasn't left doesn't leave.
///
/// # Errors
/// The database.
pub async fn stop_all(step: &mut Step<'_>, reason: &str) -> Result<(), DeskError> {
    for offer in find::offers_of(step.tx.db(), step.incident.id).await? {
        let state = state_of(&offer)?;
        if is_pending(state) || state == OfferState::Available {
            withdraw(step, offer, reason).await?;
        }
    }
    step.incident.choice_due = None;
    settle_choice(step, reason).await?;
    if reason == "consent_withdrawn" {
        give_back(step, reason).await?;
        if step.state()? == IncidentState::Offering {
            step.become_state(IncidentState::Open)?;
        }
    }
    Ok(())
}

/// Takes back one offer; its provider is told if it had been asked.
///
/// # Errors
/// The database.
pub async fn withdraw(step: &mut Step<'_>, mut offer: offer::Model, reason: &str) -> Result<(), DeskError> {
    let was = state_of(&offer)?;
    offer.state = OfferState::Withdrawn.as_str().into();
    let payload = Payload::new().text("offer", offer.id.simple()).text("reason", reason);
    step.event(Action::OfferWithdrawn, payload);
    cancel_unsent(step, offer.id).await?;
    settle_call(step, offer.id, "withdrawn").await?;
    if was != OfferState::Held {
        let message = Withdrawn { reference: reference(step), confirm_deletion: None };
        let rendered = outgoing::render(&step.app, Lang::Fr, step.now, |setting| message.render(setting));
        outgoing::queue(step, Some(offer.id), &offer.recipient, rendered).await?;
    }
    Ok(row::save(step.tx, offer).await?)
}

/// Takes back the offer of a provider that has as many cases as it takes by now; the victim hears that it isn't free.
///
/// # Errors
/// The database.
pub async fn withdraw_full(step: &mut Step<'_>, offer: offer::Model) -> Result<(), DeskError> {
    step.tell("entry-offer-full", named(step, &offer), Visible::Victim).await?;
    withdraw(step, offer, "at_capacity").await?;
    stop_waiting_for_choice(step).await
}

/// Takes back what was offered to firms that are named as the way in: they may have been asked before that was known.
///
/// # Errors
/// The database; a case that can't be read back.
pub async fn withdraw_named(step: &mut Step<'_>) -> Result<(), DeskError> {
    let named = need_of(&step.app, &step.incident, &[], BTreeSet::new())?.named;
    for offer in find::offers_of(step.tx.db(), step.incident.id).await? {
        let state = state_of(&offer)?;
        let stands = is_pending(state) || state == OfferState::Available;
        if stands && named.contains(&offer.provider_id.into()) {
            withdraw(step, offer, "conflict_of_interest").await?;
        }
    }
    stop_waiting_for_choice(step).await
}

/// With nobody available any more there is nothing to choose from: the next who is starts the time anew.
///
/// # Errors
/// The database.
pub async fn stop_waiting_for_choice(step: &mut Step<'_>) -> Result<(), DeskError> {
    let offers = find::offers_of(step.tx.db(), step.incident.id).await?;
    let available =
        |offer: &offer::Model| offer.round == step.incident.round && offer.state == OfferState::Available.as_str();
    if !offers.iter().any(available) {
        step.incident.choice_due = None;
        settle_choice(step, "nobody_available").await?;
    }
    Ok(())
}

async fn cancel_unsent(step: &Step<'_>, offer: Uuid) -> Result<(), DeskError> {
    for mail in find::unsent_of_offer(step.tx.db(), offer).await? {
        row::save(step.tx, outbox::Model { state: "dropped".into(), ..mail }).await?;
    }
    Ok(())
}

/// The reference of the step's case, as mails name it.
#[must_use]
pub fn reference(step: &Step<'_>) -> DeskWord {
    DeskWord(step.incident.reference.clone())
}

/// Tells everybody else who was asked that the case is taken.
///
/// # Errors
/// The database.
pub async fn thank_the_others(step: &mut Step<'_>, chosen: Uuid) -> Result<(), DeskError> {
    for mut offer in find::offers_of(step.tx.db(), step.incident.id).await? {
        if offer.id == chosen || offer.round != step.incident.round {
            continue;
        }
        let was = state_of(&offer)?;
        if was != OfferState::Available && !is_pending(was) {
            continue;
        }
        let now_is = if was == OfferState::Available { OfferState::NotChosen } else { OfferState::Withdrawn };
        offer.state = now_is.as_str().into();
        let action = if was == OfferState::Available { Action::OfferNotChosen } else { Action::OfferWithdrawn };
        step.event(action, Payload::new().text("offer", offer.id.simple()));
        cancel_unsent(step, offer.id).await?;
        tell_taken(step, &offer, was).await?;
        row::save(step.tx, offer).await?;
    }
    settle_tasks(step, "taken", |task| task.kind == "call_on_call").await?;
    settle_choice(step, "taken").await
}

/// Who was available wasn't chosen; who hadn't answered is too late; who was never asked hears nothing.
async fn tell_taken(step: &mut Step<'_>, offer: &offer::Model, was: OfferState) -> Result<(), DeskError> {
    let reference = reference(step);
    let rendered = match was {
        OfferState::Held => return Ok(()),
        OfferState::Available => {
            let message = NotChosen { reference };
            outgoing::render(&step.app, Lang::Fr, step.now, |setting| message.render(setting))
        }
        _ => {
            let message = TooLate { reference };
            outgoing::render(&step.app, Lang::Fr, step.now, |setting| message.render(setting))
        }
    };
    Ok(outgoing::queue(step, Some(offer.id), &offer.recipient, rendered).await?)
}

/// Ends the open assignment, if there is one; says which offer it came from.
///
/// # Errors
/// The database.
pub async fn end_assignment(step: &mut Step<'_>, reason: &str) -> Result<Option<Uuid>, DeskError> {
    end(step, reason, Deletion::NotAsked).await
}

/// Is the provider asked to delete what it got?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deletion {
    Asked,
    NotAsked,
}

async fn end(step: &mut Step<'_>, reason: &str, deletion: Deletion) -> Result<Option<Uuid>, DeskError> {
    let Some(mut assignment) = find::open_assignment(step.tx.db(), step.incident.id).await? else { return Ok(None) };
    assignment.ended_at = Some(step.now.as_microsecond());
    assignment.end_reason = Some(reason.to_owned());
    assignment.deletion_asked_at = (deletion == Deletion::Asked).then(|| step.now.as_microsecond());
    let offer = assignment.offer_id;
    let payload = Payload::new().text("assignment", assignment.id.simple()).text("reason", reason);
    step.event(Action::AssignmentEnded, payload);
    row::save(step.tx, assignment).await?;
    find::grow_directory_generation(step.tx).await?;
    Ok(Some(offer))
}

/// Tasks that are about the provider that has the case: with it they go.
const OF_ITS_PROVIDER: [&str; 3] = ["task-report-awaited", "task-close", "task-call-victim-unreachable"];

/// The provider no longer has the case: its link is dead, it is asked to delete what it got and to say so behind a link
/// that shows nothing of the case. Says which offer it was.
///
/// # Errors
/// The database.
pub async fn take_away(step: &mut Step<'_>, reason: &str) -> Result<Option<Uuid>, DeskError> {
    let Some(offer_id) = end(step, reason, Deletion::Asked).await? else { return Ok(None) };
    let offer = row::get::<offer::Entity>(step.tx.db(), offer_id, "offer").await?;
    links::revoke_of_offer(step.tx, step.incident.id, offer_id, step.now).await?;
    let link = links::new_link(links::Scope::Deletion, step.incident.id, Some(offer_id), step.now);
    let message = Withdrawn { reference: reference(step), confirm_deletion: Some(link.id.into()) };
    row::insert(step.tx, link).await?;
    let rendered = outgoing::render(&step.app, Lang::Fr, step.now, |setting| message.render(setting));
    outgoing::queue(step, Some(offer_id), &offer.recipient, rendered).await?;
    row::save(step.tx, offer::Model { state: OfferState::Withdrawn.as_str().into(), ..offer }).await?;
    step.event(Action::DeletionAsked, Payload::new().text("offer", offer_id.simple()));
    settle_tasks(step, reason, |task| OF_ITS_PROVIDER.contains(&task.text_id.as_str())).await?;
    Ok(Some(offer_id))
}

/// The case comes back to the desk from its provider, and is open again.
///
/// # Errors
/// The database.
pub async fn give_back(step: &mut Step<'_>, reason: &str) -> Result<(), DeskError> {
    if take_away(step, reason).await?.is_none() {
        return Ok(());
    }
    step.become_state(IncidentState::Open)?;
    // A new round: those who were asked before may be asked again, the one who gave it back may not.
    step.incident.round += 1;
    step.tell("entry-given-back", json!({}), Visible::All).await?;
    Ok(())
}
