//! When somebody is there: a week's hours, holidays and pauses, in a time zone.
//!
//! Open time is counted in real seconds, so that the hour that a clock change takes or gives is counted, too.

use jiff::{SignedDuration, Timestamp, civil, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{HolidaySet, OpeningHours, hours::Span};

/// How far ahead an opening is looked for: longer than any leave.
const HORIZON_DAYS: i32 = 800;

/// Days on which somebody is away, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pause {
    /// First day away.
    pub from: Date,
    /// Last day away.
    pub until: Date,
}

/// When somebody is there.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// The week.
    pub hours: OpeningHours,
    /// Whose clock.
    pub zone: TimeZone,
    /// Closed on these, unless it is open around the clock.
    pub holidays: HolidaySet,
    /// Away on these days, whatever the hours.
    pub pauses: Vec<Pause>,
}

/// From moment to moment; the end isn't in it.
type Period = (Timestamp, Timestamp);

impl Schedule {
    /// A schedule of a department: its time zone, its holidays, no pause.
    #[must_use]
    pub fn in_department(hours: OpeningHours, department: &str) -> Self {
        let zone = crate::intake::Department::by_code(department).map(crate::intake::Department::zone);
        let zone = zone.unwrap_or_else(|| crate::intake::geography::zone_named("Europe/Paris"));
        Self { hours, zone, holidays: HolidaySet::of_department(department), pauses: Vec::new() }
    }

    /// Whether somebody is there at `at`.
    #[must_use]
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.periods(self.day_of(at)).any(|(from, until)| from <= at && at < until)
    }

    /// `at` itself when open, else the next opening; `None` when there is none within two years.
    #[must_use]
    pub fn opens_at(&self, at: Timestamp) -> Option<Timestamp> {
        self.periods_from(at).next().map(|(from, _)| from.max(at))
    }

    /// The end of the period in which `at` lies, midnight when it goes on; `None` when closed.
    #[must_use]
    pub fn closes_at(&self, at: Timestamp) -> Option<Timestamp> {
        self.periods(self.day_of(at)).find(|(from, until)| *from <= at && at < *until).map(|(_, until)| until)
    }

    /// The first moment at which `duration` of open time has gone by since `from`; `from` itself for none.
    #[must_use]
    pub fn add_open_time(&self, from: Timestamp, duration: SignedDuration) -> Option<Timestamp> {
        let mut left = duration;
        if left <= SignedDuration::ZERO {
            return Some(from);
        }
        for (start, end) in self.periods_from(from) {
            let start = start.max(from);
            let length = end.duration_since(start);
            if left <= length {
                return start.checked_add(left).ok();
            }
            left -= length;
        }
        None
    }

    /// Open time from `a` to `b`; none when `b` isn't later.
    #[must_use]
    pub fn open_time_between(&self, a: Timestamp, b: Timestamp) -> SignedDuration {
        let periods = self.periods_from(a).take_while(|(from, _)| *from < b);
        periods.fold(SignedDuration::ZERO, |sum, (from, until)| sum + until.min(b).duration_since(from.max(a)))
    }

    /// The same time of day, `count` open days later; on that day not before the first opening, nor after the last
    /// closing. Counts from the next opening when closed at `from`.
    #[must_use]
    pub fn add_open_days(&self, from: Timestamp, count: usize) -> Option<Timestamp> {
        let start = self.opens_at(from)?;
        let first = self.day_of(start);
        let day = self.days(first).filter(|day| *day == first || self.periods(*day).next().is_some()).nth(count)?;
        let time = start.to_zoned(self.zone.clone()).time();
        let wanted = self.at(day, time)?;
        let opening = self.periods(day).next()?.0;
        let closing = self.periods(day).last()?.1;
        Some(wanted.clamp(opening, closing))
    }

    fn day_of(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    /// Open periods that end after `at`, in order.
    fn periods_from(&self, at: Timestamp) -> impl Iterator<Item = Period> {
        self.days(self.day_of(at)).flat_map(|day| self.periods(day)).filter(move |(_, until)| *until > at)
    }

    fn days(&self, first: Date) -> impl Iterator<Item = Date> + use<> {
        std::iter::successors(Some(first), |day| day.tomorrow().ok())
            .take(usize::try_from(HORIZON_DAYS).unwrap_or_default())
    }

    /// Open periods of a civil day; one that a clock change swallows isn't there.
    fn periods(&self, day: Date) -> impl Iterator<Item = Period> {
        let away = self.pauses.iter().any(|pause| pause.from <= day && day <= pause.until);
        let holiday = !self.hours.is_always() && self.holidays.contains(day);
        let spans: &[Span] = if away || holiday { &[] } else { self.hours.of(day.weekday()) };
        let moments =
            spans.iter().filter_map(move |span| Some((self.minute(day, span.from)?, self.minute(day, span.until)?)));
        moments.filter(|(from, until)| from < until)
    }

    /// The moment of a minute of `day`; minute 1,440 is the next midnight.
    fn minute(&self, day: Date, minute: u16) -> Option<Timestamp> {
        let (hour, rest) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
        if hour == 24 {
            return self.at(day.tomorrow().ok()?, civil::Time::midnight());
        }
        self.at(day, civil::Time::new(hour, rest, 0, 0).ok()?)
    }

    /// A time that a clock change skips counts as the one after it; of two, the first.
    fn at(&self, day: Date, time: civil::Time) -> Option<Timestamp> {
        self.zone.to_ambiguous_timestamp(day.to_datetime(time)).compatible().ok()
    }
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
