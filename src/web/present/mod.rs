//! From what the desk knows to what a page shows: words chosen, times said, nothing decided.

mod advice;
pub mod caller;
mod directory;
mod evidence;
mod finding;
mod providers;
mod timeline;

pub use advice::{advice, calendar_dates, calendar_time, deadlines, has_dates, offered_advice};
pub use directory::{condition_and_cure, field_reason, row_reason, territory};
pub use evidence::{evidence_card, handed_file};
pub use finding::{asks, category_title, classification, known_facts, severity_sentence, spans};
pub use providers::{assignment_card, offer_rows, shortlist, terms};
pub use timeline::{clock, entries, entries_for_desk, label_of, line_for_desk, tasks};

use vigie_domain::{intake::Department, vocabulary::Lang};

/// Whom a case is about: the organisation, or the person where none was named.
#[must_use]
pub fn victim(organisation: &str, contact: &str) -> String {
    if organisation.is_empty() { contact.to_owned() } else { organisation.to_owned() }
}

/// A number as `tel:` takes it: its digits, and the plus before a country.
#[must_use]
pub fn phone_link(number: &str) -> String {
    number.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect()
}

/// « Rodez (12) », or the department alone.
#[must_use]
pub fn place(commune: Option<&str>, department: &str) -> String {
    match commune {
        Some(commune) if !commune.is_empty() => format!("{commune} ({department})"),
        _ => department_name(department),
    }
}

/// « Aveyron (12) ».
#[must_use]
pub fn department_name(code: &str) -> String {
    Department::by_code(code).map_or_else(|| code.to_owned(), |found| format!("{} ({})", found.name, found.code))
}

/// A percentage between 0 and 100.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=100 before")]
pub fn percent(share: f64) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}

/// A share of 0 to 1 in percent, to a hundredth where it has them: « 12,5 % ».
#[must_use]
pub fn share(share: f64, lang: Lang) -> String {
    let text = format!("{:.2}", share * 100.0);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (text, space) = if lang == Lang::Fr { (text.replace('.', ","), "\u{a0}") } else { (text.to_owned(), "") };
    format!("{text}{space}%")
}

/// A decimal number as the reader writes it.
#[must_use]
pub fn decimal(value: f64, digits: usize, lang: Lang) -> String {
    let text = format!("{value:.digits$}");
    if lang == Lang::Fr { text.replace('.', ",") } else { text }
}
