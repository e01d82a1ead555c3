//! The command palette and the preferences.

use askama::Template;

use crate::web::view::{
    field::{Choice, Filled},
    page::{Page, Staff},
};

/// What was found, `GET /find?q=…`.
#[derive(Debug, Clone, Template)]
#[template(path = "console/find.html")]
pub struct FindPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Pages.
    pub pages: Vec<Found>,
    /// Cases.
    pub cases: Vec<Found>,
    /// What was typed.
    pub typed: String,
}

/// The list alone, for the palette.
#[derive(Debug, Clone, Template)]
#[template(ext = "html", source = r#"{% include "console/_found.html" %}"#)]
pub struct FindResults {
    /// The frame.
    pub page: Page,
    /// Pages.
    pub pages: Vec<Found>,
    /// Cases.
    pub cases: Vec<Found>,
    /// What was typed.
    pub typed: String,
}

/// One thing that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where it opens.
    pub link: String,
    /// Its name.
    pub name: String,
    /// One more line; may be empty.
    pub more: String,
}

/// Preferences, `GET /preferences`. Posts to `/preferences` (a key of each act) and `/views` (`name`, `intent=drop`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/preferences.html")]
pub struct PreferencesPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Refused choices.
    pub form: Filled,
    /// Which key does what.
    pub keys: Vec<KeyChoice>,
    /// Keys that may be chosen.
    pub choices: Vec<Choice>,
    /// Kept views: name and address.
    pub views: Vec<(String, String)>,
}

/// An act and the key that does it.
#[derive(Debug, Clone)]
pub struct KeyChoice {
    /// Name of the field.
    pub act: &'static str,
    /// What it does.
    pub label: String,
    /// The key.
    pub chosen: String,
}
