//! Mail: the queue of what leaves.

use askama::Template;

use super::Standing;
use crate::web::view::{
    field::Filled,
    page::{Page, Staff},
};

/// The queue, `GET /mail` (`show`: a group of states, `before`). Posts to `/mail/{id}` (`intent`: `retry hold release
/// cancel`, `reason`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/mail.html")]
pub struct MailQueue {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// What can be shown.
    pub groups: Vec<MailGroup>,
    /// Messages, newest first.
    pub rows: Vec<MailRow>,
    /// Address of the older ones.
    pub more: Option<String>,
    /// Sentences above the list, such as « aucun serveur de courriel n’est configuré ».
    pub remarks: Vec<String>,
    /// What was refused.
    pub form: Filled,
}

/// A group of states to choose.
#[derive(Debug, Clone)]
pub struct MailGroup {
    /// Where it leads.
    pub link: String,
    /// Its name.
    pub label: String,
    /// How many messages are in it.
    pub count: i64,
    /// It is shown now.
    pub current: bool,
}

/// A message.
#[derive(Debug, Clone)]
pub struct MailRow {
    /// Its id.
    pub id: String,
    /// « Proposition de mission ».
    pub kind: String,
    /// Its subject.
    pub subject: String,
    /// Who is written to.
    pub to: String,
    /// Link and reference of the case.
    pub case: Option<(String, String)>,
    /// State in words.
    pub state: String,
    /// How it is drawn.
    pub standing: Standing,
    /// Times in a line: written, tried again, left.
    pub times: String,
    /// Why it is kept back, or what the server said last; may be empty.
    pub why: String,
    /// Attempts: when, outcome in words, the server's words.
    pub attempts: Vec<(String, String, String)>,
    /// Acts that its state allows: word of the form, label.
    pub acts: Vec<(&'static str, String)>,
    /// One of the acts needs a reason.
    pub wants_reason: bool,
}
