//! How a case ends, and how it is opened again.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    vocabulary::IncidentState,
};

use crate::{
    app::App,
    desk::{
        By, DeskError, Veil, alarms,
        follow_up::settle_tasks,
        offers, outgoing, read,
        report_incident::tracking_link,
        step::{CaseAt, Step, Visible, step},
    },
    mail::message::{ClosingSurvey, DeskWord},
    store::find,
};

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
pub async fn end_incident(
    app: &Arc<App>,
    by: &By,
    incident: impl Into<CaseAt>,
    ending: Ending,
) -> Result<(), DeskError> {
    let original = original(app, by, &ending).await?;
    step(app, by, incident, move |step| {
        Box::pin(async move {
            if original == Some(step.incident.id) {
                return Err(DeskError::NotFound("incident"));
            }
            step.incident.duplicate_of = original;
            become_ended(step, &ending)?;
            offers::stop_all(step, "case_ended").await?;
            silence_alarms(step).await?;
            settle_tasks(step, "case_ended", |_| true).await?;
            tell_end(step, &ending).await?;
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

/// The case that this one is another report of; none where it ends otherwise.
async fn original(app: &App, by: &By, ending: &Ending) -> Result<Option<Uuid>, DeskError> {
    let Ending::Duplicate { of } = ending else { return Ok(None) };
    let original = read::incident_by_reference(app, of).await?;
    Veil::must_leave_open(app, by, original.id).await?;
    Ok(Some(original.id))
}

fn become_ended(step: &mut Step<'_>, ending: &Ending) -> Result<(), DeskError> {
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
    Ok(())
}

async fn tell_end(step: &mut Step<'_>, ending: &Ending) -> Result<(), DeskError> {
    let key = format!("entry-ended-{}", ending.state().as_str().replace('_', "-"));
    step.tell(&key, json!({ "to": ending.disposition() }), Visible::All).await?;
    if !ending.note().trim().is_empty() {
        step.quote("note", ending.note().to_owned(), step.now, Visible::Desk).await?;
    }
    Ok(())
}

async fn silence_alarms(step: &mut Step<'_>) -> Result<(), DeskError> {
    for alarm in find::alarms_of(step.tx.db(), step.incident.id).await? {
        if alarm.acknowledged_at.is_none() {
            alarms::silence(step, alarm).await?;
        }
    }
    Ok(())
}

async fn tell_closed(step: &mut Step<'_>) -> Result<(), DeskError> {
    let Some(address) = outgoing::safe_address(&step.incident)?.map(str::to_owned) else { return Ok(()) };
    let link = tracking_link(&step.app, step.incident.id).await?;
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
