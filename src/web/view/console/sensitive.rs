//! Sensitive cases.

use askama::Template;

use crate::web::view::{
    field::{Choice, Filled},
    page::{Page, Staff},
};

/// What everybody may know of a sensitive case, `GET /incidents/{reference}/sealed`; posts to `/incidents/{reference}/glass`:
/// `reason`.
#[derive(Debug, Clone, Template)]
#[template(path = "console/sealed.html")]
pub struct SealedPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// What was refused.
    pub form: Filled,
    /// The case's reference.
    pub reference: String,
    /// Where it stands, in words.
    pub state: String,
    /// Hash of the last act of its chain.
    pub hash: String,
}

/// On the page of a case: is it sensitive, who may open it. Posts to `/incidents/{reference}/sensitive` (`intent`) and
/// `/incidents/{reference}/grants` (`user` and `days`, or `end`).
#[derive(Debug, Clone, Default)]
pub struct SensitiveCard {
    /// Named people alone may open the case.
    pub is_sensitive: bool,
    /// Who may or might open it, newest first.
    pub grants: Vec<GrantRow>,
    /// People who can be let in.
    pub people: Vec<Choice>,
    /// For how long.
    pub days: Vec<Choice>,
}

/// Somebody who may open the case, or might.
#[derive(Debug, Clone)]
pub struct GrantRow {
    /// By which it is ended.
    pub id: String,
    /// Who.
    pub name: String,
    /// She broke the glass.
    pub by_glass: bool,
    /// Why; empty for named people.
    pub reason: String,
    /// Still open.
    pub open: bool,
    /// Since.
    pub when: String,
    /// Until.
    pub until: String,
}
