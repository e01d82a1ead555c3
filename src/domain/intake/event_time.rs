//! When something happened, with its uncertainty: "around 2 pm", "between Friday and Monday", "on the 12th".
//!
//! Never the same as when the desk learned of it, or wrote it down.

use jiff::{SignedDuration, Timestamp, civil, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// How well a moment is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the minute.
    Exact,
    /// Half an hour before or after.
    Around,
    /// Some time on this day.
    Day,
    /// Some time between two moments.
    Between,
}

impl Precision {
    /// Every word.
    pub const ALL: [Self; 4] = [Self::Exact, Self::Around, Self::Day, Self::Between];

    /// The word as API and database write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Around => "around",
            Self::Day => "day",
            Self::Between => "between",
        }
    }

    /// The precision written as `word`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.as_str() == word)
    }
}

/// The text isn't a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EventTimeError {
    /// Not a date, a moment or an interval.
    #[error("not a date or a time")]
    Shape,
    /// The interval ends before it starts.
    #[error("ends before it starts")]
    Reversed,
}

/// A moment between `from` and `until`, both included; the same for an exact one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EventTime {
    /// Not before.
    pub from: Timestamp,
    /// Not after.
    pub until: Timestamp,
    /// How it was told.
    pub precision: Precision,
}

impl EventTime {
    /// Known to the minute.
    #[must_use]
    pub const fn exact(at: Timestamp) -> Self {
        Self { from: at, until: at, precision: Precision::Exact }
    }

    /// Reads RFC 3339 (`2026-11-22T14:00:00+01:00`) or a civil text in `zone` (`2026-11-22T14:00`, `2026-11-22 14:00`,
    /// `2026-11-22`, `22/11/2026 14:00`); with `~` behind it "around"; two of them with `/` between (ISO 8601) "between".
    ///
    /// # Errors
    /// Not a time, or an interval that ends before it starts.
    pub fn parse(text: &str, zone: &TimeZone) -> Result<Self, EventTimeError> {
        let typed = text.trim();
        if let Some((from, until)) = interval(typed) {
            let (from, until) = (Self::parse_one(from, zone)?, Self::parse_one(until, zone)?);
            let between = Self { from: from.from, until: until.until, precision: Precision::Between };
            return if between.from <= between.until { Ok(between) } else { Err(EventTimeError::Reversed) };
        }
        Self::parse_one(typed, zone)
    }

    /// Whether it lies wholly after `now`, by more than a clock may be wrong: a typing error.
    #[must_use]
    pub fn is_after(&self, now: Timestamp) -> bool {
        self.from > shifted(now, 10)
    }

    fn parse_one(text: &str, zone: &TimeZone) -> Result<Self, EventTimeError> {
        if let Some(about) = text.strip_suffix('~') {
            let at = moment(about.trim_end(), zone).ok_or(EventTimeError::Shape)?;
            return Ok(Self { from: shifted(at, -30), until: shifted(at, 30), precision: Precision::Around });
        }
        if let Some(day) = day(text) {
            return whole_day(day, zone).ok_or(EventTimeError::Shape);
        }
        moment(text, zone).map(Self::exact).ok_or(EventTimeError::Shape)
    }
}

/// The two ends of an interval; a French date's slashes don't count.
fn interval(text: &str) -> Option<(&str, &str)> {
    let middle =
        text.match_indices('/').find(|(place, _)| text[..*place].contains('-') && text[*place..].contains('-'))?.0;
    Some((text[..middle].trim(), text[middle + 1..].trim()))
}

fn whole_day(day: civil::Date, zone: &TimeZone) -> Option<EventTime> {
    let start = |day: civil::Date| day.to_zoned(zone.clone()).ok().map(|start| start.timestamp());
    let until = start(day.tomorrow().ok()?)?.checked_sub(SignedDuration::from_secs(60)).ok()?;
    Some(EventTime { from: start(day)?, until, precision: Precision::Day })
}

fn day(text: &str) -> Option<civil::Date> {
    match text.len() {
        10 => ["%Y-%m-%d", "%d/%m/%Y"].iter().find_map(|format| civil::Date::strptime(format, text).ok()),
        _ => None,
    }
}

fn moment(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    const CIVIL: [&str; 5] =
        ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M"];
    let local = || CIVIL.iter().find_map(|format| civil::DateTime::strptime(format, text).ok());
    let with_zone = text.parse::<Timestamp>().ok();
    with_zone.or_else(|| local()?.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp()))
}

fn shifted(at: Timestamp, minutes: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<String, EventTimeError> {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        EventTime::parse(text, &paris).map(|time| format!("{} {} {}", time.precision.as_str(), time.from, time.until))
    }

    #[test]
    fn moments_are_read_with_their_uncertainty() {
        for (text, expected) in [
            ("2026-11-22T14:00", "exact 2026-11-22T13:00:00Z 2026-11-22T13:00:00Z"),
            ("2026-07-22T14:00", "exact 2026-07-22T12:00:00Z 2026-07-22T12:00:00Z"),
            ("2026-11-22T14:00:00+01:00", "exact 2026-11-22T13:00:00Z 2026-11-22T13:00:00Z"),
            ("22/11/2026 14:00", "exact 2026-11-22T13:00:00Z 2026-11-22T13:00:00Z"),
            ("2026-11-22 14:00~", "around 2026-11-22T12:30:00Z 2026-11-22T13:30:00Z"),
            ("2026-11-22", "day 2026-11-21T23:00:00Z 2026-11-22T22:59:00Z"),
            ("22/11/2026", "day 2026-11-21T23:00:00Z 2026-11-22T22:59:00Z"),
            ("2026-11-20T18:00/2026-11-23T08:00", "between 2026-11-20T17:00:00Z 2026-11-23T07:00:00Z"),
            ("2026-11-20/2026-11-22", "between 2026-11-19T23:00:00Z 2026-11-22T22:59:00Z"),
        ] {
            assert_eq!(read(text), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in ["", "hier", "2026-02-30", "2026-11-22T25:00", "22/13/2026", "14:00", "2026-11-22T14:00/"] {
            assert_eq!(read(text), Err(EventTimeError::Shape), "{text}");
        }
        assert_eq!(read("2026-11-22/2026-11-20"), Err(EventTimeError::Reversed));
    }

    #[test]
    fn a_day_of_clock_change_has_its_own_length() {
        assert_eq!(read("2026-10-25"), Ok("day 2026-10-24T22:00:00Z 2026-10-25T22:59:00Z".to_owned()));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[0-9T:/ ~+Z\\PC-]{0,40}") {
            let _ = read(&text);
        }
    }
}
