//! Times, durations, money and places as people say them, in French and English.
//!
//! Handlers call these with the desk's time zone; no view computes anything.

use jiff::{Timestamp, civil::Time, tz::TimeZone};

use crate::{
    domain::vocabulary::Lang,
    i18n::{Words, clock},
};

pub use crate::i18n::when;

/// No-break space, between a number and its unit.
const NBSP: char = '\u{a0}';

/// The hour: « 19 h 40 », « 9 h », or “19:40”.
#[must_use]
pub fn hour(at: Timestamp, zone: &TimeZone, lang: Lang) -> String {
    clock(at.to_zoned(zone.clone()).time(), Words(lang))
}

/// Opening hours as one says them: `mo-fr 09:00-12:30 14:00-18:00` → « du lundi au vendredi, de 9 h à 12 h 30 et de 14 h à 18 h ».
/// What isn't understood stays as it is written.
#[must_use]
pub fn opening_hours(text: &str, lang: Lang) -> String {
    let words = Words(lang);
    if text.trim() == "24/7" {
        return words.say("hours-always");
    }
    let groups: Option<Vec<String>> = text.split(';').map(|group| hours_of_days(group, words)).collect();
    groups.map_or_else(|| text.to_owned(), |said| said.join(" ; "))
}

fn hours_of_days(group: &str, words: Words) -> Option<String> {
    let mut tokens = group.split_whitespace();
    let days = tokens.next()?;
    let said_days = match days.split_once('-') {
        Some((from, to)) => {
            words.with("hours-days", &[("from", day_words(from, words)?.into()), ("to", day_words(to, words)?.into())])
        }
        None => words.with_text("hours-day", "from", &day_words(days, words)?),
    };
    let ranges: Vec<String> = tokens.map(|range| range_words(range, words)).collect::<Option<_>>()?;
    let said = ranges
        .into_iter()
        .reduce(|first, second| words.with("hours-and", &[("first", first.into()), ("second", second.into())]))?;
    Some(format!("{said_days}, {said}"))
}

fn day_words(day: &str, words: Words) -> Option<String> {
    let place = ["mo", "tu", "we", "th", "fr", "sa", "su"].iter().position(|name| *name == day.to_lowercase())?;
    Some(words.say(&format!("weekday-{}", place + 1)))
}

fn range_words(range: &str, words: Words) -> Option<String> {
    let time = |text: &str| {
        let (hour, minute) = text.split_once(':')?;
        Some(clock(Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?, words))
    };
    let (from, to) = range.split_once('-')?;
    Some(words.with("hours-range", &[("from", time(from)?.into()), ("to", time(to)?.into())]))
}

/// Short, for tables: « 19 h 40 » today, « 20/11 14 h 05 » this year, « 20/11/2025 » before.
#[must_use]
pub fn short(at: Timestamp, now: Timestamp, zone: &TimeZone, lang: Lang) -> String {
    let (there, here) = (at.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
    let hour = hour(at, zone, lang);
    if there.date() == here.date() {
        return hour;
    }
    let (day, month) = (format!("{:02}", there.day()), format!("{:02}", there.month()));
    let key = if there.year() == here.year() { "time-short" } else { "time-short-year" };
    let arguments = [("day", day), ("month", month), ("year", there.year().to_string()), ("clock", hour)];
    Words(lang).with(key, &arguments.map(|(name, value)| (name, value.into())))
}

/// For `datetime` of `<time>`: RFC 3339 in UTC, to the second.
#[must_use]
pub fn machine(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A length of time in its largest sensible unit: « 4 min », « 2 h 10 », « 3 jours ».
#[must_use]
pub fn length(seconds: i64, lang: Lang) -> String {
    let minutes = seconds.abs() / 60;
    match minutes {
        0 => format!("{}{NBSP}s", seconds.abs()),
        1..=59 => format!("{minutes}{NBSP}min"),
        60..=1439 if minutes % 60 == 0 => format!("{}{NBSP}h", minutes / 60),
        60..=1439 => format!("{}{NBSP}h{NBSP}{:02}", minutes / 60, minutes % 60),
        _ => Words(lang).with_count("length-days", "count", &usize::try_from(minutes / 1440).unwrap_or(usize::MAX)),
    }
}

/// How long ago: « à l’instant », « il y a 4 min ».
#[must_use]
pub fn ago(at: Timestamp, now: Timestamp, lang: Lang) -> String {
    let seconds = now.as_second() - at.as_second();
    if seconds < 45 {
        Words(lang).say("ago-now")
    } else {
        Words(lang).with_text("ago", "length", &length(seconds, lang))
    }
}

/// What remains: « il reste 2 h 10 », or « dépassé de 15 min ».
#[must_use]
pub fn remains(until: Timestamp, now: Timestamp, lang: Lang) -> String {
    let seconds = until.as_second() - now.as_second();
    let key = if seconds >= 0 { "time-left" } else { "time-over" };
    Words(lang).with_text(key, "length", &length(seconds, lang))
}

/// Euros from cents: « 32 000 € », « 1 250,50 € »; “€32,000”.
#[must_use]
pub fn euros(cents: i64, lang: Lang) -> String {
    let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let sign = if cents < 0 { "−" } else { "" };
    match (lang, rest) {
        (Lang::Fr, 0) => format!("{sign}{}{NBSP}€", grouped(whole, '\u{202f}')),
        (Lang::Fr, _) => format!("{sign}{},{rest:02}{NBSP}€", grouped(whole, '\u{202f}')),
        (Lang::En, 0) => format!("{sign}€{}", grouped(whole, ',')),
        (Lang::En, _) => format!("{sign}€{}.{rest:02}", grouped(whole, ',')),
    }
}

/// How large a file is: « 12,4 Mo », “12.4 MB”.
#[must_use]
pub fn octets(size: u64, lang: Lang) -> String {
    let (units, mark) = match lang {
        Lang::Fr => (["octets", "ko", "Mo", "Go"], ','),
        Lang::En => (["bytes", "kB", "MB", "GB"], '.'),
    };
    let unit = [1_000_000_000, 1_000_000, 1000].iter().position(|least| size >= *least).map_or(0, |at| 3 - at);
    let tenths = u128::from(size) * 10 / 1000_u128.pow(u32::try_from(unit).unwrap_or(0));
    let (whole, rest) = (tenths / 10, tenths % 10);
    let rest = if rest == 0 || whole >= 100 { String::new() } else { format!("{mark}{rest}") };
    format!("{whole}{rest}{NBSP}{}", units[unit])
}

/// A whole number with its thousands apart: « 12 345 », “12,345”.
#[must_use]
pub fn number(value: u64, lang: Lang) -> String {
    grouped(value, if lang == Lang::Fr { '\u{202f}' } else { ',' })
}

fn grouped(value: u64, mark: char) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

/// A French telephone number as people read it: `+33565000000` → « 05 65 00 00 00 »; other countries stay as they are.
#[must_use]
pub fn phone(e164: &str) -> String {
    let Some(national) = e164.strip_prefix("+33").filter(|digits| digits.len() == 9) else { return e164.to_owned() };
    let digits: Vec<char> = std::iter::once('0').chain(national.chars()).collect();
    digits.chunks(2).map(String::from_iter).collect::<Vec<_>>().join("\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    #[test]
    fn sizes_are_told_as_people_say_them() {
        let said = |size| octets(size, Lang::Fr).replace(NBSP, " ");
        assert_eq!(
            [0, 999, 1000, 1_250, 12_345_678, 250_900_000, 2_000_000_000].map(said),
            ["0 octets", "999 octets", "1 ko", "1,2 ko", "12,3 Mo", "250 Mo", "2 Go"]
        );
        assert_eq!(octets(1_500_000, Lang::En).replace(NBSP, " "), "1.5 MB");
    }

    fn said(then: &str, now: &str) -> String {
        when(at(then), at(now), &paris(), Lang::Fr).replace(NBSP, " ")
    }

    #[test]
    fn a_time_is_said_as_people_say_it() {
        let friday = "2026-11-20T17:40:00Z";
        assert_eq!(said("2026-11-20T18:40:00Z", friday), "ce soir, vendredi 19 h 40");
        assert_eq!(said("2026-11-20T08:00:00Z", friday), "ce matin, vendredi 9 h");
        assert_eq!(said("2026-11-21T08:00:00Z", friday), "demain, samedi 9 h");
        assert_eq!(said("2026-11-19T13:05:00Z", friday), "hier, jeudi 14 h 05");
        assert_eq!(said("2026-11-23T07:00:00Z", friday), "lundi 23 novembre, 8 h");
        assert_eq!(said("2027-01-01T11:00:00Z", friday), "vendredi 1er janvier 2027, 12 h");
        let english = when(at("2026-11-20T18:40:00Z"), at(friday), &paris(), Lang::En);
        assert_eq!(english, "this evening, Friday 19:40");
    }

    #[test]
    fn opening_hours_are_said_and_what_is_not_understood_stays() {
        let said = |text: &str| opening_hours(text, Lang::Fr).replace(NBSP, " ");
        let week = "mo-fr 09:00-12:30 14:00-18:00; sa 09:00-12:00";
        assert_eq!(said(week), "du lundi au vendredi, de 9 h à 12 h 30 et de 14 h à 18 h ; le samedi, de 9 h à 12 h");
        assert_eq!(said("24/7"), "jour et nuit, tous les jours");
        assert_eq!(said("sur rendez-vous"), "sur rendez-vous");
        assert_eq!(opening_hours("sa 09:00-12:00", Lang::En), "Saturday, 9:00 to 12:00");
    }

    #[test]
    fn the_day_is_the_days_of_the_zone_not_of_utc() {
        assert_eq!(said("2026-11-20T23:30:00Z", "2026-11-20T22:30:00Z"), "demain, samedi 0 h 30");
    }

    #[test]
    fn lengths_take_their_largest_sensible_unit() {
        let plain = |seconds| length(seconds, Lang::Fr).replace(NBSP, " ");
        assert_eq!((plain(30), plain(240), plain(7800)), ("30 s".into(), "4 min".into(), "2 h 10".into()));
        assert_eq!(plain(3 * 86_400), "3 jours");
        assert_eq!(length(86_400, Lang::En), "1 day");
        let now = at("2026-11-20T12:00:00Z");
        assert_eq!(ago(at("2026-11-20T11:56:00Z"), now, Lang::Fr).replace(NBSP, " "), "il y a 4 min");
        assert_eq!(remains(at("2026-11-20T11:45:00Z"), now, Lang::Fr).replace(NBSP, " "), "dépassé de 15 min");
    }

    #[test]
    fn money_and_telephone_numbers_are_read_at_a_glance() {
        assert_eq!(euros(3_200_000, Lang::Fr), "32\u{202f}000\u{a0}€");
        assert_eq!(euros(125_050, Lang::En), "€1,250.50");
        assert_eq!(phone("+33565000000").replace(NBSP, " "), "05 65 00 00 00");
        assert_eq!(phone("+34931234567"), "+34931234567");
    }
}
