//! The clock of one deadline on one case: proposed, running, met or passed.
//!
//! Hours run through nights, week-ends and holidays. Days and months end with their last day, and are never moved to
//! the next working day here, even where a code would allow it: an early date harms nobody.

use jiff::{SignedDuration, Timestamp, ToSpan, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::document::{Deadline, Span};
use crate::{
    calendar::{DayKind, HolidaySet, add_days, end_of_day},
    intake::EventTime,
};

/// Shares of the time at which a person is warned.
pub const WARNINGS_PERCENT: [i32; 3] = [50, 75, 90];

/// Where a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockState {
    /// May apply; nobody has confirmed it.
    Proposed,
    /// Confirmed by a person, not met.
    Running,
    /// Done, with a proof.
    Met,
    /// Confirmed, not met, and the time is over.
    Passed,
}

impl ClockState {
    /// The word as API and database write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Running => "running",
            Self::Met => "met",
            Self::Passed => "passed",
        }
    }

    /// Every state.
    pub const ALL: [Self; 4] = [Self::Proposed, Self::Running, Self::Met, Self::Passed];

    /// The state written as `word`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// How a clock was stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// When the duty was done.
    pub at: Timestamp,
    /// The proof: a receipt's number, a file, a name.
    pub proof: String,
}

/// Why a clock can't do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// It was confirmed or stopped before.
    #[error("the clock was already confirmed or stopped")]
    NotProposed,
    /// Nobody confirmed it, or it was stopped before.
    #[error("the clock is not running")]
    NotRunning,
    /// A clock isn't stopped without a proof.
    #[error("a clock is stopped with a proof: a receipt number, a file, a name")]
    NoProof,
    /// The law lets the parties agree on the time: a person must type it.
    #[error("the time was agreed in a contract: give its end")]
    NotAgreed,
}

impl ClockError {
    /// The key of the text that explains it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotProposed => "clock-error-not-proposed",
            Self::NotRunning => "clock-error-not-running",
            Self::NoProof => "clock-error-no-proof",
            Self::NotAgreed => "clock-error-not-agreed",
        }
    }
}

/// A deadline's clock on a case. What it counts from is known from an earliest to a latest moment; the earliest counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Id of the deadline.
    pub id: String,
    /// State as last recorded; see [`Clock::state_at`] for now's.
    pub state: ClockState,
    /// Earliest possible start.
    pub start_earliest: Timestamp,
    /// Latest possible start.
    pub start_latest: Timestamp,
    /// The end, counted from the earliest start; none when the law says "without delay" or a contract says when.
    pub due_at: Option<Timestamp>,
    /// The end, counted from the latest start: both are shown.
    pub due_at_latest: Option<Timestamp>,
    /// When to warn: at 50, 75 and 90 % of the time.
    pub warn_at: Vec<Timestamp>,
    /// How it was stopped.
    pub stop: Option<Stop>,
}

impl Clock {
    /// A clock that a person may confirm; days are those of `zone` and of `holidays`.
    #[must_use]
    pub fn propose(deadline: &Deadline, start: EventTime, zone: &TimeZone, holidays: HolidaySet) -> Self {
        let end = |from| due(from, deadline.duration, zone, holidays);
        Self::new(&deadline.id, start, end(start.from), end(start.until))
    }

    /// A clock that waits for its start: what it counts from hasn't happened, or nobody has said when.
    #[must_use]
    pub fn waiting(id: &str, known_since: EventTime) -> Self {
        Self::new(id, known_since, None, None)
    }

    /// A clock whose end is in a contract: a person types it.
    #[must_use]
    pub fn agreed(id: &str, start: EventTime, due_at: Timestamp) -> Self {
        Self::new(id, start, Some(due_at), Some(due_at))
    }

    fn new(id: &str, start: EventTime, due_at: Option<Timestamp>, due_at_latest: Option<Timestamp>) -> Self {
        let warn_at = due_at.map(|due| warnings(start.from, due)).unwrap_or_default();
        let (start_earliest, start_latest) = (start.from, start.until);
        Self {
            id: id.to_owned(),
            state: ClockState::Proposed,
            start_earliest,
            start_latest,
            due_at,
            due_at_latest,
            warn_at,
            stop: None,
        }
    }

    /// A person confirms that `deadline`, whose clock this is, applies.
    ///
    /// # Errors
    /// It isn't a proposal any more, or its end is in a contract and nobody typed it.
    pub fn start(self, deadline: &Deadline) -> Result<Self, ClockError> {
        match self.state {
            ClockState::Proposed if deadline.duration == Span::AsAgreed && self.due_at.is_none() => {
                Err(ClockError::NotAgreed)
            }
            ClockState::Proposed => Ok(Self { state: ClockState::Running, ..self }),
            _ => Err(ClockError::NotProposed),
        }
    }

    /// The duty was done, in time or late.
    ///
    /// # Errors
    /// Not running, or no proof.
    pub fn stop(self, at: Timestamp, proof: &str) -> Result<Self, ClockError> {
        if !matches!(self.state, ClockState::Running | ClockState::Passed) {
            return Err(ClockError::NotRunning);
        }
        let proof = crate::intake::text::clean_line(proof);
        if proof.is_empty() {
            return Err(ClockError::NoProof);
        }
        Ok(Self { state: ClockState::Met, stop: Some(Stop { at, proof }), ..self })
    }

    /// The state at `now`: a running clock passes by itself.
    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> ClockState {
        match self.state {
            ClockState::Running if self.is_over(now) => ClockState::Passed,
            other => other,
        }
    }

    /// Whether the time is over at `now`, confirmed or not.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.due_at.is_some_and(|due| due < now)
    }

    /// What is left at `now`; negative once it has passed.
    #[must_use]
    pub fn remaining(&self, now: Timestamp) -> Option<SignedDuration> {
        self.due_at.map(|due| due.duration_since(now))
    }

    /// Whether the duty was done after its end.
    #[must_use]
    pub fn was_met_late(&self) -> bool {
        self.stop.as_ref().zip(self.due_at).is_some_and(|(stop, due)| stop.at > due)
    }

    /// The next warning after `now`, of a clock that still runs.
    #[must_use]
    pub fn next_warning(&self, now: Timestamp) -> Option<Timestamp> {
        let open = matches!(self.state_at(now), ClockState::Proposed | ClockState::Running);
        self.warn_at.iter().copied().find(|warning| open && *warning > now)
    }
}

/// The end of a span that begins at `from`.
#[must_use]
pub fn due(from: Timestamp, span: Span, zone: &TimeZone, holidays: HolidaySet) -> Option<Timestamp> {
    let first = zone.to_datetime(from).date();
    let days = |count, kind| end_of_day(add_days(first, count, kind, holidays)?, zone);
    match span {
        Span::Hours(hours) => from.checked_add(SignedDuration::from_hours(i64::from(hours))).ok(),
        Span::CalendarDays(count) => days(count, DayKind::Calendar),
        Span::BusinessDays(count) => days(count, DayKind::Business),
        Span::BankingDays(count) => days(count, DayKind::Banking),
        Span::Months(count) => end_of_day(first.checked_add(i64::from(count).months()).ok()?, zone),
        Span::WithoutDelay | Span::AsAgreed => None,
    }
}

/// Warnings between `from` and `due`.
fn warnings(from: Timestamp, due: Timestamp) -> Vec<Timestamp> {
    let length = due.duration_since(from);
    let share = |percent| from.checked_add(length * percent / 100).ok();
    WARNINGS_PERCENT.into_iter().filter_map(share).collect()
}

#[cfg(test)]
#[path = "clock_tests.rs"]
mod tests;
