//! Pages of the data-protection officer: what is due, what is held, what went, what is kept of somebody.

use askama::Template;

use crate::web::view::{
    field::{Choice, Filled},
    page::{Page, Staff},
};

/// `GET /protection`. Posts to `/protection/erase` (`reference`, `again`, `why`), `/protection/holds` (`hold_reference`,
/// `hold_reason`), `/protection/holds/{id}/lift` (`lift_reason`), `/protection/run`, `/protection/access` (`phone`,
/// `email`, `siret`, `access_reference`, `intent`: `read` or `file`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/protection.html")]
pub struct Protection {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Class and period.
    pub periods: Vec<(String, String)>,
    /// What is due.
    pub due: Vec<DueRow>,
    /// How many of them would go.
    pub to_go: usize,
    /// Holds in force.
    pub holds: Vec<HoldRow>,
    /// Signed lists: link and words.
    pub lists: Vec<(String, String)>,
    /// Reasons to erase a case.
    pub reasons: Vec<Choice>,
    /// What was typed and refused.
    pub form: Filled,
}

/// A thing whose period is over.
#[derive(Debug, Clone)]
pub struct DueRow {
    /// Its class in words.
    pub class: String,
    /// How it is named.
    pub name: String,
    /// Where it is read; empty for what has no page.
    pub link: String,
    /// Since when its period ran.
    pub since: String,
    /// It is held.
    pub held: bool,
}

/// A hold in force.
#[derive(Debug, Clone)]
pub struct HoldRow {
    /// Its id.
    pub id: String,
    /// The case's reference.
    pub reference: String,
    /// Why.
    pub reason: String,
    /// Who and when.
    pub since: String,
}

/// What is kept of somebody, to read and to print.
#[derive(Debug, Clone, Template)]
#[template(path = "console/subject.html")]
pub struct SubjectPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// How many cases.
    pub cases: usize,
    /// Headings and lines in reading order.
    pub lines: Vec<SubjectLine>,
}

/// A line of what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectLine {
    /// How deep it stands, from 0; a heading when it has no value.
    pub depth: usize,
    /// Name.
    pub name: String,
    /// Value; empty for a heading.
    pub value: String,
}

/// What remains of a case that was erased, `GET /incidents/{reference}`.
#[derive(Debug, Clone, Template)]
#[template(path = "console/erased.html")]
pub struct ErasedCase {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Reference.
    pub reference: String,
    /// When it was erased.
    pub when: String,
    /// What the figures keep: name and value.
    pub kept: Vec<(String, String)>,
}
