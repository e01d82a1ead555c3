//! A provider answers: by its link, by mail, or spoken on the telephone and written down by an operator. One defined
//! outcome each.

use std::sync::Arc;

use serde_json::{Value, json};
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    offer::{self, Answer, Effect, Taken},
    vocabulary::{Lang, OfferState},
};

use super::{
    By, DeskError,
    choose_provider::{assign, must_be_free_to_choose},
    clocks,
    follow_up::ask_to_call,
    offers::{named, settle_call, stop_waiting_for_choice},
    outgoing,
    report_incident::tracking_link,
    scrubbing::scrubbed,
    step::{Step, Visible, step, word},
};
use crate::{
    app::App,
    i18n::Words,
    mail::message::{Choice, DeskWord},
    store::{entity::offer as offers, find, row},
};

/// Records an answer and does what follows from it.
///
/// `who` is the name of the colleague who answered, as the page or the operator says.
///
/// # Errors
/// [`DeskError::Answer`] when it doesn't count any more.
pub async fn answer_offer(
    app: &Arc<App>,
    by: &By,
    offer_id: Uuid,
    answer: Answer,
    who: String,
) -> Result<Effect, DeskError> {
    let known = row::get::<offers::Entity>(app.store.reader(), offer_id, "offer").await?;
    let given = Answered { offer: offer_id, answer, who, mail: None };
    step(app, by, known.incident_id, move |step| Box::pin(async move { record_answer(step, given).await })).await
}

/// An answer as it came.
#[derive(Debug, Clone)]
pub(super) struct Answered {
    /// The offer.
    pub offer: Uuid,
    /// What is answered.
    pub answer: Answer,
    /// Name of the colleague who answered.
    pub who: String,
    /// The mail that it came by, if it did.
    pub mail: Option<Uuid>,
}

/// Records an answer inside a step. What it refuses it refuses before anything is written.
///
/// # Errors
/// See [`answer_offer`].
pub(super) async fn record_answer(step: &mut Step<'_>, given: Answered) -> Result<Effect, DeskError> {
    let given = Answered { answer: without_secrets(given.answer), ..given };
    let mut row = row::get::<offers::Entity>(step.tx.db(), given.offer, "offer").await?;
    must_be_free_to_choose(step, row.provider_id).await?;
    let open = find::open_assignment(step.tx.db(), step.incident.id).await?;
    let taken = if open.is_some() || row.round != step.incident.round { Taken::Yes } else { Taken::No };
    let state: OfferState = word("offer state", &row.state)?;
    let effect = offer::answer(state, word("offer mode", &row.mode)?, taken, &given.answer)?;
    if is_said_already(&row, effect, &given) {
        return Ok(effect);
    }
    let payload = payload_of(&row, &given).flag("late", state == OfferState::Expired);
    // Who completes what it said answered when it first did.
    let again = effect == Effect::Available && state == OfferState::Available;
    row.answered_at = row.answered_at.filter(|_| again).or_else(|| Some(step.now.as_microsecond()));
    row.answered_by = Some(given.who);
    row.answer = Some(json!(given.answer));
    apply(step, row, effect, payload).await?;
    Ok(effect)
}

/// Secrets never reach the disk.
fn without_secrets(answer: Answer) -> Answer {
    match answer {
        Answer::Declined { reason, words } => Answer::Declined { reason, words: scrubbed(&words, Lang::Fr) },
        available @ Answer::Available(_) => available,
    }
}

/// A second click: the same colleague says the same once more. Another name or other terms are another answer.
fn is_said_already(row: &offers::Model, effect: Effect, given: &Answered) -> bool {
    let stands = match effect {
        Effect::Available => row.state == OfferState::Available.as_str(),
        Effect::Declined => row.state == OfferState::Declined.as_str(),
        Effect::Assign => false,
    };
    stands && row.answered_by.as_ref() == Some(&given.who) && row.answer == Some(json!(given.answer))
}

fn payload_of(row: &offers::Model, given: &Answered) -> Payload {
    let payload =
        Payload::new().text("offer", row.id.simple()).text("provider", vigie_domain::ids::ProviderId(row.provider_id));
    let payload = match &given.answer {
        Answer::Available(terms) => payload.text("place", terms.place.as_str()),
        Answer::Declined { reason, .. } => payload.text("reason", reason.as_str()),
    };
    match given.mail {
        Some(mail) => payload.text("by", "mail").text("mail", mail.simple()),
        None => payload,
    }
}

/// Which firm, and which of its people: the row keeps the last answer alone, the timeline keeps them all.
fn answered_line(step: &Step<'_>, row: &offers::Model) -> Value {
    let mut said = named(step, row);
    if let Some(who) = row.answered_by.as_ref().filter(|who| !who.is_empty()) {
        said["who"] = json!(who);
    }
    said
}

async fn apply(step: &mut Step<'_>, mut row: offers::Model, effect: Effect, payload: Payload) -> Result<(), DeskError> {
    settle_call(step, row.id, "answered").await?;
    match effect {
        Effect::Declined => {
            let took_back = row.state == OfferState::Available.as_str();
            row.state = OfferState::Declined.as_str().into();
            step.event(Action::OfferDeclined, payload.flag("was_available", took_back));
            // Why a provider declines is never the victim's business; that one she was told of is gone, is.
            let (line, reader) = match took_back {
                true => ("entry-offer-taken-back", Visible::Victim),
                false => ("entry-offer-declined", Visible::Desk),
            };
            step.tell(line, answered_line(step, &row), reader).await?;
            find::grow_directory_generation(step.tx).await?;
            row::save(step.tx, row).await?;
            stop_waiting_for_choice(step).await
        }
        Effect::Available => {
            row.state = OfferState::Available.as_str().into();
            step.event(Action::OfferAvailable, payload);
            find::grow_directory_generation(step.tx).await?;
            step.tell("entry-offer-available", answered_line(step, &row), Visible::Victim).await?;
            row::save(step.tx, row).await?;
            ask_for_choice(step).await
        }
        Effect::Assign => {
            step.event(Action::OfferAvailable, payload);
            assign(step, row).await.map(|_| ())
        }
    }
}

/// The victim, or the operator for her, may choose from now on; the choice has its time.
async fn ask_for_choice(step: &mut Step<'_>) -> Result<(), DeskError> {
    if step.incident.choice_due.is_some() {
        return Ok(());
    }
    let due = clocks::choice_due(&step.app, step.severity()?, step.now);
    step.incident.choice_due = Some(due.as_microsecond());
    step.event(Action::ChoiceAsked, Payload::new().integer("due", due.as_microsecond()));
    let lang = outgoing::language(&step.incident);
    let Some(address) = outgoing::safe_address(&step.incident)?.map(str::to_owned) else {
        return ask_to_call(step, "task-call-victim-choice", Words(lang).say("task-call-victim-choice-words")).await;
    };
    let link = tracking_link(&step.app, step.incident.id).await?;
    let reference = DeskWord(step.incident.reference.clone());
    let message = Choice { reference, available: 1, until: due, tracking: link.id.into() };
    let rendered = outgoing::render(&step.app, lang, step.now, |setting| message.render(setting));
    Ok(outgoing::queue(step, None, &address, rendered).await?)
}

/// Takes an answer back: a colleague clicked by mistake. Only shortly after, and only while nobody is assigned.
///
/// # Errors
/// [`DeskError::Already`] when it is too late for that.
pub async fn undo_answer(
    app: &Arc<App>,
    by: &By,
    offer_id: Uuid,
    within: jiff::SignedDuration,
) -> Result<(), DeskError> {
    let known = row::get::<offers::Entity>(app.store.reader(), offer_id, "offer").await?;
    step(app, by, known.incident_id, move |step| {
        Box::pin(async move {
            let mut row = row::get::<offers::Entity>(step.tx.db(), offer_id, "offer").await?;
            let state: OfferState = word("offer state", &row.state)?;
            let answered = row.answered_at.filter(|_| matches!(state, OfferState::Available | OfferState::Declined));
            let still = answered.is_some_and(|at| crate::clock::instant(at) + within > step.now);
            let open = find::open_assignment(step.tx.db(), step.incident.id).await?;
            if !still || open.is_some() || row.round != step.incident.round {
                return Err(DeskError::Already("the answer stands"));
            }
            let is_late = row.expires_at <= step.now.as_microsecond();
            row.state = if is_late { OfferState::Expired } else { OfferState::Sent }.as_str().into();
            row.answered_at = None;
            row.answer = None;
            step.event(Action::OfferUndone, Payload::new().text("offer", offer_id.simple()));
            step.tell("entry-offer-undone", named(step, &row), Visible::Desk).await?;
            find::grow_directory_generation(step.tx).await?;
            row::save(step.tx, row).await?;
            stop_waiting_for_choice(step).await
        })
    })
    .await
}
