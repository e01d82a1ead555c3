//! Pages around codes: where one is typed, and where the code of a kept form is shown.

use askama::Template;

use crate::web::view::{field::Filled, page::Page};

/// Where a code and a postal code are typed. Posts to `action`: `code`, `postal_code`.
#[derive(Debug, Clone, Template)]
#[template(path = "public/by_code.html")]
pub struct ByCode {
    /// The frame.
    pub page: Page,
    /// Where it is sent.
    pub action: &'static str,
    /// Key of the heading.
    pub title: &'static str,
    /// Key of the sentence below it.
    pub lead: &'static str,
    /// What was typed and refused.
    pub form: Filled,
}

/// A form that was kept: its code, shown once.
#[derive(Debug, Clone, Template)]
#[template(path = "public/form_kept.html")]
pub struct FormKept {
    /// The frame.
    pub page: Page,
    /// `7QK2-M4XA-9TZB`.
    pub code: String,
    /// The other half.
    pub postal_code: String,
    /// Days that the form waits.
    pub days: i64,
}
