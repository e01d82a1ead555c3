//! What pages and the API read: a case with everything that hangs on it, by a fixed number of statements.

use serde_json::Value;
use uuid::Uuid;
use vigie_domain::{matching::Shortlist, playbook::Classification, vocabulary::IncidentState};

use super::{
    DeskError,
    assess::Bilingual,
    assessment::Assessment,
    propose_providers::{RankedAt, ranked},
    step::document,
    weights::weights_in_force,
};
use crate::{
    app::App,
    store::{
        entity::{action_tick, alarm, assignment, deadline, entry, incident, link, offer, outbox, task},
        find, row,
    },
};

/// A case with everything that hangs on it.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// The case.
    pub incident: incident::Model,
    /// What the machine made of it.
    pub found: Classification,
    /// Why the severity and the priority are what they are (`severity`, `priority`).
    pub reason: Value,
    /// What was advised, in both languages.
    pub advice: Bilingual,
    /// Legal clocks.
    pub deadlines: Vec<deadline::Model>,
    /// Offers of all rounds.
    pub offers: Vec<offer::Model>,
    /// Who has it.
    pub assignment: Option<assignment::Model>,
    /// The newest list of providers.
    pub shortlist: Option<Shortlist>,
    /// Timeline, newest first.
    pub entries: Vec<entry::Model>,
    /// Tasks.
    pub tasks: Vec<task::Model>,
    /// Actions ticked.
    pub ticks: Vec<action_tick::Model>,
    /// Alarms, the acknowledged ones too.
    pub alarms: Vec<alarm::Model>,
    /// Mail.
    pub messages: Vec<outbox::Model>,
    /// Links.
    pub links: Vec<link::Model>,
}

/// Everything about a case.
///
/// # Errors
/// [`DeskError::NotFound`], [`DeskError::Erased`]; the database.
pub async fn case_file(app: &App, id: Uuid) -> Result<CaseFile, DeskError> {
    let db = app.store.reader();
    let incident = row::get::<incident::Entity>(db, id, "incident").await?;
    if incident.erased_at.is_some() {
        return Err(DeskError::Erased);
    }
    let Assessment { found, reason, advice } = Assessment::read(&find::assessment(db, id).await?)?;
    let shortlist = match find::last_shortlist(db, id).await? {
        Some(row) => Some(document("shortlist", &row.list)?),
        None => None,
    };
    Ok(CaseFile {
        found,
        reason,
        advice,
        deadlines: find::deadlines_of(db, id).await?,
        offers: find::offers_of(db, id).await?,
        assignment: find::open_assignment(db, id).await?,
        shortlist,
        entries: find::entries_of(db, id).await?,
        tasks: find::tasks_of(db, id).await?,
        ticks: find::ticks_of(db, id).await?,
        alarms: find::alarms_of(db, id).await?,
        messages: find::messages_of(db, id).await?,
        links: find::links_of(db, id).await?,
        incident,
    })
}

/// The case with this reference, however it is written.
///
/// # Errors
/// [`DeskError::NotFound`].
pub async fn incident_by_reference(app: &App, text: &str) -> Result<incident::Model, DeskError> {
    let reference: vigie_domain::reference::Reference = text.parse().map_err(|_| DeskError::NotFound("incident"))?;
    let found = find::incident_by_reference(app.store.reader(), reference.as_str()).await?;
    found.ok_or(DeskError::NotFound("incident"))
}

/// Earlier cases of the same caller. None as long as nobody checked that the caller is who the report says.
///
/// # Errors
/// The database.
pub async fn history_of(app: &App, incident: &incident::Model) -> Result<Vec<find::CaseLine>, DeskError> {
    if incident.state == IncidentState::Unverified.as_str() {
        return Ok(Vec::new());
    }
    let found = find::incidents_of_caller(app.store.reader(), &find::CallerKeys::of(incident), 10).await?;
    Ok(found.into_iter().filter(|other| other.id != incident.id).collect())
}

impl CaseFile {
    /// Is the case over?
    #[must_use]
    pub const fn is_over(&self, state: vigie_domain::vocabulary::IncidentState) -> bool {
        vigie_domain::incident::is_over(state)
    }
}

/// The list of providers as it would be made now. Nothing is kept.
///
/// # Errors
/// The database.
pub async fn preview_shortlist(app: &App, file: &CaseFile) -> Result<Shortlist, DeskError> {
    let widened = file.shortlist.as_ref().map(|list| list.need.widened.clone()).unwrap_or_default();
    let at = RankedAt { now: app.clock.now(), weights: weights_in_force(app).await? };
    Ok(ranked(app, &file.incident, &file.offers, widened, at)?)
}
