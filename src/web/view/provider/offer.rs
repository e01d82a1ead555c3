//! The offer page: enough to decide, nothing that says who the victim is.

use askama::Template;
use vigie_domain::offer::{DeclineReason, FROM_WHEN};

use crate::web::view::{
    field::{Choice, Filled},
    page::Page,
};

/// The offer page, `GET /o/{token}`. GET changes nothing.
///
/// Posts to `{link}/answer`: `answer` (`available`, `declined`); with the first `said_by`\*, `from`\* (`now two_hours today
/// tomorrow later`), `place`\* (`remote on_site both`), `first_help_free` (`yes no`), `call_out_eur`, `hourly_eur`; with the
/// second `reason`\* (`capacity closed skill distance conflict other`), `words`, `said_by`. Posts to `{link}/undo` within five
/// minutes. \* required.
#[derive(Debug, Clone, Template)]
#[template(path = "provider/offer.html")]
pub struct OfferPage {
    /// The frame; its `path` must not hold the token.
    pub page: Page,
    /// `/o/{token}`, for the forms.
    pub link: String,
    /// Company that was asked.
    pub provider: String,
    /// « Rançongiciel, critique, à 30–45 min de chez vous ».
    pub headline: String,
    /// Until when an answer is awaited: « ce soir, vendredi 19 h 40 ».
    pub until: String,
    /// « il reste 18 min »; may be empty.
    pub left: String,
    /// Structured fields only: severity, size band, broad kind, department, travel band, constraints, skills.
    pub lines: Vec<(String, String)>,
    /// How many were asked, who chooses and by when.
    pub rule: String,
    /// The first who accepts has it: « J’accepte la mission ».
    pub first_accept: bool,
    /// Where the offer stands.
    pub state: OfferView,
    /// What was typed and refused.
    pub form: Filled,
    /// Choices of `from`: see [`from_choices`](Self::from_choices).
    pub from: Vec<Choice>,
    /// Choices of `reason`: see [`reason_choices`](Self::reason_choices).
    pub reasons: Vec<Choice>,
    /// Reference of the case.
    pub reference: String,
}

/// Where an offer stands, as the provider sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfferView {
    /// May be answered.
    Open {
        /// The time is over, nobody is assigned yet: the answer still counts.
        late: bool,
    },
    /// Answered; colleagues see who did.
    Answered {
        /// « Disponible, répondu par M. Puech à 10 h 09 ».
        sentence: String,
        /// Until when it may be undone.
        undo_until: Option<String>,
        /// It said that it is available; either answer may be changed until somebody is chosen.
        available: bool,
    },
    /// Somebody else was assigned before an answer came.
    TooLate,
    /// Was available; another was chosen.
    NotChosen,
    /// Taken back by the desk.
    Withdrawn,
}

impl OfferView {
    /// Whether the rules still matter: it may be answered, or the answer may be changed.
    #[must_use]
    pub const fn is_going_on(&self) -> bool {
        matches!(self, Self::Open { .. } | Self::Answered { .. })
    }

    /// Whether the forms are shown.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }
}

impl OfferPage {
    /// From when the provider could begin.
    #[must_use]
    pub fn from_choices(page: &Page) -> Vec<Choice> {
        choices(page, "from", &FROM_WHEN)
    }

    /// Why a provider declines; never shown to the victim.
    #[must_use]
    pub fn reason_choices(page: &Page) -> Vec<Choice> {
        choices(page, "decline", &DeclineReason::ALL.map(DeclineReason::as_str))
    }
}

fn choices(page: &Page, list: &str, words: &[&str]) -> Vec<Choice> {
    words.iter().map(|word| Choice::new(word, &page.label(list, word))).collect()
}
