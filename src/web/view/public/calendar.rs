//! Deadlines as a calendar file (RFC 5545): plain text that every telephone and agenda opens. No name is in it.

use std::fmt::Write as _;

/// One date of the calendar.
#[derive(Debug, Clone)]
pub struct CalendarDate {
    /// Stays the same when the file is fetched again.
    pub uid: String,
    /// What must be done.
    pub title: String,
    /// Who, on what ground, and what to look at.
    pub more: String,
    /// By when, RFC 5545 in UTC: `20261123T094000Z`.
    pub due: String,
    /// A page to read; may be empty.
    pub link: String,
}

/// The calendar; `made_at` as in [`CalendarDate::due`].
#[must_use]
pub fn calendar(name: &str, made_at: &str, dates: &[CalendarDate]) -> String {
    let mut text = String::new();
    let mut line = |words: &str| folded(&mut text, words);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Vigie//FR");
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    for date in dates {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", date.uid));
        line(&format!("DTSTAMP:{made_at}"));
        line(&format!("DTSTART:{}", date.due));
        line("DURATION:PT15M");
        line(&format!("SUMMARY:{}", escaped(&date.title)));
        line(&format!("DESCRIPTION:{}", escaped(&date.more)));
        if !date.link.is_empty() {
            line(&format!("URL:{}", date.link));
        }
        for before in ["-P1D", "-PT2H"] {
            line("BEGIN:VALARM");
            line("ACTION:DISPLAY");
            line(&format!("DESCRIPTION:{}", escaped(&date.title)));
            line(&format!("TRIGGER:{before}"));
            line("END:VALARM");
        }
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Lines of at most 75 bytes; what goes on begins with a space.
fn folded(text: &mut String, words: &str) {
    let mut length = 0;
    for sign in words.chars() {
        if length + sign.len_utf8() > 75 {
            text.push_str("\r\n ");
            length = 1;
        }
        length += sign.len_utf8();
        let _ = text.write_char(sign);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_and_signs_of_the_format_are_escaped() {
        let date = CalendarDate {
            uid: "1@vigie".into(),
            title: "Plainte, condition de l’assurance ; article L12-10-1".into(),
            more: "é".repeat(80),
            due: "20261123T094000Z".into(),
            link: String::new(),
        };
        let text = calendar("Échéances", "20261122T080000Z", &[date]);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(text.contains("SUMMARY:Plainte\\, condition de l’assurance \\; article"), "{text}");
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(text.matches("BEGIN:VALARM").count(), 2);
    }
}
