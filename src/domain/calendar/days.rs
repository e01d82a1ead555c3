//! Counting days: calendar days, the desk's business days, the banks' days.
//!
//! The day of the start isn't counted, as in Code de procédure civile, art. 641; a term in days ends with its last day.

use jiff::{SignedDuration, Timestamp, civil::Date, civil::Weekday, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::HolidaySet;

/// What a day must be to be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// Every day.
    Calendar,
    /// Monday to Friday without the public holidays (« jours ouvrés »).
    Business,
    /// Days on which banks settle transfers (TARGET).
    Banking,
}

impl DayKind {
    /// Whether `day` is counted; `holidays` matter for business days alone.
    #[must_use]
    pub fn counts(self, day: Date, holidays: HolidaySet) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        match self {
            Self::Calendar => true,
            Self::Business => !weekend && !holidays.contains(day),
            Self::Banking => !weekend && !HolidaySet::Target.contains(day),
        }
    }
}

/// The `count`-th day of that kind after `start`; `None` outside the years that can be computed.
#[must_use]
pub fn add_days(start: Date, count: u32, kind: DayKind, holidays: HolidaySet) -> Option<Date> {
    let mut day = start;
    let mut left = count;
    while left > 0 {
        day = day.tomorrow().ok()?;
        left -= u32::from(kind.counts(day, holidays));
    }
    Some(day)
}

/// The last second of `day`.
#[must_use]
pub fn end_of_day(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    let midnight = day.tomorrow().ok()?.to_zoned(zone.clone()).ok()?.timestamp();
    midnight.checked_sub(SignedDuration::from_secs(1)).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn business_days_skip_weekends_and_holidays() {
        // Thursday before the week-end of Easter 2026.
        assert_eq!(add_days(date(2026, 4, 2), 2, DayKind::Business, HolidaySet::France), Some(date(2026, 4, 7)));
        assert_eq!(add_days(date(2026, 4, 2), 1, DayKind::Business, HolidaySet::AlsaceMoselle), Some(date(2026, 4, 7)));
        assert_eq!(add_days(date(2026, 4, 2), 1, DayKind::Banking, HolidaySet::France), Some(date(2026, 4, 7)));
        assert_eq!(add_days(date(2026, 7, 13), 1, DayKind::Banking, HolidaySet::France), Some(date(2026, 7, 14)));
        assert_eq!(add_days(date(2026, 2, 27), 2, DayKind::Calendar, HolidaySet::France), Some(date(2026, 3, 1)));
    }

    #[test]
    fn a_day_ends_by_its_own_clock() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        assert_eq!(end_of_day(date(2026, 10, 25), &paris).unwrap().to_string(), "2026-10-25T22:59:59Z");
    }

    proptest! {
        #[test]
        fn a_term_ends_on_a_day_that_counts_and_never_early(offset in 0_i32..3000, count in 1_u32..40) {
            use jiff::ToSpan;
            let start = date(2024, 1, 1) + offset.days();
            for kind in [DayKind::Calendar, DayKind::Business, DayKind::Banking] {
                let end = add_days(start, count, kind, HolidaySet::France).unwrap();
                prop_assert!(kind.counts(end, HolidaySet::France));
                let counted = start.tomorrow().unwrap().series(1.day()).take_while(|day| *day <= end).filter(|day| kind.counts(*day, HolidaySet::France)).count();
                prop_assert_eq!(counted, usize::try_from(count).unwrap());
            }
        }
    }
}
