//! A report comes in, by whatever channel: judged first, then written with its trail, its mail and its clocks at once.

mod case_row;
mod first_trail;
mod rows;

use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;
use vigie_domain::{
    intake::IncidentReport,
    vocabulary::{Channel, Lang, MachineSign},
};

use self::rows::{MailBudget, MailToWrite, Rows, Writing};
use super::{By, DeskError, assess::Bilingual, assessment::Assessment, links, scrubbing::scrubbed};
use crate::{
    app::App,
    keys::hex,
    mail::message::Recognition,
    store::{
        StoreError, Tx,
        entity::{deadline, incident, link},
        find,
        inserts::Inserts,
        row,
    },
};

/// A report with how it came.
#[derive(Debug, Clone)]
pub struct NewReport {
    /// What was told.
    pub report: IncidentReport,
    /// How it came.
    pub channel: Channel,
    /// When the desk got it; later than now never.
    pub received_at: Timestamp,
    /// The language of the page or of the caller.
    pub lang: Lang,
    /// Makes a double submit one report: scope and key.
    pub submission: Option<(String, String)>,
    /// Kept out of figures and real mail.
    pub exercise: Exercise,
    /// What makes it look like a program's: it waits in a tray of its own, and nobody is written to.
    pub signs: Vec<MachineSign>,
}

/// Is it an exercise?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exercise {
    /// Yes.
    Yes,
    /// No, it is real.
    No,
}

/// What became of a report.
#[derive(Debug, Clone)]
pub struct Reported {
    /// The case.
    pub incident: incident::Model,
    /// The link of its tracking page.
    pub tracking: link::Model,
    /// What a partner gets in its place: the victim takes the page over by it.
    pub claim: Option<link::Model>,
    /// What was advised, in both languages.
    pub advice: Bilingual,
    /// Its legal clocks.
    pub deadlines: Vec<deadline::Model>,
    /// An earlier submission with the same key made it.
    pub repeated: Repeated,
}

/// Did this submission make the case, or an earlier one?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeated {
    /// An earlier one with the same key.
    Yes,
    /// This one.
    No,
}

/// Receives a report.
///
/// # Errors
/// [`DeskError::KeyReused`] when the key came with another report; the database.
pub async fn report_incident(app: &Arc<App>, by: &By, mut new: NewReport) -> Result<Reported, DeskError> {
    // Card numbers, passwords and one-time codes never reach the disk.
    new.report.description.0 = scrubbed(&new.report.description.0, new.lang);
    let request_hash = hex(&sha2_of(&new));
    if let Some(earlier) = earlier(app, &new, &request_hash).await? {
        return Ok(earlier);
    }
    // A reference is taken by chance once in a very long time; the next draw is free.
    for _ in 0..4 {
        let (reported, writing) = Rows::of(app, by, &new, &request_hash)?.ready(app, budget(by))?;
        let digest = writing.advice.clone();
        match write(app, writing).await {
            Ok(()) => {
                app.advice.add(digest);
                app.changed(reported.incident.id);
                return Ok(reported);
            }
            Err(StoreError::Conflict { .. }) => {
                if let Some(earlier) = earlier(app, &new, &request_hash).await? {
                    return Ok(earlier);
                }
            }
            Err(other) => return Err(other.into()),
        }
    }
    Err(DeskError::Store(StoreError::Conflict { constraint: "incident.reference".into() }))
}

fn sha2_of(new: &NewReport) -> [u8; 32] {
    use sha2::Digest;
    sha2::Sha256::digest(serde_json::to_vec(&new.report).unwrap_or_default()).into()
}

async fn earlier(app: &App, new: &NewReport, request_hash: &str) -> Result<Option<Reported>, DeskError> {
    let Some((scope, key)) = &new.submission else { return Ok(None) };
    let db = app.store.reader();
    let Some(found) = find::submission(db, scope, key).await? else { return Ok(None) };
    if found.request_hash != request_hash {
        return Err(DeskError::KeyReused);
    }
    let incident = row::get::<incident::Entity>(db, found.incident_id, "incident").await?;
    let links = find::links_of(db, incident.id).await?;
    let claim = links.iter().find(|link| link.scope == links::Scope::Claim.as_str()).cloned();
    Ok(Some(Reported {
        tracking: tracking_of(links)?,
        claim,
        advice: Assessment::read(&find::assessment(db, incident.id).await?)?.advice,
        deadlines: find::deadlines_of(db, incident.id).await?,
        incident,
        repeated: Repeated::Yes,
    }))
}

/// Anybody can type any address into the public form; behind the others stands the desk or a partner.
fn budget(by: &By) -> MailBudget {
    if matches!(by, By::Visitor) { MailBudget::OneADay } else { MailBudget::Free }
}

async fn write(app: &App, writing: Writing) -> Result<(), StoreError> {
    let Writing { inserts, mail, .. } = writing;
    let Some(mail) = mail else { return app.store.insert(inserts).await };
    if mail.budget == MailBudget::Free {
        return app.store.insert(inserts.and(mail.inserts)).await;
    }
    let now = app.clock.now();
    app.store.write(move |tx| Box::pin(async move { insert_unless_written_to(tx, inserts, mail, now).await })).await
}

async fn insert_unless_written_to(
    tx: &Tx<'_>,
    inserts: Inserts,
    mail: MailToWrite,
    now: Timestamp,
) -> Result<(), StoreError> {
    let all = match was_written_to(tx, &mail.kind, &mail.recipient, now).await? {
        true => inserts,
        false => inserts.and(mail.inserts),
    };
    all.run(tx).await
}

/// One acknowledgement of a public report per address and day: the form mails no strangers.
async fn was_written_to(tx: &Tx<'_>, kind: &str, recipient: &str, now: Timestamp) -> Result<bool, StoreError> {
    let yesterday = (now - jiff::SignedDuration::from_hours(24)).as_microsecond();
    find::mailed_since(tx.db(), kind, recipient, yesterday).await
}

/// The link of a case's tracking page.
///
/// # Errors
/// [`StoreError::Missing`].
pub async fn tracking_link(app: &App, incident: Uuid) -> Result<link::Model, StoreError> {
    tracking_of(find::links_of(app.store.reader(), incident).await?)
}

fn tracking_of(links: Vec<link::Model>) -> Result<link::Model, StoreError> {
    let tracking = links.into_iter().find(|link| link.scope == links::Scope::Tracking.as_str());
    tracking.ok_or(StoreError::Missing { what: "link" })
}

/// A stored pair of words.
#[must_use]
pub fn recognition(pair: &str) -> Option<Recognition> {
    pair.split_once(' ').map(|(one, two)| Recognition(one.to_owned(), two.to_owned()))
}
