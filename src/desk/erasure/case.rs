//! Erases one case: everybody's words, names and addresses, with the salts behind the trail's commitments. What figures
//! need stays: category, severity, department, times.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload, Subject},
    incident::is_over,
    vocabulary::IncidentState,
};

use crate::{
    app::App,
    desk::{
        By, DeskError,
        evidence::forget_files,
        offers,
        receive_mail::forget_kept,
        step::{Step, step},
    },
    store::{entity::incident, erase, find, row},
};

/// Why a case is erased. A closed list: a sentence could name whom it wants forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The person asked (article 17 of the GDPR).
    Request,
    /// The person objects to the processing (article 21).
    Objection,
    /// It should never have been entered.
    Mistake,
    /// Its period is over; the list that it stands on.
    Retention(Uuid),
    /// It was erased already, and a backup from before brought it back.
    Again,
}

impl Why {
    /// The reasons that a person chooses from.
    pub const CHOICES: [Self; 3] = [Self::Request, Self::Objection, Self::Mistake];

    /// Its word in events and texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Objection => "objection",
            Self::Mistake => "mistake",
            Self::Retention(_) => "retention",
            Self::Again => "again",
        }
    }

    /// The reason of this word, where a person may choose it.
    #[must_use]
    pub fn chosen(word: &str) -> Option<Self> {
        Self::CHOICES.into_iter().find(|why| why.as_str() == word)
    }
}

/// Erases a case and the bytes that it left behind.
///
/// # Errors
/// [`DeskError::Needs`] while it goes on, [`DeskError::Held`] while it must be kept, [`DeskError::Erased`] the second
/// time; the database, the data folder.
pub async fn erase_case(app: &Arc<App>, by: &By, case: Uuid, why: Why) -> Result<(), DeskError> {
    erase_rows(app, by, case, why).await?;
    Ok(app.store.forget_deleted().await?)
}

/// The rows, the kept mails and the pieces; the bytes behind them are forgotten once for many cases.
pub(in crate::desk) async fn erase_rows(app: &Arc<App>, by: &By, case: Uuid, why: Why) -> Result<(), DeskError> {
    let db = app.store.reader();
    let (kept, pieces) = (find::kept_mails_of(db, case).await?, find::piece_hashes_of(db, case).await?);
    step(app, by, case, move |step| Box::pin(async move { erase(step, why).await })).await?;
    forget_kept(app, &kept).await?;
    forget_files(app, &pieces).await
}

async fn erase(step: &mut Step<'_>, why: Why) -> Result<(), DeskError> {
    match why {
        Why::Again => end_again(step).await?,
        _ => may_be_erased(step).await?,
    }
    let subject = Subject::Incident(step.incident.id.into()).to_string();
    let counts = erase::rows_of_case(step.tx, step.incident.id, &subject).await?;
    let gone = counts.iter().fold(Payload::new(), |payload, (table, count)| {
        payload.integer(table, i64::try_from(*count).unwrap_or(i64::MAX))
    });
    let payload = Payload::new().text("why", why.as_str()).nested("rows", gone);
    let payload = match why {
        Why::Retention(list) => payload.text("list", list.simple()),
        _ => payload,
    };
    step.event(Action::Erased, payload);
    step.incident = blank(step.incident.clone(), step.now.as_microsecond());
    step.words_changed();
    Ok(())
}

async fn may_be_erased(step: &Step<'_>) -> Result<(), DeskError> {
    if !is_over(step.state()?) {
        return Err(DeskError::Needs("the end of the case"));
    }
    match find::hold_on(step.tx.db(), step.incident.id).await? {
        Some(_) => Err(DeskError::Held),
        None => Ok(()),
    }
}

/// It ended, and a hold was lifted, before it was erased the first time: both after the backup.
async fn end_again(step: &mut Step<'_>) -> Result<(), DeskError> {
    let now = step.now.as_microsecond();
    if let Some(mut hold) = find::hold_on(step.tx.db(), step.incident.id).await? {
        hold.lifted_at = Some(now);
        row::save(step.tx, hold).await?;
    }
    if !is_over(step.state()?) {
        step.become_state(IncidentState::Closed)?;
        step.incident.closed_at = Some(now);
        step.event(Action::IncidentClosed, Payload::new().text("state", IncidentState::Closed).text("why", "erased"));
        offers::stop_all(step, "case_ended").await?;
        offers::end_assignment(step, "closed").await?;
    }
    Ok(())
}

/// The case without anybody in it.
fn blank(case: incident::Model, now: i64) -> incident::Model {
    incident::Model {
        report: counted(&case.report),
        facts: json!({}),
        organisation: String::new(),
        siret: None,
        phone: None,
        email: None,
        email_safe: "unknown".into(),
        contact_name: String::new(),
        postal_code: String::new(),
        commune: None,
        lat: None,
        lon: None,
        words: String::new(),
        provider_words: String::new(),
        event_from: None,
        event_until: None,
        agreement: None,
        search_text: String::new(),
        erased_at: Some(now),
        ..case
    }
}

/// What the yearly figures count of a report.
fn counted(report: &Value) -> Value {
    let told = |name: &str| report["organisation"].get(name).map(|value| (name.to_owned(), value.clone()));
    let kept: Map<String, Value> = ["kind", "size", "sector"].into_iter().filter_map(told).collect();
    json!({ "organisation": kept })
}
