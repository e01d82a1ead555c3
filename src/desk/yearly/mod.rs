//! The figures of a year, as the French regional centres publish them: events are reports and incidents by the national
//! definitions (`figures::counts_as`), information and transfers count apart, exercises don't count.
//!
//! By what happened (RSIT and the desk's own categories), to whom (kind, size, sector), where, when, by which way; how
//! long people waited; what became of the offers; what the victims said. The confirmed category counts, never the
//! machine's. Small cells are hidden unless the figures stay in the desk.

mod count;
mod table;

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use vigie_domain::figures::CountsAs;

use super::{DeskError, outgoing};
use crate::{app::App, i18n::Words};

pub use table::{Cell, Row, Table};

/// Who reads the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Anybody: cells that could point at somebody are hidden.
    Everybody,
    /// The desk alone.
    TheDesk,
}

/// The figures of a year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct YearlyReport {
    /// The year, in the desk's calendar.
    pub year: i16,
    /// The desk's name.
    pub desk: String,
    /// When they were counted: the year may not be over.
    pub counted_at: Timestamp,
    /// Reports and incidents together: « événements ».
    pub events: usize,
    /// How often each kind came: `incident`, `report`, `information`, `transfer`, `to-check`, `nothing`.
    pub counts: BTreeMap<&'static str, usize>,
    /// Calls that were taken.
    pub calls: usize,
    /// Incidents and reports, split.
    pub tables: Vec<Table>,
    /// Waiting times.
    pub delays: Vec<Delay>,
    /// Offers made to providers in that year.
    pub offers: Offers,
    /// What the victims said.
    pub survey: Survey,
}

/// A waiting time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delay {
    /// `first_contact`, `provider` or `closing`.
    pub name: &'static str,
    /// How many cases it was measured on.
    pub cases: usize,
    /// Half of them waited less; minutes.
    pub median_minutes: Option<i64>,
    /// Nine of ten waited less; minutes.
    pub ninth_decile_minutes: Option<i64>,
}

/// What became of the offers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Offers {
    /// That were answered or ran out.
    pub answered_or_expired: usize,
    /// Said yes.
    pub accepted: usize,
    /// Said no.
    pub declined: usize,
    /// Said nothing.
    pub expired: usize,
    /// Cases that got a provider.
    pub cases_assigned: usize,
}

/// What the victims said at the end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Survey {
    /// How many answered.
    pub answers: usize,
    /// Of them: the desk helped.
    pub helped: usize,
    /// Of them: at work again.
    pub working_again: usize,
}

/// Counts a year.
///
/// # Errors
/// [`DeskError::NotFound`] for a year out of the calendar; the database.
pub async fn yearly_report(app: &App, year: i16, readers: Readers, words: Words) -> Result<YearlyReport, DeskError> {
    let (from, until) = bounds(app, year).ok_or(DeskError::NotFound("year"))?;
    let counted = count::Counted::between(app, from, until).await?;
    let counts: BTreeMap<&'static str, usize> =
        CountsAs::ALL.iter().map(|kind| (kind.as_str(), counted.of_kind(*kind))).collect();
    Ok(YearlyReport {
        year,
        desk: app.config.desk.name.clone(),
        counted_at: app.clock.now(),
        events: counted.events().count(),
        counts,
        calls: counted.calls,
        tables: table::all(app, &counted, words, readers),
        delays: counted.delays(),
        offers: counted.offers.clone(),
        survey: counted.survey.clone(),
    })
}

/// From its first instant at the desk until that of the next year, microseconds.
fn bounds(app: &App, year: i16) -> Option<(i64, i64)> {
    let zone = outgoing::zone(&app.config);
    let begins = |year| Some(Date::new(year, 1, 1).ok()?.to_zoned(zone.clone()).ok()?.timestamp().as_microsecond());
    Some((begins(year)?, begins(year.checked_add(1)?)?))
}
