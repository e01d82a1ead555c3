//! What time does to offers: held ones leave, silent ones expire, the next are asked, and nobody left means an alarm.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    incident::IncidentError,
    matching::{Availability, Shortlist, failures, next_widening},
    offer,
    vocabulary::{Condition, IncidentState, OfferMode, OfferState, Severity},
};

use super::{
    By, DeskError,
    alarms::{self, AlarmKind},
    lift_doubt::must_allow_offers,
    links,
    offers::{named, settle_call, state_of, withdraw, withdraw_full},
    propose_providers::{RankedAt, keep, last_widening, need_of, ranked},
    send_offers::{at_once, can_be_asked, mail_offer, offer_to},
    step::{NewTask, Step, Visible, step, word},
};
use crate::{
    app::App,
    store::{entity::offer as offers, find, row},
};

/// One round of the clock over all offers. Idempotent: what was done isn't done again. A case that can't go on keeps no
/// other from going on.
///
/// # Errors
/// The first that was met; all that could be done is done.
pub async fn run_offers(app: &Arc<App>) -> Result<(), DeskError> {
    let now = app.clock.now().as_microsecond();
    let db = app.store.reader();
    let mut round = Round::default();
    for held in find::offers_to_release(db, now).await? {
        round.note(held.incident_id, release(app, held).await);
    }
    for sent in find::offers_at_half_time(db, now).await? {
        round.note(sent.incident_id, phone_on_call(app, sent).await);
    }
    for sent in find::offers_to_expire(db, now).await? {
        round.note(sent.incident_id, expire(app, sent).await);
    }
    for case in find::offering(db).await? {
        round.note(case.id, keep_asking(app, case.id).await);
    }
    for case in find::choice_overdue(db, now).await? {
        round.note(case.id, choice_timed_out(app, case.id).await);
    }
    round.outcome
}

/// What went wrong in a round: all of it in the log, the first of it to whoever runs the round.
struct Round {
    outcome: Result<(), DeskError>,
}

impl Default for Round {
    fn default() -> Self {
        Self { outcome: Ok(()) }
    }
}

impl Round {
    fn note(&mut self, incident: Uuid, done: Result<(), DeskError>) {
        if let Err(error) = done {
            tracing::error!(%incident, %error, "the offers of a case can't go on");
            if self.outcome.is_ok() {
                self.outcome = Err(error);
            }
        }
    }
}

/// A held offer leaves at the opening, unless its provider may not have the case any more: a label or an insurance that
/// ran out over the week-end, a calendar that filled up.
async fn release(app: &Arc<App>, held: offers::Model) -> Result<(), DeskError> {
    step(app, &By::Desk, held.incident_id, move |step| {
        Box::pin(async move {
            let mut row = row::get::<offers::Entity>(step.tx.db(), held.id, "offer").await?;
            if state_of(&row)? != OfferState::Held || row.leaves_at > step.now.as_microsecond() {
                return Ok(());
            }
            if let Some(condition) = fails_now(step, &row).await? {
                let words = json!({ "company": named(step, &row)["company"], "condition": condition.as_str() });
                step.tell("entry-offer-not-sent", words, Visible::Desk).await?;
                return withdraw(step, row, condition.as_str()).await;
            }
            row.state = OfferState::Sent.as_str().into();
            step.event(Action::OfferSent, Payload::new().text("offer", row.id.simple()));
            let link = links::of_offer(step.tx, step.incident.id, row.id).await?.ok_or(DeskError::NotFound("link"))?;
            mail_offer(step, &row, &link).await?;
            Ok(row::save(step.tx, row).await?)
        })
    })
    .await
}

/// What would keep the provider of an offer from being asked now.
async fn fails_now(step: &Step<'_>, row: &offers::Model) -> Result<Option<Condition>, DeskError> {
    let mut need = need_of(&step.app, &step.incident, &[], last_widening(step).await?)?;
    // That a critical case finds it closed was weighed when the offer was held.
    need.severity = Severity::Low;
    let directory = step.app.directory.snapshot();
    let Some(provider) = directory.get(row.provider_id.into()) else { return Ok(Some(Condition::NotVetted)) };
    let now = Availability::of(provider, step.now);
    Ok(failures(&need, provider, now, &step.app.config.matching.rules).iter().next())
}

/// At half time of a critical offer somebody of the desk phones the on-call number.
async fn phone_on_call(app: &Arc<App>, sent: offers::Model) -> Result<(), DeskError> {
    step(app, &By::Desk, sent.incident_id, move |step| {
        Box::pin(async move {
            let mut row = row::get::<offers::Entity>(step.tx.db(), sent.id, "offer").await?;
            if row.half_time_done || state_of(&row)? != OfferState::Sent {
                return Ok(());
            }
            row.half_time_done = true;
            let directory = step.app.directory.snapshot();
            let provider = directory.get(row.provider_id.into()).ok_or(DeskError::NotFound("provider"))?;
            let phone = provider.contact.on_call_phone.clone().or_else(|| provider.contact.phone.clone());
            let arguments = json!({ "offer": row.id.simple().to_string(), "company": provider.company, "phone": phone.unwrap_or_default() });
            let order = NewTask {
                kind: "call_on_call",
                text_id: "task-call-on-call",
                arguments,
                words: String::new(),
                due: crate::clock::instant(row.expires_at),
            };
            step.ask_desk(order).await?;
            Ok(row::save(step.tx, row).await?)
        })
    })
    .await
}

async fn expire(app: &Arc<App>, sent: offers::Model) -> Result<(), DeskError> {
    step(app, &By::Desk, sent.incident_id, move |step| {
        Box::pin(async move {
            let mut row = row::get::<offers::Entity>(step.tx.db(), sent.id, "offer").await?;
            if state_of(&row)? != OfferState::Sent || row.expires_at > step.now.as_microsecond() {
                return Ok(());
            }
            row.state = OfferState::Expired.as_str().into();
            step.event(Action::OfferExpired, Payload::new().text("offer", row.id.simple()));
            step.tell("entry-offer-expired", named(step, &row), Visible::Desk).await?;
            settle_call(step, row.id, "silent").await?;
            find::grow_directory_generation(step.tx).await?;
            Ok(row::save(step.tx, row).await?)
        })
    })
    .await
}

/// Brings in the next where somebody declined or stayed silent; widens when the list is used up; raises the alarm when
/// nobody is left.
///
/// # Errors
/// The database.
pub async fn keep_asking(app: &Arc<App>, incident: Uuid) -> Result<(), DeskError> {
    step(app, &By::Desk, incident, |step| {
        Box::pin(async move {
            if step.state()? != IncidentState::Offering || !may_go_on(step) {
                return Ok(());
            }
            leave_out_the_full(step).await?;
            let all = find::offers_of(step.tx.db(), step.incident.id).await?;
            let in_round = all.iter().filter(|offer| offer.round == step.incident.round);
            let states: Result<Vec<OfferState>, DeskError> = in_round.map(state_of).collect();
            let states = states?;
            let mode: OfferMode = word("offer mode", &step.incident.offer_mode)?;
            let many = u8::try_from(at_once(step)).unwrap_or(u8::MAX);
            let wanted = offer::wanted(&states, mode, many);
            if wanted == 0 {
                return Ok(());
            }
            ask_next(step, &all, wanted, &states).await
        })
    })
    .await
}

/// A case that is being offered goes on, also one from before the usual supplier was asked about.
fn may_go_on(step: &Step<'_>) -> bool {
    matches!(must_allow_offers(step), Ok(()) | Err(DeskError::Incident(IncidentError::SupplierNotAsked)))
}

/// Who said to be available, and has filled up by another case meanwhile, is nobody to choose from.
async fn leave_out_the_full(step: &mut Step<'_>) -> Result<(), DeskError> {
    let directory = step.app.directory.snapshot();
    let is_full = |offer: &offers::Model| {
        directory.get(offer.provider_id.into()).is_some_and(|one| one.open_assignments >= one.capacity)
    };
    let all = find::offers_of(step.tx.db(), step.incident.id).await?;
    let available = all.into_iter().filter(|offer| offer.state == OfferState::Available.as_str());
    for offer in available.filter(is_full) {
        withdraw_full(step, offer).await?;
    }
    Ok(())
}

async fn ask_next(
    step: &mut Step<'_>,
    all: &[offers::Model],
    wanted: usize,
    states: &[OfferState],
) -> Result<(), DeskError> {
    let mut widened = last_widening(step).await?;
    let at = RankedAt::of_step(step).await?;
    loop {
        let list = ranked(&step.app, &step.incident, all, widened.clone(), at)?;
        let next = list.ranking.candidates.iter().filter(|one| can_be_asked(step, one));
        let next: Vec<_> = next.take(wanted).cloned().collect();
        if !next.is_empty() {
            keep(step, &list).await?;
            return offer_to(step, &list, next).await;
        }
        // Somebody may still answer: widening waits until nobody can.
        if states.iter().any(|state| offer::is_pending(*state) || *state == OfferState::Available) {
            return Ok(());
        }
        match next_widening(&list.need) {
            Some(further) => {
                let payload = Payload::new().text("step", json!(further).as_str().unwrap_or_default());
                step.event(Action::ShortlistWidened, payload);
                widened.insert(further);
            }
            None => return nobody_left(step, &list).await,
        }
    }
}

async fn nobody_left(step: &mut Step<'_>, list: &Shortlist) -> Result<(), DeskError> {
    let alarms = find::alarms_of(step.tx.db(), step.incident.id).await?;
    let asked = find::offers_of(step.tx.db(), step.incident.id).await?;
    let newest = asked.iter().map(|offer| offer.created_at).max().unwrap_or(0);
    let kind = AlarmKind::NobodyLeft.as_str();
    if alarms.iter().any(|alarm| alarm.kind == kind && alarm.raised_at >= newest) {
        return Ok(());
    }
    keep(step, list).await?;
    step.tell("entry-nobody-left", json!({}), Visible::Desk).await?;
    Ok(alarms::raise(step, AlarmKind::NobodyLeft, json!({})).await?)
}

/// The victim didn't choose in time: the desk chooses for her if she said so, else somebody calls her.
async fn choice_timed_out(app: &Arc<App>, incident: Uuid) -> Result<(), DeskError> {
    step(app, &By::Desk, incident, |step| {
        Box::pin(async move {
            let due = step.incident.choice_due.filter(|due| *due <= step.now.as_microsecond());
            if due.is_none() || step.state()? != IncidentState::Offering {
                return Ok(());
            }
            step.incident.choice_due = None;
            step.event(Action::ChoiceTimedOut, Payload::new());
            let agreement = super::lift_doubt::agreement_of(&step.incident);
            let delegated = agreement.is_some_and(|given| given.delegated == super::lift_doubt::Delegated::Yes);
            let text_id = if delegated { "task-choose-for-victim" } else { "task-call-victim-choice" };
            let kind = if delegated { "choose_for_victim" } else { "call_victim" };
            // Who was asked to choose when the victim left it to the desk isn't asked twice.
            let tasks = find::tasks_of(step.tx.db(), step.incident.id).await?;
            if tasks.iter().any(|task| task.done_at.is_none() && task.text_id == text_id) {
                return Ok(());
            }
            let due = step.now + jiff::SignedDuration::from_mins(15);
            let order = NewTask { kind, text_id, arguments: json!({}), words: String::new(), due };
            Ok(step.ask_desk(order).await?)
        })
    })
    .await
}
