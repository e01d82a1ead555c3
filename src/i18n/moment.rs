//! A moment as people say it: « ce soir, vendredi 19 h 40 ».

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use vigie_domain::vocabulary::Lang;

use super::Words;

/// Says when `at` is, to somebody who reads it at `now` and lives in `zone`: « demain, samedi 9 h », « lundi 23 novembre, 8 h ».
#[must_use]
pub fn when(at: Timestamp, now: Timestamp, zone: &TimeZone, lang: Lang) -> String {
    let (today, at) = (now.to_zoned(zone.clone()).date(), at.to_zoned(zone.clone()));
    let words = Words(lang);
    let key = match days_between(today, at.date()) {
        0 => today_key(at.hour()),
        1 => "time-tomorrow",
        -1 => "time-yesterday",
        _ if at.year() == today.year() => "time-day",
        _ => "time-day-year",
    };
    let arguments = [
        ("weekday", words.say(&format!("weekday-{}", at.weekday().to_monday_one_offset()))),
        ("day", day(&at, words)),
        ("month", words.say(&format!("month-{}", at.month()))),
        ("year", at.year().to_string()),
        ("clock", clock(at.time(), words)),
    ];
    words.with(key, &arguments.map(|(name, value)| (name, value.into())))
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

const fn today_key(hour: i8) -> &'static str {
    match hour {
        0..=4 => "time-today-night",
        5..=11 => "time-today-morning",
        12 => "time-today-noon",
        13..=17 => "time-today-afternoon",
        _ => "time-today-evening",
    }
}

fn day(at: &Zoned, words: Words) -> String {
    if at.day() == 1 { words.say("time-first-of-month") } else { at.day().to_string() }
}

/// The time of day: « 19 h 40 » or “19:40”. French leaves out the minutes of a full hour.
#[must_use]
pub fn clock(at: Time, words: Words) -> String {
    let key = if at.minute() == 0 { "time-full-hour" } else { "time-clock" };
    let (hour, minute) = (at.hour().to_string(), format!("{:02}", at.minute()));
    words.with(key, &[("hour", hour.into()), ("minute", minute.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Friday, 20 November 2026, 18:40 in Paris.
    const NOW: &str = "2026-11-20T17:40:00Z";

    fn said(at: &str, zone: &str, lang: Lang) -> String {
        let zone = TimeZone::get(zone).unwrap();
        when(at.parse().unwrap(), NOW.parse().unwrap(), &zone, lang).replace('\u{a0}', " ")
    }

    fn in_paris(at: &str) -> String {
        said(at, "Europe/Paris", Lang::Fr)
    }

    #[test]
    fn today_is_said_by_its_part_of_the_day() {
        assert_eq!(in_paris("2026-11-20T18:40:00Z"), "ce soir, vendredi 19 h 40");
        assert_eq!(in_paris("2026-11-20T14:05:00Z"), "cet après-midi, vendredi 15 h 05");
        assert_eq!(in_paris("2026-11-20T11:00:00Z"), "ce midi, vendredi 12 h");
        assert_eq!(in_paris("2026-11-20T08:00:00Z"), "ce matin, vendredi 9 h");
        assert_eq!(in_paris("2026-11-19T23:30:00Z"), "cette nuit, vendredi 0 h 30");
    }

    #[test]
    fn other_days_are_said_with_what_tells_them_apart() {
        assert_eq!(in_paris("2026-11-21T07:30:00Z"), "demain, samedi 8 h 30");
        assert_eq!(in_paris("2026-11-19T16:20:00Z"), "hier, jeudi 17 h 20");
        assert_eq!(in_paris("2026-11-23T07:00:00Z"), "lundi 23 novembre, 8 h");
        assert_eq!(in_paris("2026-12-01T07:00:00Z"), "mardi 1er décembre, 8 h");
        assert_eq!(in_paris("2027-01-04T07:00:00Z"), "lundi 4 janvier 2027, 8 h");
    }

    #[test]
    fn the_day_is_the_one_of_the_zone() {
        assert_eq!(said("2026-11-20T20:30:00Z", "Indian/Reunion", Lang::Fr), "demain, samedi 0 h 30");
    }

    #[test]
    fn english_says_it_its_own_way() {
        assert_eq!(said("2026-11-20T18:40:00Z", "Europe/Paris", Lang::En), "this evening, Friday 19:40");
        assert_eq!(said("2026-11-20T11:30:00Z", "Europe/Paris", Lang::En), "midday today, Friday 12:30");
        assert_eq!(said("2026-12-01T07:00:00Z", "Europe/Paris", Lang::En), "Tuesday 1 December, 8:00");
    }
}
