//! What time does to offers: held ones leave, silent ones expire, the next are asked, and nobody left means an alarm.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    matching::{Shortlist, next_widening},
    offer,
    vocabulary::{IncidentState, OfferMode, OfferState},
};

use super::{
    By, DeskError,
    alarms::{self, AlarmKind},
    lift_doubt::must_allow_offers,
    links,
    offers::{named, settle_call, state_of},
    propose_providers::{RankedAt, keep, last_widening, ranked},
    send_offers::{at_once, mail_offer, offer_to},
    step::{NewTask, Step, Visible, step, word},
};
use crate::{
    app::App,
    store::{entity::offer as offers, find, row},
};

/// One round of the clock over all offers. Idempotent: what was done isn't done again.
///
/// # Errors
/// The database; what was done before stays done.
pub async fn run_offers(app: &Arc<App>) -> Result<(), DeskError> {
    let now = app.clock.now().as_microsecond();
    let db = app.store.reader();
    for held in find::offers_to_release(db, now).await? {
        release(app, held).await?;
    }
    for sent in find::offers_at_half_time(db, now).await? {
        phone_on_call(app, sent).await?;
    }
    for sent in find::offers_to_expire(db, now).await? {
        expire(app, sent).await?;
    }
    for case in find::offering(db).await? {
        keep_asking(app, case.id).await?;
    }
    for case in find::choice_overdue(db, now).await? {
        choice_timed_out(app, case.id).await?;
    }
    Ok(())
}

async fn release(app: &Arc<App>, held: offers::Model) -> Result<(), DeskError> {
    step(app, &By::Desk, held.incident_id, move |step| {
        Box::pin(async move {
            let mut row = row::get::<offers::Entity>(step.tx.db(), held.id, "offer").await?;
            if state_of(&row)? != OfferState::Held || row.leaves_at > step.now.as_microsecond() {
                return Ok(());
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
            if step.state()? != IncidentState::Offering || must_allow_offers(step).is_err() {
                return Ok(());
            }
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
        let next: Vec<_> = list.ranking.candidates.iter().take(wanted).cloned().collect();
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
            let due = step.now + jiff::SignedDuration::from_mins(15);
            let order = NewTask { kind, text_id, arguments: json!({}), words: String::new(), due };
            Ok(step.ask_desk(order).await?)
        })
    })
    .await
}
