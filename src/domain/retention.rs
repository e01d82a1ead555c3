//! How long the desk keeps what: classes with their periods, and which of them is over for a thing. Pure.
//!
//! The periods are proposals for the desk's data-protection officer, after those of comparable French services: the
//! State's base of victims (2 years from collection), of vulnerability reports (3 years after handling).

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::incident;
use crate::vocabulary::IncidentState;

/// A class of data, each with a period of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A call or form that nobody finished.
    Unfinished,
    /// Somebody got in touch and no case came of it: an answer, a transfer, a repetition, no incident.
    ContactOnly,
    /// A case that was handled and closed.
    Case,
    /// Mail in or out that belongs to no case.
    LooseMail,
}

impl Class {
    /// Every class, in the order in which lists show them.
    pub const ALL: [Self; 4] = [Self::Unfinished, Self::ContactOnly, Self::Case, Self::LooseMail];

    /// Its word in lists, texts and events.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unfinished => "unfinished",
            Self::ContactOnly => "contact_only",
            Self::Case => "case",
            Self::LooseMail => "loose_mail",
        }
    }

    /// The class of a case in this state; none as long as it goes on.
    #[must_use]
    pub const fn of_case(state: IncidentState) -> Option<Self> {
        match state {
            IncidentState::Closed => Some(Self::Case),
            other if incident::is_over(other) => Some(Self::ContactOnly),
            _ => None,
        }
    }
}

/// The `[retention]` section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Periods {
    /// Days that an unfinished call or form is kept after its last change.
    pub unfinished_days: u32,
    /// Months that a contact without a case is kept after its end.
    pub contact_months: u32,
    /// Months that a case is kept after it was closed.
    pub case_months: u32,
    /// Months that mail of no case is kept.
    pub loose_mail_months: u32,
}

impl Default for Periods {
    fn default() -> Self {
        Self { unfinished_days: 30, contact_months: 12, case_months: 36, loose_mail_months: 12 }
    }
}

impl Periods {
    /// The last instant whose things of this class are over now: what ended then or before goes.
    ///
    /// Months are those of the calendar, in UTC: a day more or less doesn't count in years.
    #[must_use]
    pub fn over_since(&self, class: Class, now: Timestamp) -> Timestamp {
        let span = match class {
            Class::Unfinished => i64::from(self.unfinished_days).days(),
            Class::ContactOnly => i64::from(self.contact_months).months(),
            Class::Case => i64::from(self.case_months).months(),
            Class::LooseMail => i64::from(self.loose_mail_months).months(),
        };
        now.to_zoned(TimeZone::UTC).saturating_sub(span).timestamp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn periods_are_counted_in_the_calendar() {
        let (periods, now) = (Periods::default(), at("2028-03-31T10:00:00Z"));
        assert_eq!(periods.over_since(Class::Unfinished, now), at("2028-03-01T10:00:00Z"));
        assert_eq!(periods.over_since(Class::ContactOnly, now), at("2027-03-31T10:00:00Z"));
        assert_eq!(periods.over_since(Class::Case, now), at("2025-03-31T10:00:00Z"));
        let leap = Periods { contact_months: 1, ..periods };
        assert_eq!(leap.over_since(Class::ContactOnly, now), at("2028-02-29T10:00:00Z"));
    }

    #[test]
    fn a_case_that_goes_on_has_no_period() {
        assert_eq!(Class::of_case(IncidentState::Open), None);
        assert_eq!(Class::of_case(IncidentState::Following), None);
        assert_eq!(Class::of_case(IncidentState::Closed), Some(Class::Case));
        assert_eq!(Class::of_case(IncidentState::Transferred), Some(Class::ContactOnly));
    }
}
