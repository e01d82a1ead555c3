//! The dossier of a case: parts of texts, values and tables on one page.

use askama::Template;

use crate::i18n::Words;

/// The page.
#[derive(Debug, Template)]
#[template(path = "dossier.html")]
pub struct DossierPage {
    /// Language of the page.
    pub lang: &'static str,
    /// Its words.
    pub words: Words,
    /// The desk's name.
    pub desk: String,
    /// The case's reference.
    pub reference: String,
    /// Its marking.
    pub tlp: String,
    /// When the dossier was made.
    pub made_at: String,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A part of the dossier.
#[derive(Debug, Default)]
pub struct Part {
    /// Heading.
    pub title: String,
    /// How to read it; may be empty.
    pub note: String,
    /// Names and values.
    pub rows: Vec<(String, String)>,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
    /// A table.
    pub table: Option<Lines>,
}

impl Part {
    /// Is there nothing to tell?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
            && self.paragraphs.is_empty()
            && self.table.as_ref().is_none_or(|table| table.lines.is_empty())
    }
}

/// A table.
#[derive(Debug)]
pub struct Lines {
    /// Headings of its columns.
    pub columns: Vec<String>,
    /// Its lines.
    pub lines: Vec<Vec<String>>,
}
