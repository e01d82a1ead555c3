//! What is wrong with a cell, where, and how to mend it.

use serde::Serialize;

use super::Column;

/// A mistake in a directory file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("line {line}, column {column}: {reason}")]
pub struct RowError {
    /// Line of the file, the header being line 1.
    pub line: u64,
    /// Column; for a header the cell as written.
    pub column: String,
    /// What is wrong.
    #[serde(flatten)]
    pub reason: Reason,
}

impl RowError {
    pub(super) fn new(line: u64, column: Column, reason: Reason) -> Self {
        Self { line, column: column.as_str().into(), reason }
    }
}

/// What is wrong with a cell. `code` names it for texts in other languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// The header names a column that doesn't exist.
    #[error("no such column; the columns are: {known}")]
    UnknownColumn {
        /// All columns.
        known: String,
    },
    /// The header names a column twice.
    #[error("this column stands twice in the header")]
    RepeatedColumn,
    /// The header lacks a column that can't be done without.
    #[error("this column is missing")]
    MissingColumn,
    /// A row has more or fewer cells than the header.
    #[error("{found} cells where the header has {expected}: is a separator inside a cell without quotes?")]
    CellCount {
        /// Cells in the row.
        found: usize,
        /// Cells in the header.
        expected: usize,
    },
    /// Nothing where something is needed.
    #[error("must not be empty")]
    Empty,
    /// A word outside a closed vocabulary.
    #[error("{word:?} is not known; one of: {allowed}")]
    UnknownWord {
        /// What was given.
        word: String,
        /// What is allowed.
        allowed: String,
    },
    /// Not a whole number in range.
    #[error("{value:?} is not a whole number from {min} to {max}")]
    Number {
        /// What was given.
        value: String,
        /// Least.
        min: u32,
        /// Greatest.
        max: u32,
    },
    /// Not a decimal number in range.
    #[error("{value:?} is not a number from {min} to {max}")]
    Decimal {
        /// What was given.
        value: String,
        /// Least.
        min: i32,
        /// Greatest.
        max: i32,
    },
    /// Not a date.
    #[error("{value:?} is not a date such as 2026-01-31")]
    Date {
        /// What was given.
        value: String,
    },
    /// A period that ends before it begins.
    #[error("{value:?} ends before it begins")]
    PeriodReversed {
        /// What was given.
        value: String,
    },
    /// A skill without the shape `skill:level`.
    #[error("{value:?} is not a skill with its level, such as forensics:3 (level 1 to 3)")]
    SkillShape {
        /// What was given.
        value: String,
    },
    /// A label without the shape `name:from:until`.
    #[error("{value:?} is not a label with its period, such as ExpertCyber:2026-01-31:2028-01-31")]
    LabelShape {
        /// What was given.
        value: String,
    },
    /// The same entry twice in a list.
    #[error("{value:?} stands twice in the list")]
    Repeated {
        /// What was given.
        value: String,
    },
    /// Not a yes or no.
    #[error("{value:?} is neither yes nor no")]
    YesNo {
        /// What was given.
        value: String,
    },
    /// Not a SIRET.
    #[error("{value:?} is not a SIRET (14 digits with a check digit): {why}")]
    Siret {
        /// What was given.
        value: String,
        /// What is wrong.
        why: String,
    },
    /// Not a SIREN.
    #[error("{value:?} is not a SIREN (9 digits)")]
    Siren {
        /// What was given.
        value: String,
    },
    /// Not a mail address.
    #[error("{value:?} is not a mail address")]
    Email {
        /// What was given.
        value: String,
    },
    /// Not a telephone number.
    #[error("{value:?} is not a telephone number")]
    Phone {
        /// What was given.
        value: String,
    },
    /// No such department.
    #[error("{value:?} is not the code of a department, such as 34, 2A or 974")]
    Department {
        /// What was given.
        value: String,
    },
    /// Not a French postal code.
    #[error("{value:?} is not a French postal code: {why}")]
    PostalCode {
        /// What was given.
        value: String,
        /// What is wrong.
        why: String,
    },
    /// Opening hours that can't be read.
    #[error("{value:?} are not opening hours such as mo-fr 09:00-12:30 14:00-18:00, or 24/7: {why}")]
    Hours {
        /// What was given.
        value: String,
        /// What is wrong.
        why: String,
    },
    /// A latitude without longitude, or the other way round.
    #[error("a latitude and a longitude go together")]
    HalfAPoint,
    /// Not an ISO 639-1 code.
    #[error("{value:?} is not a language code of two letters, such as fr")]
    Language {
        /// What was given.
        value: String,
    },
    /// A radius around nowhere.
    #[error("a radius needs a place: give lat and lon, or a postal code with its commune")]
    RadiusWithoutPlace,
    /// A text that is too long.
    #[error("longer than {max} characters")]
    TooLong {
        /// Most.
        max: usize,
    },
    /// A value that has to be unique stands on an earlier line.
    #[error("{value:?} stands on line {first} already")]
    Duplicate {
        /// What was given.
        value: String,
        /// Line of the first.
        first: u64,
    },
}
