//! The page after a report: what happens now, the reference, the first actions.

use askama::Template;

use crate::web::view::{advice::Advice, page::Page};

/// Answer to a report.
#[derive(Debug, Clone, Template)]
#[template(path = "public/answer.html")]
pub struct Answer {
    /// The frame.
    pub page: Page,
    /// `K7M4-92QX`.
    pub reference: String,
    /// The two words that the desk says first when it calls: « lavande · pont ».
    pub recognition: String,
    /// What happens now, and when.
    pub next: NextStep,
    /// What becomes of the e-mail.
    pub mail: MailNote,
    /// Address of the tracking page.
    pub tracking: String,
    /// The machine couldn't tell: the page says that a person reads the report again.
    pub undecided: bool,
    /// First actions, never, deadlines.
    pub advice: Advice,
    /// The code that opens the case's page with the postal code, to note down.
    pub code: String,
    /// The deadlines as a calendar file.
    pub calendar: Option<String>,
    /// « Dites à vos équipes », to copy; empty: nothing.
    pub tell_teams: String,
}

/// One next step with an hour.
#[derive(Debug, Clone)]
pub struct NextStep {
    /// « Une personne du centre vous rappelle. »
    pub step: String,
    /// « au plus tard ce soir, vendredi 19 h 40 ».
    pub when: Option<String>,
    /// One more sentence, such as what to do until then.
    pub more: Option<String>,
}

/// Whether something is written to the victim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailNote {
    /// A confirmation goes to this address.
    Sent(String),
    /// The mailbox may be read by somebody else: nothing is written to it, we call.
    Unsafe,
    /// The report looks like a program's: nothing is written before we have spoken, and the number is shown.
    CallUs,
    /// No address was given.
    None,
}
