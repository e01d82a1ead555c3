//! Playbooks as the desk reads them, and a sentence to try.

use askama::Template;

use super::classification::{Classification, Reason, Span};
use crate::web::view::{
    advice::Advice,
    page::{Page, Staff},
};

/// All playbooks, `GET /playbooks`. Posts to `/playbooks/try` (`text`), answered by the same page.
#[derive(Debug, Clone, Template)]
#[template(path = "console/playbooks.html")]
pub struct Playbooks {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Short hash of the live set.
    pub set: String,
    /// The playbooks.
    pub rows: Vec<PlaybookRow>,
    /// The sentence that was tried.
    pub sentence: String,
    /// The sentence, cut where it counted.
    pub words: Vec<Span>,
    /// Language of the sentence.
    pub words_lang: String,
    /// What the rules say of it.
    pub tried: Option<Classification>,
}

/// One playbook of the list.
#[derive(Debug, Clone)]
pub struct PlaybookRow {
    /// Category id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// How many signals.
    pub signals: usize,
    /// How many examples.
    pub examples: usize,
}

/// One playbook, `GET /playbooks/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "console/playbook.html")]
pub struct PlaybookPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Category id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// RSIT tags.
    pub rsit: String,
    /// Signals: patterns as `words`, reason as `why`.
    pub signals: Vec<Reason>,
    /// Questions in the words to say.
    pub questions: Vec<String>,
    /// How severity follows, a sentence a line.
    pub severity: Vec<String>,
    /// Actions, never, evidence, deadlines.
    pub advice: Advice,
    /// Skills that a provider must, and should, have.
    pub skills: Vec<String>,
    /// Sentences that must match.
    pub matching: Vec<String>,
    /// Sentences that must not.
    pub other: Vec<String>,
}
