//! Following a case: notes, messages, ticks, tasks, the provider's news, closing and its other ends.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    vocabulary::IncidentState,
};

use super::{
    By, DeskError,
    alarms::{self, AlarmKind},
    deadlines, offers, outgoing,
    step::{NewTask, Step, Visible, step},
};
use crate::{
    app::App,
    fresh,
    i18n::Words,
    mail::message::{ClosingSurvey, DeskWord, Message},
    store::{
        entity::{action_tick, task},
        find, row,
    },
};

/// Adds a note to the timeline. `happened_at` may be earlier than now: paper is typed in later.
///
/// # Errors
/// [`DeskError::Needs`] for an empty note.
pub async fn add_note(
    app: &Arc<App>,
    by: &By,
    incident: Uuid,
    body: String,
    happened_at: Option<Timestamp>,
) -> Result<(), DeskError> {
    if body.trim().is_empty() {
        return Err(DeskError::Needs("some words"));
    }
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let at = happened_at.filter(|at| *at <= step.now).unwrap_or(step.now);
            let id = step.quote("note", body, at, Visible::Desk).await?;
            let payload = Payload::new().text("entry", id.simple()).integer("happened_at", at.as_microsecond());
            step.event(Action::NoteAdded, payload);
            Ok(())
        })
    })
    .await
}

/// A message between two parties of the case; what the victim or the provider writes becomes the owner's task.
///
/// # Errors
/// [`DeskError::Needs`] for an empty message; [`DeskError::Forbidden`] for who has no part in the case.
pub async fn send_message(app: &Arc<App>, by: &By, incident: Uuid, body: String, to: Visible) -> Result<(), DeskError> {
    if body.trim().is_empty() {
        return Err(DeskError::Needs("some words"));
    }
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let id = step.quote("message", body.clone(), step.now, to).await?;
            let payload = Payload::new().text("entry", id.simple()).text("to", to.as_str());
            match step.by {
                By::Victim | By::Provider(_) => {
                    step.event(Action::MessageReceived, payload);
                    ask_to_read(step).await
                }
                _ => {
                    step.event(Action::MessageSent, payload);
                    mail_to_victim(step, &body, to).await
                }
            }
        })
    })
    .await
}

async fn ask_to_read(step: &mut Step<'_>) -> Result<(), DeskError> {
    let order = NewTask {
        kind: "manual",
        text_id: "task-read-message",
        arguments: json!({}),
        words: String::new(),
        due: step.now + jiff::SignedDuration::from_mins(60),
    };
    Ok(step.ask_desk(order).await?)
}

async fn mail_to_victim(step: &mut Step<'_>, body: &str, to: Visible) -> Result<(), DeskError> {
    if !matches!(to, Visible::Victim | Visible::All) {
        return Ok(());
    }
    let Some(address) = outgoing::safe_address(&step.incident)?.map(str::to_owned) else {
        return ask_to_call(step, "task-call-victim-message", body.to_owned()).await;
    };
    let link = super::report_incident::tracking_link(&step.app, step.incident.id).await?;
    let message = Message {
        reference: DeskWord(step.incident.reference.clone()),
        from: outgoing::identity(&step.app.config).name,
        body: body.to_owned().into(),
        link: link.id.into(),
    };
    let lang = outgoing::language(&step.incident);
    let rendered = outgoing::render(&step.app, lang, step.now, |setting| message.render(setting));
    Ok(outgoing::queue(step, None, &address, rendered).await?)
}

/// A message has no safe way to the victim: somebody calls, with the words ready.
///
/// # Errors
/// The database.
pub async fn ask_to_call(step: &mut Step<'_>, text_id: &'static str, words: String) -> Result<(), DeskError> {
    let minutes = if step.incident.priority <= 2 { 30 } else { 240 };
    let due = step.now + jiff::SignedDuration::from_mins(minutes);
    let order = NewTask { kind: "call_victim", text_id, arguments: json!({}), words, due };
    Ok(step.ask_desk(order).await?)
}

/// What the operator ticks beside a first action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// It was read out.
    Said,
    /// The victim has done it.
    Done,
    /// The victim can't or won't.
    Refused,
}

impl Tick {
    /// As the row keeps it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

/// Ticks a first action: the exact sentence, who read it, and when, become evidence. `None` takes the tick back.
///
/// # Errors
/// [`DeskError::NotFound`] for an action that isn't advised.
pub async fn tick_action(
    app: &Arc<App>,
    by: &By,
    incident: Uuid,
    action_id: String,
    tick: Option<Tick>,
) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let known = find::ticks_of(step.tx.db(), incident).await?;
            let before = known.into_iter().find(|row| row.action_id == action_id);
            match (before, tick) {
                (None, None) => Ok(()),
                (Some(row), None) => {
                    step.event(Action::ActionUnticked, Payload::new().text("action", &action_id));
                    Ok(row::delete(step.tx, row).await?)
                }
                (before, Some(tick)) => write_tick(step, before, &action_id, tick).await,
            }
        })
    })
    .await
}

async fn write_tick(
    step: &mut Step<'_>,
    before: Option<action_tick::Model>,
    action_id: &str,
    tick: Tick,
) -> Result<(), DeskError> {
    let words = super::read::advised_words(&step.incident, action_id)?.ok_or(DeskError::NotFound("action"))?;
    let payload = Payload::new().text("action", action_id).text("state", tick.as_str()).text("words", &words);
    step.event(Action::ActionTicked, payload);
    let is_new = before.is_none();
    let row = action_tick::Model {
        id: before.map_or_else(|| fresh::id(step.now), |row| row.id),
        incident_id: step.incident.id,
        action_id: action_id.to_owned(),
        words,
        state: tick.as_str().to_owned(),
        by_name: step.by.name(),
        at: step.now.as_microsecond(),
    };
    let written = if is_new { row::insert(step.tx, row).await } else { row::save(step.tx, row).await };
    Ok(written?)
}

/// Marks a task as done.
///
/// # Errors
/// [`DeskError::Already`] when it is.
pub async fn finish_task(app: &Arc<App>, by: &By, id: Uuid) -> Result<(), DeskError> {
    let found = row::get::<task::Entity>(app.store.reader(), id, "task").await?;
    let person = by.staff_id();
    step(app, by, found.incident_id, move |step| {
        Box::pin(async move {
            let mut task = row::get::<task::Entity>(step.tx.db(), id, "task").await?;
            if task.done_at.is_some() {
                return Err(DeskError::Already("the task is done"));
            }
            task.done_at = Some(step.now.as_microsecond());
            task.done_by = person;
            step.event(Action::TaskDone, Payload::new().text("kind", &task.kind).text("task", id.simple()));
            if task.kind == "call_victim" {
                step.incident.first_contact_at.get_or_insert(step.now.as_microsecond());
            }
            Ok(row::save(step.tx, task).await?)
        })
    })
    .await
}

/// Takes a case over.
///
/// # Errors
/// [`DeskError::Forbidden`] for anybody but the staff.
pub async fn take_over(app: &Arc<App>, by: &By, incident: Uuid) -> Result<(), DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    step(app, by, incident, move |step| {
        Box::pin(async move {
            step.incident.owner = Some(person);
            step.event(Action::OwnerChanged, Payload::new().text("owner", person.simple()));
            Ok(())
        })
    })
    .await
}

/// How a case ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Over; the disposition of the MISP taxonomy and a sentence.
    Closed {
        /// `confirmed`, `unidentified`, …
        disposition: String,
        /// What came of it.
        note: String,
    },
    /// Handed to another desk or service.
    Transferred {
        /// Who has it now.
        to: String,
        /// Why, and what was passed on.
        note: String,
    },
    /// Another report of a known case.
    Duplicate {
        /// The reference of that case.
        of: String,
    },
    /// A question that was answered.
    Information {
        /// What was asked and answered.
        note: String,
    },
    /// Looked at: no malicious act.
    NotIncident {
        /// `failed`, `misconfiguration`, `refuted`, …
        disposition: String,
        /// What it was.
        note: String,
    },
}

impl Ending {
    const fn state(&self) -> IncidentState {
        match self {
            Self::Closed { .. } => IncidentState::Closed,
            Self::Transferred { .. } => IncidentState::Transferred,
            Self::Duplicate { .. } => IncidentState::Duplicate,
            Self::Information { .. } => IncidentState::Information,
            Self::NotIncident { .. } => IncidentState::NotIncident,
        }
    }

    fn disposition(&self) -> &str {
        match self {
            Self::Closed { disposition, .. } | Self::NotIncident { disposition, .. } => disposition,
            Self::Transferred { to, .. } => to,
            Self::Duplicate { of } => of,
            Self::Information { .. } => "information",
        }
    }

    fn note(&self) -> &str {
        match self {
            Self::Closed { note, .. }
            | Self::Transferred { note, .. }
            | Self::Information { note }
            | Self::NotIncident { note, .. } => note,
            Self::Duplicate { .. } => "",
        }
    }
}

/// Ends a case: offers stop, open alarms fall silent, the victim is told where it is safe.
///
/// # Errors
/// [`DeskError::Incident`] from where it can't end; [`DeskError::NotFound`] for the original of a duplicate.
pub async fn end_incident(app: &Arc<App>, by: &By, incident: Uuid, ending: Ending) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            if let Ending::Duplicate { of } = &ending {
                let original = find::incident_by_reference(step.tx.db(), of.trim()).await?;
                let original = original.filter(|found| found.id != step.incident.id);
                step.incident.duplicate_of = Some(original.ok_or(DeskError::NotFound("incident"))?.id);
            }
            step.become_state(ending.state())?;
            step.incident.closed_at = Some(step.now.as_microsecond());
            step.incident.disposition = Some(ending.disposition().to_owned());
            let action = match ending.state() {
                IncidentState::Transferred => Action::IncidentTransferred,
                IncidentState::Duplicate => Action::DuplicateConfirmed,
                _ => Action::IncidentClosed,
            };
            let payload = Payload::new().text("state", ending.state()).text("disposition", ending.disposition());
            step.event(action, payload);
            offers::stop_all(step, "case_ended").await?;
            silence_alarms(step).await?;
            let arguments = json!({ "to": ending.disposition() });
            step.tell(&format!("entry-ended-{}", ending.state().as_str().replace('_', "-")), arguments, Visible::All)
                .await?;
            if !ending.note().trim().is_empty() {
                step.quote("note", ending.note().to_owned(), step.now, Visible::Desk).await?;
            }
            if matches!(ending, Ending::Closed { .. }) {
                offers::end_assignment(step, "closed").await?;
                tell_closed(step).await?;
            } else {
                // Handed over, or no incident after all: its provider has nothing to do there any more.
                offers::take_away(step, "case_ended").await?;
            }
            Ok(())
        })
    })
    .await
}

async fn silence_alarms(step: &mut Step<'_>) -> Result<(), DeskError> {
    for mut alarm in find::alarms_of(step.tx.db(), step.incident.id).await? {
        if alarm.acknowledged_at.is_none() {
            alarm.acknowledged_at = Some(step.now.as_microsecond());
            alarm.acknowledged_by = step.by.staff_id();
            step.event(Action::AlarmAcknowledged, Payload::new().text("kind", &alarm.kind));
            row::save(step.tx, alarm).await?;
        }
    }
    Ok(())
}

async fn tell_closed(step: &mut Step<'_>) -> Result<(), DeskError> {
    let Some(address) = outgoing::safe_address(&step.incident)?.map(str::to_owned) else { return Ok(()) };
    let link = super::report_incident::tracking_link(&step.app, step.incident.id).await?;
    let message = ClosingSurvey { reference: DeskWord(step.incident.reference.clone()), link: link.id.into() };
    let lang = outgoing::language(&step.incident);
    let rendered = outgoing::render(&step.app, lang, step.now, |setting| message.render(setting));
    Ok(outgoing::queue(step, None, &address, rendered).await?)
}

/// Opens an ended case again; its history stays.
///
/// # Errors
/// [`DeskError::Incident`] when it isn't over; [`DeskError::Needs`] without a reason.
pub async fn reopen(app: &Arc<App>, by: &By, incident: Uuid, reason: String) -> Result<(), DeskError> {
    if reason.trim().is_empty() {
        return Err(DeskError::Needs("a reason"));
    }
    step(app, by, incident, move |step| {
        Box::pin(async move {
            if !vigie_domain::incident::is_over(step.state()?) {
                return Err(DeskError::Already("the case is open"));
            }
            step.become_state(IncidentState::Open)?;
            step.incident.closed_at = None;
            step.incident.disposition = None;
            step.incident.round += 1;
            step.event(Action::IncidentReopened, Payload::new());
            step.tell("entry-reopened", json!({}), Visible::Desk).await?;
            step.quote("note", reason, step.now, Visible::Desk).await?;
            Ok(())
        })
    })
    .await
}

/// The provider says that it has spoken with the victim.
///
/// # Errors
/// [`DeskError::NotFound`] when it hasn't the case.
pub async fn confirm_first_contact(app: &Arc<App>, by: &By, incident: Uuid) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let found = find::open_assignment(step.tx.db(), incident).await?;
            let mut assignment = found.ok_or(DeskError::NotFound("assignment"))?;
            if assignment.first_contact_at.is_none() {
                assignment.first_contact_at = Some(step.now.as_microsecond());
                step.event(Action::FirstContactConfirmed, Payload::new().text("assignment", assignment.id.simple()));
                step.tell("entry-first-contact", json!({}), Visible::All).await?;
                row::save(step.tx, assignment).await?;
            }
            if step.state()? == IncidentState::Assigned {
                step.become_state(IncidentState::Following)?;
            }
            Ok(())
        })
    })
    .await
}

/// The victim says « personne ne m’a appelé », or the clock does: an alarm, and the case waits for a person.
///
/// # Errors
/// [`DeskError::NotFound`] when nobody has the case.
pub async fn nobody_called(app: &Arc<App>, by: &By, incident: Uuid) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let found = find::open_assignment(step.tx.db(), incident).await?;
            let assignment = found.ok_or(DeskError::NotFound("assignment"))?;
            step.event(Action::FirstContactMissed, Payload::new().text("assignment", assignment.id.simple()));
            step.tell("entry-nobody-called", json!({}), Visible::All).await?;
            Ok(alarms::raise(step, AlarmKind::NoProviderContact, json!({})).await?)
        })
    })
    .await
}

/// News from the provider, in human words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// « Pris en charge. »
    InHand,
    /// « Victime injoignable. »
    Unreachable,
    /// « Pas pour moi »: the case goes back to the desk.
    NotForMe,
    /// « Terminé », with the closing report in the words.
    Finished,
}

impl News {
    /// End of the text's key `entry-news-…`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InHand => "in-hand",
            Self::Unreachable => "unreachable",
            Self::NotForMe => "not-for-me",
            Self::Finished => "finished",
        }
    }
}

/// The provider tells how it goes.
///
/// # Errors
/// [`DeskError::NotFound`] when it hasn't the case.
pub async fn provider_news(
    app: &Arc<App>,
    by: &By,
    incident: Uuid,
    news: News,
    words: String,
) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let found = find::open_assignment(step.tx.db(), incident).await?;
            let assignment = found.ok_or(DeskError::NotFound("assignment"))?;
            let payload = Payload::new().text("news", news.as_str()).text("assignment", assignment.id.simple());
            step.event(Action::ProviderReported, payload);
            step.tell(&format!("entry-news-{}", news.as_str()), json!({}), Visible::All).await?;
            if !words.trim().is_empty() {
                step.quote("update", words, step.now, Visible::Provider).await?;
            }
            follow_news(step, news).await
        })
    })
    .await
}

async fn follow_news(step: &mut Step<'_>, news: News) -> Result<(), DeskError> {
    match news {
        News::InHand => {
            if step.state()? == IncidentState::Assigned {
                step.become_state(IncidentState::Following)?;
            }
            Ok(())
        }
        News::Unreachable => {
            let words = Words(outgoing::language(&step.incident)).say("task-call-victim-unreachable-words");
            ask_to_call(step, "task-call-victim-unreachable", words).await
        }
        News::NotForMe => offers::give_back(step, "provider_gave_back").await,
        News::Finished => {
            let due = step.now + jiff::SignedDuration::from_hours(24);
            let arguments = json!({});
            let order = NewTask { kind: "manual", text_id: "task-close", arguments, words: String::new(), due };
            Ok(step.ask_desk(order).await?)
        }
    }
}

/// Raises the alarm for every assignment whose provider didn't confirm its first contact in time.
///
/// # Errors
/// The database.
pub async fn watch_provider_contact(app: &Arc<App>) -> Result<(), DeskError> {
    let now = app.clock.now().as_microsecond();
    for assignment in find::provider_contact_overdue(app.store.reader(), now).await? {
        let alarms = find::alarms_of(app.store.reader(), assignment.incident_id).await?;
        let kind = AlarmKind::NoProviderContact.as_str();
        if alarms.iter().any(|alarm| alarm.kind == kind && alarm.raised_at >= assignment.assigned_at) {
            continue;
        }
        nobody_called(app, &By::Desk, assignment.incident_id).await?;
    }
    Ok(())
}

/// Passes every running clock whose time is up.
///
/// # Errors
/// The database.
pub async fn watch_deadlines(app: &Arc<App>) -> Result<(), DeskError> {
    deadlines::pass_overdue(app).await
}

/// Takes the case back from its provider: it never called, or the victim asks for another.
///
/// # Errors
/// [`DeskError::NotFound`] when nobody has it.
pub async fn take_back(app: &Arc<App>, by: &By, incident: Uuid, reason: String) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            if find::open_assignment(step.tx.db(), incident).await?.is_none() {
                return Err(DeskError::NotFound("assignment"));
            }
            let reason = if reason.trim().is_empty() { "taken_back".to_owned() } else { reason };
            offers::give_back(step, &reason).await
        })
    })
    .await
}

/// Takes one offer back.
///
/// # Errors
/// [`DeskError::Already`] when it is answered or over.
pub async fn withdraw_offer(app: &Arc<App>, by: &By, offer: Uuid) -> Result<(), DeskError> {
    use crate::store::entity::offer as rows;
    let known = row::get::<rows::Entity>(app.store.reader(), offer, "offer").await?;
    step(app, by, known.incident_id, move |step| {
        Box::pin(async move {
            let row = row::get::<rows::Entity>(step.tx.db(), offer, "offer").await?;
            if !vigie_domain::offer::is_pending(offers::state_of(&row)?) {
                return Err(DeskError::Already("the offer is over"));
            }
            offers::withdraw(step, row, "by_desk").await
        })
    })
    .await
}

/// Adds a task in a person's own words.
///
/// # Errors
/// [`DeskError::Needs`] for an empty one.
pub async fn add_task(app: &Arc<App>, by: &By, incident: Uuid, title: String) -> Result<(), DeskError> {
    if title.trim().is_empty() {
        return Err(DeskError::Needs("what is to do"));
    }
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let due = step.now + jiff::SignedDuration::from_hours(24);
            let order = NewTask { kind: "manual", text_id: "task-manual", arguments: json!({}), words: title, due };
            Ok(step.ask_desk(order).await?)
        })
    })
    .await
}
