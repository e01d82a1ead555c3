//! The set of all deadlines: read, checked, looked up.
//!
//! Mistakes are errors, all told at once with their place. An entry without article, official link and date of check
//! isn't a mistake: it is off, and a notice says so.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use jiff::civil::Date;
use serde::Serialize;

use super::document::{Deadline, DeadlineFile, Span, Start};
use crate::playbook::document::Text;

/// Something wrong in a file, said so that a responder can put it right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FileError {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: u64,
    /// Column, from 1.
    pub column: u64,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for FileError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}: {} ({})", self.file, self.line, self.column, self.message, self.hint)
    }
}

impl std::error::Error for FileError {}

/// An entry that is off, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The deadline.
    pub id: String,
    /// Why it is off.
    pub why: &'static str,
}

/// Every deadline, by id; what is here was checked.
#[derive(Debug, Clone, Default)]
pub struct DeadlineSet {
    by_id: BTreeMap<String, Deadline>,
}

impl DeadlineSet {
    /// Reads `(file name, content)` pairs.
    ///
    /// # Errors
    /// Everything that is wrong in all files, sorted by place.
    pub fn compile(files: &[(String, String)]) -> Result<Self, Vec<FileError>> {
        let mut set = Self::default();
        let mut errors = Vec::new();
        let mut read = Vec::new();
        for (name, text) in files {
            match parse(name, text) {
                Ok(file) => read.extend(file.deadlines.into_iter().map(|deadline| (Source { name, text }, deadline))),
                Err(error) => errors.push(error),
            }
        }
        let known: BTreeSet<String> = read.iter().map(|(_, deadline)| deadline.id.clone()).collect();
        for (source, deadline) in read {
            errors.extend(check(&source, &deadline, &known));
            if set.by_id.contains_key(&deadline.id) {
                let again = format!("id: {}", deadline.id);
                errors.push(source.error_at_last(
                    &again,
                    format!("two deadlines have the id {:?}", deadline.id),
                    "give one of them another id",
                ));
            }
            set.by_id.insert(deadline.id.clone(), deadline);
        }
        errors.sort();
        if errors.is_empty() { Ok(set) } else { Err(errors) }
    }

    /// Every deadline, on or off, by id.
    pub fn all(&self) -> impl Iterator<Item = &Deadline> {
        self.by_id.values()
    }

    /// The deadline with this id, on or off.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Deadline> {
        self.by_id.get(id)
    }

    /// The deadline with this id, if it may be proposed on `day`.
    #[must_use]
    pub fn in_force(&self, id: &str, day: Date) -> Option<&Deadline> {
        self.get(id).filter(|deadline| deadline.is_in_force(day))
    }

    /// The same set with a law's date from the configuration: the entry is switched on from that day.
    #[must_use]
    pub fn with_effective_from(mut self, id: &str, day: Date) -> Self {
        if let Some(deadline) = self.by_id.get_mut(id) {
            deadline.effective_from = Some(day);
            deadline.enabled = true;
        }
        self
    }

    /// What is off, and why: `check` prints it.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let off = |deadline: &Deadline| deadline.why_off().map(|why| Notice { id: deadline.id.clone(), why });
        self.all().filter_map(off).collect()
    }
}

impl Deadline {
    /// Why it is never proposed, if so.
    #[must_use]
    pub fn why_off(&self) -> Option<&'static str> {
        match self {
            off if !off.enabled => Some("switched off in its file"),
            off if off.article.is_none() => Some("no article is given"),
            off if off.link.is_none() => Some("no official link is given"),
            off if off.checked_on.is_none() => Some("no date of check is given"),
            _ => None,
        }
    }

    /// Whether it may be proposed on `day`.
    #[must_use]
    pub fn is_in_force(&self, day: Date) -> bool {
        let begun = self.effective_from.is_none_or(|first| first <= day);
        let over = self.effective_until.is_some_and(|end| end <= day);
        self.why_off().is_none() && begun && !over
    }
}

/// A file and its text, to point into it.
struct Source<'a> {
    name: &'a str,
    text: &'a str,
}

impl Source<'_> {
    /// An error at `needle` after the entry's id, or at the id.
    fn error(&self, id: &str, needle: &str, message: impl Into<String>, hint: &str) -> FileError {
        let entry = self.text.find(&format!("id: {id}")).unwrap_or(0);
        let place = self.text[entry..].find(needle).map_or(entry, |offset| entry + offset);
        self.at(place, message.into(), hint)
    }

    fn error_at_last(&self, needle: &str, message: impl Into<String>, hint: &str) -> FileError {
        self.at(self.text.rfind(needle).unwrap_or(0), message.into(), hint)
    }

    fn at(&self, place: usize, message: String, hint: &str) -> FileError {
        let before = &self.text[..place];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |start| start.chars().count()) + 1;
        let (line, column) = (u64::try_from(line).unwrap_or(u64::MAX), u64::try_from(column).unwrap_or(u64::MAX));
        FileError { file: self.name.to_owned(), line, column, message, hint: hint.to_owned() }
    }
}

fn parse(name: &str, text: &str) -> Result<DeadlineFile, FileError> {
    let options = serde_saphyr::options! { strict_booleans: true, with_snippet: false };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
        let message = error.to_string().lines().next().unwrap_or_default().to_owned();
        let hint = "compare with the other entries; `vigie playbooks schema` prints what is expected".to_owned();
        FileError { file: name.to_owned(), line, column, message, hint }
    })
}

/// What is wrong with one entry.
fn check(source: &Source<'_>, deadline: &Deadline, known: &BTreeSet<String>) -> Vec<FileError> {
    let mut errors = Vec::new();
    let mut wrong =
        |needle: &str, message: String, hint: &str| errors.push(source.error(&deadline.id, needle, message, hint));
    if !crate::intake::facts::is_fact_id(&deadline.id) {
        wrong(
            "id:",
            format!("{:?} is no id", deadline.id),
            "lower case letters, digits and underscores, a letter first",
        );
    }
    for (key, text) in texts(deadline) {
        if text.fr.trim().is_empty() || text.en.trim().is_empty() {
            wrong(key, format!("{key} a text is empty"), "write it in French and in English");
        }
    }
    if let Start::After(before) = &deadline.start
        && (!known.contains(before) || before == &deadline.id)
    {
        wrong(
            "after",
            format!("starts after {before:?}, which is no other deadline"),
            "name the id of a deadline of this set",
        );
    }
    if matches!(
        deadline.duration,
        Span::Hours(0) | Span::CalendarDays(0) | Span::BusinessDays(0) | Span::BankingDays(0) | Span::Months(0)
    ) {
        wrong("duration:", "a duration of nothing".to_owned(), "write `without_delay`");
    }
    if deadline.link.as_deref().is_some_and(|link| !link.starts_with("https://")) {
        wrong("link:", "the link isn't an https address".to_owned(), "link to the official text");
    }
    if let (Some(from), Some(until)) = (deadline.effective_from, deadline.effective_until)
        && until <= from
    {
        wrong(
            "effective_until:",
            format!("ends on {until}, before it begins on {from}"),
            "swap the two dates or mend one",
        );
    }
    for question in &deadline.questions {
        if !crate::intake::facts::is_fact_id(&question.fact) {
            wrong(
                "fact:",
                format!("{:?} is no fact", question.fact),
                "lower case letters, digits and underscores, a letter first",
            );
        }
    }
    errors
}

fn texts(deadline: &Deadline) -> Vec<(&'static str, &Text)> {
    let mut texts = vec![
        ("title:", &deadline.title),
        ("who:", &deadline.who),
        ("addressee:", &deadline.addressee),
        ("text:", &deadline.text),
        ("passed:", &deadline.passed),
    ];
    texts.extend(deadline.phases.as_ref().map(|phases| ("phases:", phases)));
    texts.extend(deadline.questions.iter().map(|question| ("ask:", &question.ask)));
    texts
}

#[cfg(test)]
#[path = "set_tests.rs"]
mod tests;
