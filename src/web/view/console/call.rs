//! The call screen: one page for a whole call, usable without scripts, live with them.

use askama::Template;

use super::{
    calls::Keys,
    classification::{Ask, AskKind, Classification, ReadOut, Span},
};
use crate::web::view::{
    advice::Deadline,
    field::{Choice, Filled},
    page::{Page, Staff},
};

/// The call screen, `GET /calls/{id}`.
///
/// Posts to `/calls/{id}`: `intent` (`save`, `finish`, `park`, `information`, `transfer`, `discard`, `dropped`, `resume`,
/// `hand_over` with `to`), `take` (a field whose other value is kept), `submit_id`, `version`, `base`,
/// `contact_name`, `contact_role`, `postal_code`, `commune`, `phone`, `email`, `email_read`, `description`, `notice`,
/// `organisation_name`, `organisation_kind`, `organisation_size`, `sector`, `siret`, `since`, `own_supplier`, `insured`,
/// `doubt_lifted`, `consent_to_share`, `fact_…`, `action` (ids read out, many), `deadline` (ids said, many).
///
/// The script sends the same fields as JSON `{"version":…,"fields":{name:[value,…]}}` by `PUT /calls/{id}/draft` (answer
/// `{"version":…,"fields":…,"clashes":…}`, see `desk::Kept`), and as a form by `POST /calls/{id}/classification` (answer: [`CallLive`]).
#[derive(Debug, Clone, Template)]
#[template(path = "console/call.html")]
pub struct CallScreen {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Draft id.
    pub id: String,
    /// What the page's presence is about.
    pub subject: String,
    /// Version of the draft, for merging.
    pub version: String,
    /// Every field as this page shows it, JSON: what is sent is compared with it.
    pub base: String,
    /// Fields that somebody else changed meanwhile.
    pub clashes: Vec<ClashRow>,
    /// Who else has the call open.
    pub looking: Vec<String>,
    /// To whom the call may be handed over.
    pub colleagues: Vec<Choice>,
    /// Who handed it over.
    pub handed_by: Option<String>,
    /// When the line broke off.
    pub dropped: Option<String>,
    /// Makes a double submit one incident.
    pub submit_id: String,
    /// When the call began, RFC 3339.
    pub started: String,
    /// How long the call has lasted when the page is made.
    pub seconds: i64,
    /// What was typed.
    pub form: Filled,
    /// Caller recognised by number, SIRET or e-mail.
    pub known: Option<KnownCaller>,
    /// The three questions of the safety screen: field name (`fact_controls_machines` …) and words.
    pub safety: Vec<(&'static str, String)>,
    /// The spoken notice: who, why, how long, rights.
    pub notice: String,
    /// Choices of `organisation_kind`.
    pub kinds: Vec<Choice>,
    /// Choices of `organisation_size`.
    pub sizes: Vec<Choice>,
    /// Choices of `sector`.
    pub sectors: Vec<Choice>,
    /// Choices of `since`.
    pub since: Vec<Choice>,
    /// Communes of the postal code, when it names several.
    pub communes: Vec<Choice>,
    /// What follows from the words.
    pub live: Live,
    /// Reference to say.
    pub reference: String,
    /// The two recognition words.
    pub recognition: String,
}

/// The part of the call screen that follows from the words, for `POST /calls/{id}/classification`.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"{% import "macros/icon.html" as draw %}{% import "macros/show.html" as show %}{% include "console/_live.html" %}"#
)]
pub struct CallLive {
    /// The frame.
    pub page: Page,
    /// What follows from the words.
    pub live: Live,
}

/// What follows from the words and the answers.
#[derive(Debug, Clone)]
pub struct Live {
    /// The words, cut where they counted.
    pub words: Vec<Span>,
    /// Language of the words, for `lang`.
    pub words_lang: String,
    /// What the rules say.
    pub classification: Classification,
    /// The next best question.
    pub next: Option<Ask>,
    /// Questions already answered, and the others of the playbook.
    pub asked: Vec<Ask>,
    /// When the desk calls again, to say; « … » as long as nothing is known.
    pub call_again: String,
    /// The safety script that comes before all.
    pub safety: Option<String>,
    /// Actions to read out, at most five at first.
    pub actions: Vec<ReadOut>,
    /// What not to do.
    pub never: Vec<String>,
    /// Legal clocks to mention.
    pub deadlines: Vec<Deadline>,
    /// Ready words for what is not an incident: title and what to say.
    pub variants: Vec<(String, String)>,
    /// Which key does what.
    pub keys: Keys,
}

/// A field that somebody else changed meanwhile: both values are shown, the person chooses.
#[derive(Debug, Clone)]
pub struct ClashRow {
    /// Its label.
    pub label: String,
    /// Its name.
    pub name: String,
    /// What stands there.
    pub theirs: String,
    /// What this person typed.
    pub mine: String,
    /// Who wrote what stands there.
    pub by: String,
}

/// A caller the desk may know.
#[derive(Debug, Clone)]
pub struct KnownCaller {
    /// Organisation.
    pub organisation: String,
    /// SIRET or e-mail matched as well; by the number alone it is « peut-être ».
    pub sure: bool,
    /// Earlier cases: link and words.
    pub history: Vec<(String, String)>,
}

impl CallScreen {
    /// Answers that no question on screen shows any more: kept as hidden fields, so that nothing answered is asked again.
    fn kept_answers(&self) -> Vec<(&str, &str)> {
        let shown = |name: &str| {
            let asks = self.live.next.iter().chain(&self.live.asked);
            self.safety.iter().any(|(safety, _)| *safety == name)
                || asks.into_iter().any(|ask| name.strip_prefix("fact_") == Some(ask.fact.as_str()))
        };
        let pairs = self.form.pairs().into_iter();
        pairs.filter(|(name, value)| name.starts_with("fact_") && !value.is_empty() && !shown(name)).collect()
    }

    /// Key of the label of a field.
    #[must_use]
    pub fn label_of(name: &str) -> &'static str {
        match name {
            "contact_name" => "call-who",
            "postal_code" => "call-where",
            "phone" => "call-back-number",
            "description" => "call-words",
            "organisation_name" => "report-organisation",
            "organisation_kind" => "report-kind",
            "organisation_size" => "report-size",
            "sector" => "call-sector",
            "commune" => "report-commune",
            "siret" => "report-siret",
            "contact_role" => "call-role",
            "email" => "report-email",
            "email_read" => "report-email-read",
            "since" => "report-since",
            "own_supplier" => "call-own-supplier",
            "insured" => "call-insured",
            "consent_to_share" => "call-consent",
            "doubt_lifted" => "call-doubt",
            "notice" => "call-notice",
            "action" => "call-read-out",
            _ => "call-answer",
        }
    }

    /// The three safety questions.
    #[must_use]
    pub fn safety_questions(page: &Page) -> Vec<(&'static str, String)> {
        vec![
            ("fact_controls_machines", page.say("safety-machines")),
            ("fact_money_moved", page.say("safety-money")),
            ("fact_ongoing", page.say("safety-ongoing")),
        ]
    }
}
