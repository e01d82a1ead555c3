//! An unknown address writes: a new report, by e-mail, unverified like any other, classified like any other.

use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    intake::{IncidentReport, PostalCode, RawContact, RawOrganisation, RawReport},
    vocabulary::{Channel, Lang},
};

use super::{
    Fate,
    fates::{alone, words_of},
    submission_of,
};
use crate::{
    app::App,
    desk::{
        By, DeskError, Exercise, NewReport, Reported,
        evidence::bring_files,
        report_incident,
        step::{NewTask, step},
    },
    mail::inbound::Incoming,
    store::{entity::inbound_mail, find},
};

/// A report out of a mail that nobody sent for. More of them than the budget allows within an hour wait in the tray: a
/// flood must not bury the desk, and no person's mail is dropped.
pub(super) async fn from_stranger(
    app: &Arc<App>,
    row: inbound_mail::Model,
    mail: Incoming,
) -> Result<inbound_mail::Model, DeskError> {
    let since = (app.clock.now() - SignedDuration::from_hours(1)).as_microsecond();
    let so_far = find::inbound_since(app.store.reader(), Fate::Report.as_str(), since).await?;
    if so_far >= u64::from(app.config.mail.answers_per_hour) {
        return alone(app, row, Fate::Aside, "flood").await;
    }
    go_on(app, row, mail).await
}

/// The same, for one whose report may be made already.
pub(super) async fn go_on(
    app: &Arc<App>,
    row: inbound_mail::Model,
    mail: Incoming,
) -> Result<inbound_mail::Model, DeskError> {
    match report_of(app, &mail, None) {
        Some((report, place)) => make(app, row, report, place).await,
        None => alone(app, row, Fate::Aside, "no-sender").await,
    }
}

/// Makes the report, once for a mail however often it comes, and writes down that it did.
async fn make(
    app: &Arc<App>,
    mut row: inbound_mail::Model,
    report: IncidentReport,
    place: Place,
) -> Result<inbound_mail::Model, DeskError> {
    let made = case_for(app, &By::Visitor, &row, report).await?;
    row.incident_id = Some(made.incident.id);
    bring_files(app, &By::Visitor, made.incident.id, &row).await?;
    if place == Place::NotSaid {
        ask_for_place(app, made.incident.id).await?;
    }
    alone(app, row, Fate::Report, "").await
}

/// Once for a case, whatever was broken off.
async fn ask_for_place(app: &Arc<App>, case: Uuid) -> Result<(), DeskError> {
    step(app, &By::Desk, case, |step| {
        Box::pin(async move {
            let text_id = "task-ask-place";
            if find::tasks_of(step.tx.db(), step.incident.id).await?.iter().any(|task| task.text_id == text_id) {
                return Ok(());
            }
            let due = crate::clock::instant(step.incident.first_contact_due);
            let (kind, arguments, words) = ("manual", json!({}), String::new());
            Ok(step.ask_desk(NewTask { kind, text_id, arguments, words, due }).await?)
        })
    })
    .await
}

/// Did the mail say where it happened?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A postal code stands in it, or a person knows it.
    Said,
    /// The desk's own department stands for it until somebody asks.
    NotSaid,
}

/// The case of a report that a mail made.
pub(super) async fn case_for(
    app: &Arc<App>,
    by: &By,
    row: &inbound_mail::Model,
    report: IncidentReport,
) -> Result<Reported, DeskError> {
    let new = NewReport {
        lang: report.lang.as_deref().and_then(|lang| lang.parse().ok()).unwrap_or(Lang::Fr),
        report,
        channel: Channel::Email,
        received_at: crate::clock::instant(row.received_at),
        submission: Some(submission_of(row)),
        exercise: Exercise::No,
        signs: Vec::new(),
    };
    report_incident(app, by, new).await
}

/// The report that a mail makes; none without an address to write back to. `postal_code` is what a person knows.
pub(super) fn report_of(app: &App, mail: &Incoming, postal_code: Option<&str>) -> Option<(IncidentReport, Place)> {
    let (code, said) = match postal_code {
        Some(known) => (known.to_owned(), Place::Said),
        None => place(app, mail),
    };
    let name =
        if mail.from_name.is_empty() { mail.from.split('@').next().unwrap_or_default() } else { &mail.from_name };
    let raw = RawReport {
        organisation: RawOrganisation { postal_code: Some(code), ..RawOrganisation::default() },
        contact: RawContact { name: Some(name.to_owned()), email: Some(mail.from.clone()), ..RawContact::default() },
        description: Some(words_of(mail)),
        ..RawReport::default()
    };
    Some((IncidentReport::parse(&raw, app.clock.now()).ok()?, said))
}

/// Five digits of the mail that are a place in remit; otherwise the desk's own department, until somebody asks.
fn place(app: &App, mail: &Incoming) -> (String, Place) {
    let digits = mail.text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| word.len() == 5);
    let codes = digits.filter_map(|word| word.parse::<PostalCode>().ok());
    let in_remit = |code: &PostalCode| {
        code.place().department().is_some_and(|department| app.config.desk.is_in_remit(department.code))
    };
    if let Some(code) = codes.take(50).find(in_remit) {
        return (code.to_string(), Place::Said);
    }
    let desk = &app.config.desk;
    let own = desk.departments.first().unwrap_or(&desk.holidays_of);
    let two: String = own.replace(['A', 'B'], "0").chars().take(3).collect();
    (format!("{two:0<5}"), Place::NotSaid)
}
