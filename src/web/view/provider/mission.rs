//! The mission page: the contact and the brief, and a place to report back.

use askama::Template;
use vigie_domain::offer::DeclineReason;

use crate::web::view::{
    advice::Deadline,
    field::{Choice, Filled},
    page::Page,
};

/// What a provider says of its mission, in the order of the page.
pub const STEPS: [&str; 7] = ["in_hand", "reached", "on_site", "containing", "restoring", "unreachable", "done"];

/// The page of an assigned provider, `GET /o/{token}` after it was chosen.
///
/// Posts to `{link}/first-contact` (no field), `{link}/updates` (`stage`: one of [`STEPS`], `text`; or `stage` `not_for_me` with
/// `reason`\*, `why` and, on the page that asks whether it is sure, `confirmed`), `{link}/report` (`outcome`, `found`\*,
/// `techniques`, `done`\*, `left_to_do`, `restored`, `data_out`: yes/no/unknown, `observables`, `hours`), `{link}/deleted`.
#[derive(Debug, Clone, Template)]
#[template(path = "provider/mission.html")]
pub struct Mission {
    /// The frame; its `path` must not hold the token.
    pub page: Page,
    /// `/o/{token}`, for the forms.
    pub link: String,
    /// Company.
    pub provider: String,
    /// Reference of the case.
    pub reference: String,
    /// « Rançongiciel, mairie de Saint-Exemple ».
    pub headline: String,
    /// Where the mission stands.
    pub stage: MissionStage,
    /// The two words that the provider says first; not the desk's pair.
    pub recognition: String,
    /// The victim's organisation and place.
    pub organisation: String,
    /// Whom to call.
    pub contact: MissionContact,
    /// Which address and number not to use, and other warnings.
    pub careful: Vec<String>,
    /// The brief: name and value.
    pub lines: Vec<(String, String)>,
    /// The caller's words; may be empty.
    pub words: String,
    /// What was already done.
    pub done: Vec<String>,
    /// Legal clocks of the victim.
    pub deadlines: Vec<Deadline>,
    /// What was typed and refused.
    pub form: Filled,
    /// Choices of `stage`: see [`step_choices`](Self::step_choices).
    pub steps: Vec<Choice>,
    /// Why it may be given back.
    pub reasons: Vec<Choice>,
    /// It said that it gives the case back: is it sure?
    pub giving_back: bool,
    /// How it may have ended.
    pub outcomes: Vec<Choice>,
    /// By what the attacker may have come.
    pub techniques: Vec<Choice>,
    /// Documents of the case.
    pub files: Vec<crate::web::view::public::HandedFile>,
    /// « Jusqu’à 50 Mo chacun. »
    pub files_most: String,
    /// The password of the archives.
    pub password: &'static str,
    /// What was reported, newest first.
    pub updates: Vec<Update>,
}

/// Where a mission stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MissionStage {
    /// Call the victim.
    CallNow {
        /// « avant 10 h 54 ».
        before: String,
    },
    /// First contact made.
    Working,
    /// It said that it is done: the closing report is what is missing.
    ReportAwaited,
    /// Closing report sent.
    Done,
    /// Taken back: delete what you have.
    Ended {
        /// Deletion confirmed.
        deleted: bool,
    },
}

impl MissionStage {
    /// Whether updates and the report may be sent: from the moment it has the case.
    #[must_use]
    pub const fn is_going_on(&self) -> bool {
        matches!(self, Self::CallNow { .. } | Self::Working | Self::ReportAwaited)
    }

    /// Whether the closing report was sent.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        matches!(self, Self::Done)
    }

    /// Whether nothing of the case may be shown any more.
    #[must_use]
    pub const fn is_ended(&self) -> bool {
        matches!(self, Self::Ended { .. })
    }
}

/// Whom the provider calls.
#[derive(Debug, Clone, Default)]
pub struct MissionContact {
    /// Name.
    pub name: String,
    /// Role; may be empty.
    pub role: String,
    /// Telephone as people read it.
    pub phone: String,
    /// For `tel:`.
    pub phone_link: String,
    /// Safe address; empty when there is none.
    pub email: String,
}

/// Something reported.
#[derive(Debug, Clone)]
pub struct Update {
    /// When.
    pub when: String,
    /// Who.
    pub who: String,
    /// What.
    pub text: String,
}

impl Mission {
    /// Choices of a list, in a person's words.
    #[must_use]
    pub fn choices(page: &Page, vocabulary: &str, words: &[&str]) -> Vec<Choice> {
        words.iter().map(|word| Choice::new(word, &page.label(vocabulary, word))).collect()
    }

    /// The stages of an update, in a person's words.
    #[must_use]
    pub fn step_choices(page: &Page) -> Vec<Choice> {
        Self::choices(page, "mission-step", &STEPS)
    }

    /// Why a case is given back, in a person's words; the victim doesn't read it.
    #[must_use]
    pub fn reason_choices(page: &Page) -> Vec<Choice> {
        Self::choices(page, "decline", &DeclineReason::ALL.map(DeclineReason::as_str))
    }
}
