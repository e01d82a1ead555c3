//! Reports that a new one may repeat: proposed to a person with the reasons, never merged by themselves.

use jiff::SignedDuration;
use uuid::Uuid;
use vigie_domain::intake::{IncidentReport, Likeness, Trace, proposals};

use super::{DeskError, step::document};
use crate::{
    app::App,
    clock::instant,
    store::{
        entity::incident,
        find::{self, CallerKeys, Told},
    },
};

/// How far back a repeated report is looked for.
const DAYS: i64 = 7;
/// The newest reports that are compared, whoever made them: in a burst the same text comes from many.
const NEWEST: u64 = 50;
/// Proposals that a person is shown.
const SHOWN: usize = 3;

/// An earlier case that a report may belong to.
#[derive(Debug, Clone, PartialEq)]
pub struct LikelyDuplicate {
    /// The case.
    pub id: Uuid,
    /// Its reference.
    pub reference: String,
    /// Its category.
    pub category: String,
    /// When it was received, in microseconds.
    pub received_at: i64,
    /// Why it may be the same.
    pub because: Vec<Likeness>,
}

/// The earlier cases that a case may repeat, the likeliest first.
///
/// # Errors
/// [`DeskError::Store`] when the database doesn't answer or a report can't be read.
pub async fn likely_duplicates(app: &App, case: &incident::Model) -> Result<Vec<LikelyDuplicate>, DeskError> {
    let since = instant(case.received_at) - SignedDuration::from_hours(24 * DAYS);
    let (keys, span) = (CallerKeys::of(case), (since.as_microsecond(), case.received_at));
    let told = find::told_before(app.store.reader(), &keys, span, NEWEST).await?;
    // Of two that came at once, the one that was entered first is the earlier.
    let is_earlier = |other: &Told| (other.received_at, other.id) < (case.received_at, case.id);
    let told: Vec<Told> = told.into_iter().filter(is_earlier).collect();
    let traces = told.iter().enumerate().map(|(place, other)| Ok((place, trace(&other.report, other.received_at)?)));
    let traces = traces.collect::<Result<Vec<_>, DeskError>>()?;
    let found = proposals(&trace(&case.report, case.received_at)?, &traces);
    let shown = found.into_iter().take(SHOWN).map(|proposal| LikelyDuplicate {
        id: told[proposal.of].id,
        reference: told[proposal.of].reference.clone(),
        category: told[proposal.of].category.clone(),
        received_at: told[proposal.of].received_at,
        because: proposal.because,
    });
    Ok(shown.collect())
}

fn trace(report: &serde_json::Value, received_at: i64) -> Result<Trace, DeskError> {
    let report: IncidentReport = document("report", report)?;
    Ok(Trace::of(&report, instant(received_at)))
}
