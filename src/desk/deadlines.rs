//! Legal clocks of a case: proposed from the facts, started and stopped by a person, never by a machine.

use std::{collections::BTreeMap, sync::Arc};

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    calendar::HolidaySet,
    deadline::{Proposal, Situation, awareness, propose},
    intake::IncidentReport,
    playbook::Holds,
};

use super::{
    By, DeskError,
    alarms::{self, AlarmKind},
    assess::Assessed,
    step::{Visible, step},
};
use crate::{
    app::App,
    clock::instant,
    fresh,
    store::{
        entity::{deadline, incident},
        find, row,
    },
};

/// The clocks that the advice names, that the law has in force that day and that may concern this organisation.
#[must_use]
pub fn proposed(
    app: &App,
    incident: &incident::Model,
    report: &IncidentReport,
    assessed: &Assessed,
    now: Timestamp,
) -> Vec<deadline::Model> {
    let zone = report.organisation.zone();
    let facts = super::assess::facts_of(&report.facts).or(&assessed.found.heard_facts());
    let received_at = instant(incident.received_at);
    let met = BTreeMap::new();
    let situation = Situation {
        facts: &facts,
        kind: report.organisation.kind,
        awareness: awareness(report.discovered_at, report.occurred_at, received_at),
        happened: report.occurred_at,
        met: &met,
        zone: &zone,
        holidays: HolidaySet::of_department(&incident.department),
    };
    let today = now.to_zoned(zone.clone()).date();
    let named = assessed.advice.fr.deadlines.iter().filter(|named| !matches!(named.applies, Holds::No));
    named
        .filter_map(|named| {
            let proposal = propose(app.law.in_force(&named.id, today)?, &situation)?;
            Some(row_of(incident.id, proposal, named.applies, now))
        })
        .collect()
}

fn row_of(incident: Uuid, proposal: Proposal, named: Holds, now: Timestamp) -> deadline::Model {
    let clock = proposal.clock;
    let applies = proposal.applies.min(named);
    deadline::Model {
        id: fresh::id(now),
        incident_id: incident,
        clock: clock.id,
        state: clock.state.as_str().to_owned(),
        condition: if matches!(applies, Holds::Yes) { "met" } else { "ask" }.to_owned(),
        start_at: clock.start_earliest.as_microsecond(),
        start_latest: clock.start_latest.as_microsecond(),
        due_at: clock.due_at.map(Timestamp::as_microsecond),
        confirmed_by: None,
        confirmed_at: None,
        stopped_at: None,
        proof: None,
    }
}

/// What a person decides about a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It applies: it runs.
    Start,
    /// It doesn't apply.
    Dismiss,
    /// It is done; a receipt's number or a sentence proves it.
    Meet {
        /// The proof.
        proof: String,
    },
}

/// Starts, dismisses or stops a clock.
///
/// # Errors
/// [`DeskError::Already`] from another state; [`DeskError::Needs`] without proof.
pub async fn decide_deadline(app: &Arc<App>, by: &By, id: Uuid, decision: Decision) -> Result<(), DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    let known = row::get::<deadline::Entity>(app.store.reader(), id, "deadline").await?;
    step(app, by, known.incident_id, move |step| {
        Box::pin(async move {
            let mut row = row::get::<deadline::Entity>(step.tx.db(), id, "deadline").await?;
            let action = decide(&mut row, decision, person, step.now)?;
            step.event(action, Payload::new().text("clock", &row.clock).text("state", &row.state));
            let arguments = json!({ "clock": row.clock });
            step.tell(&format!("entry-deadline-{}", row.state), arguments, Visible::Victim).await?;
            Ok(row::save(step.tx, row).await?)
        })
    })
    .await
}

fn decide(row: &mut deadline::Model, decision: Decision, person: Uuid, now: Timestamp) -> Result<Action, DeskError> {
    match (row.state.as_str(), decision) {
        ("proposed", Decision::Start) => {
            row.state = "running".into();
            row.confirmed_by = Some(person);
            row.confirmed_at = Some(now.as_microsecond());
            Ok(Action::DeadlineStarted)
        }
        ("proposed", Decision::Dismiss) => {
            row.state = "refused".into();
            row.confirmed_by = Some(person);
            row.confirmed_at = Some(now.as_microsecond());
            Ok(Action::DeadlineDismissed)
        }
        ("running" | "passed", Decision::Meet { proof }) if !proof.trim().is_empty() => {
            row.state = "met".into();
            row.stopped_at = Some(now.as_microsecond());
            row.proof = Some(proof);
            Ok(Action::DeadlineStopped)
        }
        ("running" | "passed", Decision::Meet { .. }) => Err(DeskError::Needs("a proof")),
        _ => Err(DeskError::Already("the deadline is decided")),
    }
}

/// Passes every running clock whose time is up, and raises the alarm: what can still be done is on the page.
///
/// # Errors
/// The database.
pub async fn pass_overdue(app: &Arc<App>) -> Result<(), DeskError> {
    let now = app.clock.now().as_microsecond();
    for overdue in find::deadlines_to_pass(app.store.reader(), now).await? {
        step(app, &By::Desk, overdue.incident_id, move |step| {
            Box::pin(async move {
                let mut row = row::get::<deadline::Entity>(step.tx.db(), overdue.id, "deadline").await?;
                if row.state != "running" {
                    return Ok(());
                }
                row.state = "passed".into();
                step.event(Action::DeadlinePassed, Payload::new().text("clock", &row.clock));
                row::save(step.tx, row).await?;
                Ok(alarms::raise(step, AlarmKind::DeadlinePassed, json!({})).await?)
            })
        })
        .await?;
    }
    Ok(())
}
