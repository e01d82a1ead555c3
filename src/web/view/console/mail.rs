//! Mail: the queue of what leaves, the tray of what came in.

use askama::Template;

use super::Standing;
use crate::web::view::{
    field::{Choice, Filled},
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
    /// Mails that came in and wait for a person.
    pub waiting_in: u64,
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

/// What came in, `GET /mail/in` (`show`: a group of outcomes, `before`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/mail_in.html")]
pub struct MailTray {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// What can be shown.
    pub groups: Vec<MailGroup>,
    /// That mails of the mailbox couldn't be taken in yet; empty when all were.
    pub stuck: String,
    /// Mails, newest first.
    pub rows: Vec<InboundRow>,
    /// Address of the older ones.
    pub more: Option<String>,
}

/// A mail that came in, in a list.
#[derive(Debug, Clone)]
pub struct InboundRow {
    /// Its page.
    pub link: String,
    /// Its subject, or « sans objet ».
    pub subject: String,
    /// Who says to have written it.
    pub from: String,
    /// When it came.
    pub when: String,
    /// What became of it.
    pub outcome: String,
    /// How it is drawn.
    pub standing: Standing,
    /// Why; may be empty.
    pub why: String,
    /// Link and reference of the case.
    pub case: Option<(String, String)>,
    /// « Peut venir de l’attaquant ».
    pub suspect: bool,
}

/// A mail that came in, `GET /mail/in/{id}`. Posts to the same address (`intent`: `attach report seen`, `reference`,
/// `postal_code`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/mail_in_one.html")]
pub struct InboundMail {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// What the list says of it.
    pub row: InboundRow,
    /// Names and values: address it came to, Message-ID, size, hash, how often it came.
    pub lines: Vec<(String, String)>,
    /// Its words, as text alone, whatever it was; none when they can't be read.
    pub text: Option<String>,
    /// Where it is shown as it was laid out, if it was.
    pub laid_out: Option<String>,
    /// It was longer than what is shown.
    pub cut: bool,
    /// Attached files: name, type, size, hash.
    pub files: Vec<String>,
    /// Somebody has to decide about it.
    pub open: bool,
    /// Who decided and when; may be empty.
    pub decided: String,
    /// What was typed and refused.
    pub form: Filled,
}

/// A message to all open cases of a choice, `GET /mail/bulletin`. Posts to the same address (`intent`: `preview send`,
/// `category department since fr en`, and what was seen: `bulletin seen`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/bulletin.html")]
pub struct BulletinPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Categories to choose from.
    pub categories: Vec<Choice>,
    /// Departments to choose from.
    pub departments: Vec<Choice>,
    /// What it would do, once it was asked for.
    pub preview: Option<BulletinShown>,
    /// Those that were sent, newest first.
    pub sent: Vec<SentBulletin>,
    /// What was typed, and refused.
    pub form: Filled,
}

/// What a bulletin would do.
#[derive(Debug, Clone)]
pub struct BulletinShown {
    /// The id that it will have.
    pub id: String,
    /// Stands for what was seen.
    pub seen: String,
    /// To how many by mail and by telephone, until when.
    pub lines: Vec<String>,
    /// Reference, subject and text of one of the messages.
    pub sample: Option<(String, String, String)>,
}

/// A bulletin that was sent.
#[derive(Debug, Clone)]
pub struct SentBulletin {
    /// When.
    pub when: String,
    /// By whom.
    pub who: String,
    /// How many cases it has reached.
    pub reached: String,
    /// How it begins.
    pub words: String,
}

/// A mail as it was laid out, made harmless, `GET /mail/in/{id}/html`. A document by itself, without anything of the desk's.
#[derive(Debug, Clone, Template)]
#[template(path = "console/mail_laid_out.html")]
pub struct LaidOut {
    /// For its language.
    pub page: Page,
    /// Its subject.
    pub subject: String,
    /// It may come from the attacker.
    pub suspect: bool,
    /// Made harmless by `mail::inbound::html_of`: the only words of a stranger that stand in a page as they are.
    pub body: String,
}
