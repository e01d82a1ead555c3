//! Opening hours of a week, as the directory writes them: `mo-fr 09:00-12:30 14:00-18:00; sa 09:00-12:00`, `24/7`.

use std::{fmt, str::FromStr};

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

/// Minutes in a day.
pub(super) const DAY: u16 = 24 * 60;
const NAMES: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];
const FRENCH: [&str; 7] = ["lu", "ma", "me", "je", "ve", "sa", "di"];

/// Why a text isn't opening hours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// Nothing, or days without hours.
    #[error("no hours given; write mo-fr 09:00-18:00 or 24/7")]
    Empty,
    /// Neither a day nor a range of days.
    #[error("{0:?} is not a day; write mo, tu, we, th, fr, sa, su or a range such as mo-fr")]
    Day(String),
    /// Not a range of hours.
    #[error("{0:?} is not a range of hours; write 09:00-12:30")]
    Time(String),
}

/// From minute to minute of a day; the end isn't in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Span {
    pub(super) from: u16,
    pub(super) until: u16,
}

/// The open spans of every day of the week, sorted and apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OpeningHours {
    week: [Vec<Span>; 7],
}

impl OpeningHours {
    /// Never closed.
    #[must_use]
    pub fn always() -> Self {
        Self { week: std::array::from_fn(|_| vec![Span { from: 0, until: DAY }]) }
    }

    /// Whether it is never closed: holidays don't count then, either.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.week.iter().all(|day| day.as_slice() == [Span { from: 0, until: DAY }])
    }

    pub(super) fn of(&self, day: Weekday) -> &[Span] {
        &self.week[index(day)]
    }

    /// Adds a span to a day; what goes past midnight belongs to the next day.
    fn open(&mut self, day: usize, span: Span) {
        if span.from < span.until {
            self.week[day].push(span);
            return;
        }
        self.week[day].push(Span { from: span.from, until: DAY });
        if span.until > 0 {
            self.week[(day + 1) % 7].push(Span { from: 0, until: span.until });
        }
    }

    /// Sorts every day and joins what overlaps or touches.
    fn tidy(&mut self) {
        for day in &mut self.week {
            day.sort_unstable();
            day.dedup_by(|next, before| {
                let joins = next.from <= before.until;
                if joins {
                    before.until = before.until.max(next.until);
                }
                joins
            });
        }
    }
}

fn index(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or_default()
}

impl FromStr for OpeningHours {
    type Err = HoursError;

    /// Groups are separated by `;` or `,`; days in English or French, of any case.
    fn from_str(text: &str) -> Result<Self, HoursError> {
        let typed = text.trim().to_lowercase();
        if typed == "24/7" || typed == "24h/24" {
            return Ok(Self::always());
        }
        let mut hours = Self { week: Default::default() };
        let mut waiting: Vec<usize> = Vec::new();
        for group in typed.split([';', ',']).map(str::trim).filter(|group| !group.is_empty()) {
            let (days, times): (Vec<&str>, Vec<&str>) =
                group.split_whitespace().partition(|word| word.starts_with(char::is_alphabetic));
            for range in days {
                waiting.extend(days_of(range)?);
            }
            for time in &times {
                let span = span_of(time)?;
                waiting.iter().for_each(|day| hours.open(*day, span));
            }
            if !times.is_empty() && std::mem::take(&mut waiting).is_empty() {
                return Err(HoursError::Day(group.to_owned()));
            }
        }
        hours.tidy();
        let nothing = hours.week.iter().all(Vec::is_empty);
        if nothing || !waiting.is_empty() { Err(HoursError::Empty) } else { Ok(hours) }
    }
}

/// `mo` or `mo-fr`; `fr-mo` goes over the week-end.
fn days_of(range: &str) -> Result<Vec<usize>, HoursError> {
    let named = |name: &str| {
        let place = |names: [&str; 7]| names.iter().position(|known| name == *known);
        place(NAMES).or_else(|| place(FRENCH)).ok_or_else(|| HoursError::Day(range.chars().take(40).collect()))
    };
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    let (first, last) = (named(first)?, named(last)?);
    let length = (last + 7 - first) % 7;
    Ok((0..=length).map(|step| (first + step) % 7).collect())
}

/// `09:00-12:30`; `22:00-06:00` goes past midnight.
fn span_of(text: &str) -> Result<Span, HoursError> {
    let wrong = || HoursError::Time(text.chars().take(40).collect());
    let (from, until) = text.split_once('-').ok_or_else(wrong)?;
    let (from, until) = (minute(from).ok_or_else(wrong)?, minute(until).ok_or_else(wrong)?);
    if from == until || from == DAY { Err(wrong()) } else { Ok(Span { from, until }) }
}

/// `9:00`, `09:00`, `9h`, `9h30`, `24:00`.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once([':', 'h'])?;
    let minute = if minute.is_empty() && text.ends_with('h') { 0 } else { two_digits(minute)? };
    let minutes = two_digits(hour)? * 60 + minute;
    (minute < 60 && minutes <= DAY).then_some(minutes)
}

fn two_digits(text: &str) -> Option<u16> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// The one form: days with the same hours together, `24/7` for always.
impl fmt::Display for OpeningHours {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_always() {
            return out.write_str("24/7");
        }
        let mut first = 0;
        let mut between = "";
        for group in self.week.chunk_by(|a, b| a == b) {
            let last = first + group.len() - 1;
            if !group[0].is_empty() {
                write!(out, "{between}{}", NAMES[first])?;
                if last > first {
                    write!(out, "-{}", NAMES[last])?;
                }
                for span in &group[0] {
                    write!(
                        out,
                        " {:02}:{:02}-{:02}:{:02}",
                        span.from / 60,
                        span.from % 60,
                        span.until / 60,
                        span.until % 60
                    )?;
                }
                between = "; ";
            }
            first = last + 1;
        }
        Ok(())
    }
}

impl TryFrom<String> for OpeningHours {
    type Error = HoursError;

    fn try_from(text: String) -> Result<Self, HoursError> {
        text.parse()
    }
}

impl From<OpeningHours> for String {
    fn from(hours: OpeningHours) -> Self {
        hours.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Result<String, HoursError> {
        text.parse::<OpeningHours>().map(|hours| hours.to_string())
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (text, expected) in [
            ("mo-fr 09:00-12:30 14:00-18:00", "mo-fr 09:00-12:30 14:00-18:00"),
            ("Lu-Ve 9h-12h30 14:00-18h; SA 9:00-12:00", "mo-fr 09:00-12:30 14:00-18:00; sa 09:00-12:00"),
            ("mo-fr 09:00-18:00, sa 09:00-12:00", "mo-fr 09:00-18:00; sa 09:00-12:00"),
            ("mo,we,fr 09:00-12:00", "mo 09:00-12:00; we 09:00-12:00; fr 09:00-12:00"),
            ("24/7", "24/7"),
            ("mo-su 00:00-24:00", "24/7"),
            (
                "fr-mo 22:00-06:00",
                "mo 00:00-06:00 22:00-24:00; tu 00:00-06:00; fr 22:00-24:00; sa-su 00:00-06:00 22:00-24:00",
            ),
            ("mo 09:00-12:00 11:00-14:00 14:00-15:00", "mo 09:00-15:00"),
        ] {
            assert_eq!(shown(text), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_mistake_is_named() {
        assert_eq!(shown(""), Err(HoursError::Empty));
        assert_eq!(shown("mo-fr"), Err(HoursError::Empty));
        assert_eq!(shown("mo-xx 09:00-12:00"), Err(HoursError::Day("mo-xx".into())));
        assert_eq!(shown("09:00-12:00"), Err(HoursError::Day("09:00-12:00".into())));
        for time in ["9-12", "09:00-25:00", "09:60-10:00", "09:00-09:00", "24:00-06:00", "09:00"] {
            assert_eq!(shown(&format!("mo {time}")), Err(HoursError::Time(time.into())), "{time}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(spans in proptest::collection::vec((0_usize..7, 0_u16..1440, 1_u16..=1440), 1..8)) {
            let text: Vec<String> = spans.iter().filter(|(_, from, until)| from != until).map(|(day, from, until)| format!("{} {}:{:02}-{}:{:02}", NAMES[*day], from / 60, from % 60, until / 60, until % 60)).collect();
            if let Ok(hours) = text.join("; ").parse::<OpeningHours>() {
                prop_assert_eq!(hours.to_string().parse::<OpeningHours>(), Ok(hours));
            }
        }

        #[test]
        fn no_text_panics(text in "[a-z0-9:;, \\PC-]{0,40}") {
            let _ = text.parse::<OpeningHours>();
        }
    }
}
