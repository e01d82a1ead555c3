//! The provider that has the case: its first contact, its news, its end when it never calls.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    offer::DeclineReason,
    vocabulary::IncidentState,
};

use super::{ask_to_call, settle_tasks};
use crate::{
    app::App,
    desk::{
        By, DeskError,
        alarms::{self, AlarmKind},
        choose_provider::must_be_free_to_choose,
        lift_doubt::must_allow_offers,
        offers, outgoing,
        send_offers::{at_once, can_be_asked, fresh_list, offer_to},
        step::{NewTask, Step, Visible, step},
    },
    i18n::Words,
    store::{
        entity::{alarm, assignment, entry, offer, task},
        find, row,
    },
};

/// The provider says that it has spoken with the victim.
///
/// # Errors
/// [`DeskError::NotFound`] when it hasn't the case.
pub async fn confirm_first_contact(app: &Arc<App>, by: &By, incident: Uuid) -> Result<(), DeskError> {
    step(app, by, incident, move |step| Box::pin(async move { first_contact(step, None).await })).await
}

/// The same inside a step; `mail` is the mail that it came by.
///
/// # Errors
/// See [`confirm_first_contact`].
pub(in crate::desk) async fn first_contact(step: &mut Step<'_>, mail: Option<Uuid>) -> Result<(), DeskError> {
    let found = find::open_assignment(step.tx.db(), step.incident.id).await?;
    let mut assignment = found.ok_or(DeskError::NotFound("assignment"))?;
    if assignment.first_contact_at.is_none() {
        assignment.first_contact_at = Some(step.now.as_microsecond());
        let payload = Payload::new().text("assignment", assignment.id.simple());
        step.event(Action::FirstContactConfirmed, with_mail(payload, mail));
        step.tell("entry-first-contact", json!({}), Visible::All).await?;
        row::save(step.tx, assignment).await?;
        settle_tasks(step, "reached", |task| task.text_id == "task-call-victim-unreachable").await?;
    }
    goes_on(step)
}

fn with_mail(payload: Payload, mail: Option<Uuid>) -> Payload {
    match mail {
        Some(mail) => payload.text("by", "mail").text("mail", mail.simple()),
        None => payload,
    }
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
            let by_clock = step.by == By::Desk;
            let text = if by_clock { "entry-no-contact-in-time" } else { "entry-nobody-called" };
            step.tell(text, json!({}), Visible::All).await?;
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
    /// « J’ai parlé avec la victime. »
    Reached,
    /// « Victime injoignable. »
    Unreachable,
    /// « Pas pour moi », and why if it was said: the case goes back to the desk.
    NotForMe(Option<DeclineReason>),
    /// « Terminé »: the closing report is awaited.
    Done,
    /// « Terminé », with the closing report in the words.
    Finished,
}

impl News {
    /// End of the text's key `entry-news-…`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InHand => "in-hand",
            Self::Reached => "reached",
            Self::Unreachable => "unreachable",
            Self::NotForMe(_) => "not-for-me",
            Self::Done => "done",
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
            note_news(step, news, None).await?;
            if !words.trim().is_empty() {
                // Why one gives the case back is not for the next to read.
                let reader = if matches!(news, News::NotForMe(_)) { Visible::Desk } else { Visible::Provider };
                step.quote("update", words, step.now, reader).await?;
            }
            follow_news(step, news).await
        })
    })
    .await
}

/// News that came by this mail, whose words stand on the case already.
///
/// # Errors
/// See [`provider_news`].
pub(in crate::desk) async fn news_by_mail(step: &mut Step<'_>, news: News, mail: Uuid) -> Result<(), DeskError> {
    note_news(step, news, Some(mail)).await?;
    follow_news(step, news).await
}

async fn note_news(step: &mut Step<'_>, news: News, mail: Option<Uuid>) -> Result<(), DeskError> {
    if news == News::Reached {
        return first_contact(step, mail).await;
    }
    let found = find::open_assignment(step.tx.db(), step.incident.id).await?;
    let assignment = found.ok_or(DeskError::NotFound("assignment"))?;
    // Once is enough for « terminé »: what is awaited is the report, or it is in.
    if news == News::Done && told(step, &assignment).await? != Told::AtWork {
        return Ok(());
    }
    let payload = Payload::new().text("news", news.as_str()).text("assignment", assignment.id.simple());
    let payload = match news {
        News::NotForMe(Some(reason)) => payload.text("reason", reason.as_str()),
        _ => payload,
    };
    step.event(Action::ProviderReported, with_mail(payload, mail));
    Ok(step.tell(&format!("entry-news-{}", news.as_str()), json!({}), Visible::All).await?)
}

async fn follow_news(step: &mut Step<'_>, news: News) -> Result<(), DeskError> {
    match news {
        News::InHand | News::Reached => goes_on(step),
        News::Unreachable => {
            let asked = find::tasks_of(step.tx.db(), step.incident.id).await?;
            if asked.iter().any(|task| task.done_at.is_none() && task.text_id == "task-call-victim-unreachable") {
                return Ok(());
            }
            let words = Words(outgoing::language(&step.incident)).say("task-call-victim-unreachable-words");
            ask_to_call(step, "task-call-victim-unreachable", words).await
        }
        News::NotForMe(_) => {
            offers::give_back(step, "provider_gave_back").await?;
            ask_for_another(step).await
        }
        News::Done => {
            goes_on(step)?;
            match find::open_assignment(step.tx.db(), step.incident.id).await? {
                Some(assignment) if told(step, &assignment).await? == Told::Reported => Ok(()),
                _ => ask_to_close(step, "task-report-awaited").await,
            }
        }
        News::Finished => ask_to_close(step, "task-close").await,
    }
}

/// A case that comes back is nobody's unless somebody is told.
async fn ask_for_another(step: &mut Step<'_>) -> Result<(), DeskError> {
    let minutes = if step.incident.priority <= 2 { 30 } else { 240 };
    let due = step.now + jiff::SignedDuration::from_mins(minutes);
    let (kind, text_id) = ("manual", "task-given-back");
    Ok(step.ask_desk(NewTask { kind, text_id, arguments: json!({}), words: String::new(), due }).await?)
}

/// How far the provider of this assignment says that it is.
///
/// # Errors
/// The database.
pub(super) async fn told(step: &Step<'_>, assignment: &assignment::Model) -> Result<Told, DeskError> {
    Ok(Told::of(assignment, &find::entries_of(step.tx.db(), step.incident.id).await?))
}

/// How far the provider says that it is, by the lines of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It is at work.
    AtWork,
    /// It is done; its report is awaited.
    Done,
    /// Its report is in.
    Reported,
}

impl Told {
    /// Of an assignment, by the timeline of its case.
    #[must_use]
    pub fn of(assignment: &assignment::Model, entries: &[entry::Model]) -> Self {
        // What was said in an earlier assignment of the case is not about this one.
        let since = |entry: &&entry::Model| entry.entered_at >= assignment.assigned_at;
        let said = |news: News| {
            let line = format!("entry-news-{}", news.as_str());
            entries.iter().filter(since).any(|entry| entry.text_id.as_ref() == Some(&line))
        };
        match (said(News::Finished), said(News::Done)) {
            (true, _) => Self::Reported,
            (false, true) => Self::Done,
            (false, false) => Self::AtWork,
        }
    }
}

fn goes_on(step: &mut Step<'_>) -> Result<(), DeskError> {
    if step.state()? == IncidentState::Assigned {
        step.become_state(IncidentState::Following)?;
    }
    Ok(())
}

/// The desk closes the case: once, whether the provider says that it is done, sends its report, or does both. The task to
/// get the report is over when the report is in.
///
/// # Errors
/// The database.
pub(super) async fn ask_to_close(step: &mut Step<'_>, text_id: &'static str) -> Result<(), DeskError> {
    settle_tasks(step, "reported", |task| text_id == "task-close" && task.text_id == "task-report-awaited").await?;
    let open = find::tasks_of(step.tx.db(), step.incident.id).await?;
    let stands = |task: &task::Model| ["task-close", "task-report-awaited"].contains(&task.text_id.as_str());
    if open.iter().any(|task| task.done_at.is_none() && stands(task)) {
        return Ok(());
    }
    let due = step.now + jiff::SignedDuration::from_hours(24);
    let order = NewTask { kind: "manual", text_id, arguments: json!({}), words: String::new(), due };
    Ok(step.ask_desk(order).await?)
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
        let stands =
            |alarm: &alarm::Model| alarm.acknowledged_at.is_none() || alarm.raised_at >= assignment.assigned_at;
        if alarms.iter().any(|alarm| alarm.kind == kind && stands(alarm)) {
            continue;
        }
        nobody_called(app, &By::Desk, assignment.incident_id).await?;
    }
    Ok(())
}

/// Takes the case back from its provider: it never called, or the victim asks for another.
///
/// # Errors
/// [`DeskError::NotFound`] when nobody has it.
pub async fn take_back(app: &Arc<App>, by: &By, incident: Uuid, reason: String) -> Result<(), DeskError> {
    step(app, by, incident, move |step| Box::pin(async move { unassign(step, &reason).await })).await
}

/// Takes the case back and asks the next in the same step: the first provider's link is dead, it is asked to delete,
/// and the others hear of the case. With nobody on the list the search goes on by itself, widening; without the victim's
/// agreement nobody is asked. Says how many were.
///
/// # Errors
/// [`DeskError::NotFound`] when nobody has it.
pub async fn relaunch(app: &Arc<App>, by: &By, incident: Uuid, reason: String) -> Result<usize, DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            unassign(step, &reason).await?;
            if must_allow_offers(step).is_err() {
                return Ok(0);
            }
            let list = fresh_list(step).await?;
            let next = list.ranking.candidates.iter().filter(|one| can_be_asked(step, one));
            let next: Vec<_> = next.take(at_once(step)).cloned().collect();
            if next.is_empty() {
                step.become_state(IncidentState::Offering)?;
                return Ok(0);
            }
            let count = next.len();
            offer_to(step, &list, next).await?;
            Ok(count)
        })
    })
    .await
}

async fn unassign(step: &mut Step<'_>, reason: &str) -> Result<(), DeskError> {
    if find::open_assignment(step.tx.db(), step.incident.id).await?.is_none() {
        return Err(DeskError::NotFound("assignment"));
    }
    let reason = if reason.trim().is_empty() { "taken_back" } else { reason };
    offers::give_back(step, reason).await?;
    // Who takes the case back has dealt with the alarm.
    alarms::settle(step, AlarmKind::NoProviderContact).await
}

/// Takes one offer back.
///
/// # Errors
/// [`DeskError::Already`] when it is answered or over.
pub async fn withdraw_offer(app: &Arc<App>, by: &By, id: Uuid) -> Result<(), DeskError> {
    let known = row::get::<offer::Entity>(app.store.reader(), id, "offer").await?;
    step(app, by, known.incident_id, move |step| {
        Box::pin(async move {
            let row = row::get::<offer::Entity>(step.tx.db(), id, "offer").await?;
            must_be_free_to_choose(step, row.provider_id).await?;
            if !vigie_domain::offer::is_pending(offers::state_of(&row)?) {
                return Err(DeskError::Already("the offer is over"));
            }
            offers::withdraw(step, row, "by_desk").await
        })
    })
    .await
}

/// The provider that lost a case says that it deleted what it had got of it.
///
/// # Errors
/// [`DeskError::NotFound`] when it wasn't asked to.
pub async fn confirm_deletion(app: &Arc<App>, by: &By, incident: Uuid, offer: Uuid) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let found = find::assignment_of_offer(step.tx.db(), offer).await?;
            let asked = found.filter(|row| row.deletion_asked_at.is_some());
            let mut assignment = asked.ok_or(DeskError::NotFound("assignment"))?;
            if assignment.deletion_confirmed_at.is_some() {
                return Ok(());
            }
            assignment.deletion_confirmed_at = Some(step.now.as_microsecond());
            step.event(Action::DeletionConfirmed, Payload::new().text("offer", offer.simple()));
            step.tell("entry-deletion-confirmed", json!({}), Visible::Desk).await?;
            Ok(row::save(step.tx, assignment).await?)
        })
    })
    .await
}
