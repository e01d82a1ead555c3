//! Reads the cells of one row and gathers every mistake.

use std::{collections::BTreeSet, str::FromStr};

use jiff::civil::Date;

use super::{Column, Header, Reason, RowError};
use crate::vocabulary::UnknownWord;

/// The cells of one row, and what was wrong with them so far.
pub(super) struct Cells<'a> {
    header: &'a Header,
    cells: &'a [String],
    line: u64,
    pub(super) errors: Vec<RowError>,
}

impl<'a> Cells<'a> {
    pub(super) const fn new(header: &'a Header, line: u64, cells: &'a [String]) -> Self {
        Self { header, cells, line, errors: Vec::new() }
    }

    /// Notes a mistake.
    pub(super) fn wrong(&mut self, column: Column, reason: Reason) {
        self.errors.push(RowError::new(self.line, column, reason));
    }

    /// The value, or a note of what is wrong.
    pub(super) fn keep<T>(&mut self, column: Column, read: Result<T, Reason>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(reason) => {
                self.wrong(column, reason);
                None
            }
        }
    }

    pub(super) fn raw(&self, column: Column) -> &'a str {
        self.header.cell(self.cells, column)
    }

    /// A cell that may be empty, and then has no value.
    pub(super) fn optional<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Result<T, Reason>) -> Option<T> {
        let cell = self.raw(column);
        if cell.is_empty() { None } else { self.keep(column, read(cell)) }
    }

    /// A text of at most so many characters.
    pub(super) fn text(&mut self, column: Column, max: usize) -> String {
        let read =
            |cell: &str| if cell.chars().count() > max { Err(Reason::TooLong { max }) } else { Ok(cell.to_owned()) };
        self.optional(column, read).unwrap_or_default()
    }

    /// A text that mustn't be empty.
    pub(super) fn required(&mut self, column: Column, max: usize) -> String {
        if self.raw(column).is_empty() {
            self.wrong(column, Reason::Empty);
        }
        self.text(column, max)
    }

    /// The entries of a list (`a|b|c`), each read; an entry that stands twice is a mistake.
    pub(super) fn list<T>(&mut self, column: Column, read: impl Fn(&str) -> Result<T, Reason>) -> Vec<T> {
        let mut seen = BTreeSet::new();
        let mut values = Vec::new();
        for entry in self.raw(column).split('|').map(str::trim).filter(|entry| !entry.is_empty()) {
            if seen.insert(entry) {
                values.extend(self.keep(column, read(entry)));
            } else {
                self.wrong(column, Reason::Repeated { value: shown(entry) });
            }
        }
        values
    }

    /// A whole number from 0 up; empty means the default.
    pub(super) fn number(&mut self, column: Column, default: u32) -> u32 {
        const MAX: u32 = 10_000;
        let read = |cell: &str| {
            let number = cell.parse().ok().filter(|number| *number <= MAX);
            number.ok_or_else(|| Reason::Number { value: shown(cell), min: 0, max: MAX })
        };
        self.optional(column, read).unwrap_or(default)
    }

    /// A decimal number between two bounds; a comma is a French decimal point.
    pub(super) fn decimal(&mut self, column: Column, min: i32, max: i32) -> Option<f64> {
        let read = |cell: &str| {
            let number = cell.replace(',', ".").parse::<f64>().ok();
            let number = number.filter(|number| (f64::from(min)..=f64::from(max)).contains(number));
            number.ok_or_else(|| Reason::Decimal { value: shown(cell), min, max })
        };
        self.optional(column, read)
    }

    /// Yes or no; empty means no.
    pub(super) fn yes_no(&mut self, column: Column) -> bool {
        let read = |cell: &str| match cell.to_lowercase().as_str() {
            "yes" | "oui" | "true" | "vrai" | "1" => Ok(true),
            "no" | "non" | "false" | "faux" | "0" => Ok(false),
            _ => Err(Reason::YesNo { value: shown(cell) }),
        };
        self.optional(column, read).unwrap_or(false)
    }
}

/// A word of a closed vocabulary.
pub(super) fn word<T: FromStr<Err = UnknownWord>>(cell: &str) -> Result<T, Reason> {
    cell.parse().map_err(|error: UnknownWord| Reason::UnknownWord { word: error.word, allowed: error.allowed })
}

/// A date as YYYY-MM-DD, and nothing else.
pub(super) fn date(cell: &str) -> Result<Date, Reason> {
    let shaped = cell.len() == 10 && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let read = shaped.then(|| cell.parse().ok()).flatten();
    read.ok_or_else(|| Reason::Date { value: shown(cell) })
}

/// What was given, cut to what fits in a report.
pub(super) fn shown(cell: &str) -> String {
    cell.chars().take(60).collect()
}
