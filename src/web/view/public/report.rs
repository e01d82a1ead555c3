//! The report form: `GET /report` shows the four buttons, `GET /report?need=…` the form, `POST /report` sends it.

use askama::Template;

use crate::web::view::{
    field::{Choice, Filled},
    page::Page,
};

/// The report form.
///
/// Posts to `/report`: `submit_id`, `started`, `need`, `work` (hidden), `website` (honeypot: people leave it empty),
/// `description`\*, `since`, `fact_…` (facts of the playbooks: `fact_amount_eur`, `fact_ongoing`, `fact_ransom_demanded`,
/// `fact_controls_machines`, `fact_money_moved`), `money_when`, `money_bank`, `money_iban`, `money_instant`, `bank_called`,
/// `organisation_name`, `organisation_kind`, `postal_code`\*, `commune`, `organisation_size`, `siret`, `contact_name`\*, `phone`, `email`, `email_read` (yes: the attacker can read it, so
/// `email_safe` is *no*), `consent_to_share`. \* required, with a way to call back.
#[derive(Debug, Clone, Template)]
#[template(path = "public/report.html")]
pub struct ReportForm {
    /// The frame.
    pub page: Page,
    /// What was chosen on the first screen; `None` shows the first screen.
    pub need: Option<Need>,
    /// What was typed and refused.
    pub form: Filled,
    /// Makes a double submit one report.
    pub submit_id: String,
    /// When the form was first shown, for the minimum time: seconds since 1970.
    pub started: String,
    /// Zero bits of the stamp that the browser makes while somebody writes; only when many reports come in.
    pub work: Option<u32>,
    /// Choices of `since`: see [`since_choices`](Self::since_choices).
    pub since: Vec<Choice>,
    /// Choices of `organisation_kind`.
    pub kinds: Vec<Choice>,
    /// Choices of `organisation_size`.
    pub sizes: Vec<Choice>,
    /// Communes of the postal code, asked only when it names several.
    pub communes: Vec<Choice>,
    /// Something went wrong on our side (database gone): what to do, with everything typed kept.
    pub trouble: Option<String>,
}

impl ReportForm {
    /// The form with its lists of choices, nothing typed.
    #[must_use]
    pub fn new(page: Page, need: Option<Need>, submit_id: String, started: String) -> Self {
        use crate::domain::vocabulary::{Kind, Size};
        let kinds =
            Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), &page.label("kind", kind.as_str()))).collect();
        let sizes =
            Size::ALL.iter().map(|size| Choice::new(size.as_str(), &page.label("size", size.as_str()))).collect();
        let since = Self::since_choices(&page);
        Self {
            page,
            need,
            form: Filled::default(),
            submit_id,
            started,
            work: None,
            since,
            kinds,
            sizes,
            communes: Vec::new(),
            trouble: None,
        }
    }

    /// `now`, `today`, `yesterday`, `week`, `before`: the uncertainty is kept with the event's time.
    #[must_use]
    pub fn since_choices(page: &Page) -> Vec<Choice> {
        ["now", "today", "yesterday", "week", "before"]
            .iter()
            .map(|value| Choice::new(value, &page.say(&format!("since-{value}"))))
            .collect()
    }
}

/// What the victim needs first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Money is gone.
    Money,
    /// The screen is blocked, or a ransom is asked.
    Screen,
    /// Somebody is in danger.
    Danger,
    /// Anything else.
    Other,
}

impl Need {
    /// Reads the `need` of a request; anything unknown is [`Need::Other`].
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "money" => Self::Money,
            "screen" => Self::Screen,
            "danger" => Self::Danger,
            _ => Self::Other,
        }
    }

    /// Its word in addresses and forms.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Screen => "screen",
            Self::Danger => "danger",
            Self::Other => "other",
        }
    }

    /// For templates.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        self.word() == word
    }

    /// Key of the page's heading.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Money => "need-money-title",
            Self::Screen => "need-screen-title",
            Self::Danger => "need-danger-title",
            Self::Other => "need-other-title",
        }
    }

    /// Key of the hint under « que se passe-t-il ? ».
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Money => "need-money-hint",
            Self::Screen => "need-screen-hint",
            Self::Danger => "need-danger-hint",
            Self::Other => "need-other-hint",
        }
    }
}
