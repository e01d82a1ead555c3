//! A provider's own page: what it was offered, what it has, its file and what keeps it from being asked.

use askama::Template;

use crate::web::view::{
    console::LabelLine,
    field::{Choice, Filled},
    page::Page,
};

/// A provider's own page, `GET /p/{token}`.
///
/// Posts to `{link}/leave` (`intent`: `away back`, `until`) and `{link}/listing` (`listed`: `yes no`).
#[derive(Debug, Clone, Template)]
#[template(path = "provider/home.html")]
pub struct Home {
    /// The frame; its `path` must not hold the token.
    pub page: Page,
    /// `/p/{token}`, for the forms.
    pub link: String,
    /// Company.
    pub provider: String,
    /// What was typed and refused.
    pub form: Filled,
    /// Until when the link works.
    pub works_until: String,
    /// Missions: link to the mission (empty: over), headline, how it stands.
    pub missions: Vec<HomeLine>,
    /// Offers, newest first.
    pub offers: Vec<HomeLine>,
    /// Why it can't be asked today, each with its cure; empty: it can.
    pub conditions: Vec<String>,
    /// On leave until then.
    pub away_until: Option<String>,
    /// Labels and insurance.
    pub labels: Vec<LabelLine>,
    /// The file: name and value.
    pub lines: Vec<(String, String)>,
    /// Offers, answers, delay: name and value.
    pub figures: Vec<(String, String)>,
    /// Shown in the public directory.
    pub listed: bool,
}

/// One offer or mission.
#[derive(Debug, Clone)]
pub struct HomeLine {
    /// Where it is; empty: nowhere any more.
    pub link: String,
    /// « Rançongiciel · Aveyron (12) ».
    pub headline: String,
    /// When.
    pub when: String,
    /// How it stands.
    pub state: String,
}

/// Asks for the address that a link is mailed to, `GET /prestataires/espace`. Posts to itself: `email`\*.
#[derive(Debug, Clone, Template)]
#[template(path = "provider/door.html")]
pub struct Door {
    /// The frame.
    pub page: Page,
    /// What was typed and refused.
    pub form: Filled,
    /// A link was mailed, if the address is known.
    pub sent: bool,
}

/// A firm asks to be in the directory, `GET /prestataires/candidature`. Posts to itself.
#[derive(Debug, Clone, Template)]
#[template(path = "provider/apply.html")]
pub struct Apply {
    /// The frame.
    pub page: Page,
    /// What was typed and refused.
    pub form: Filled,
    /// Received: nothing more to do.
    pub sent: bool,
    /// Profiles.
    pub profiles: Vec<Choice>,
    /// Departments in remit.
    pub departments: Vec<Choice>,
    /// Skills: the name of the field and its label.
    pub skills: Vec<Choice>,
    /// Levels of a skill.
    pub levels: Vec<Choice>,
    /// Sizes of clients.
    pub sizes: Vec<Choice>,
    /// Rows for labels.
    pub label_rows: Vec<LabelRow>,
}

/// The fields of one label.
#[derive(Debug, Clone)]
pub struct LabelRow {
    /// From 1.
    pub number: String,
    /// Names of the fields: its name, its number, first and last day.
    pub fields: [String; 4],
}

impl LabelRow {
    /// The row of this number.
    #[must_use]
    pub fn of(number: usize) -> Self {
        let fields = ["name", "number", "from", "until"].map(|part| format!("label_{number}_{part}"));
        Self { number: number.to_string(), fields }
    }
}

/// Firms that wish to be seen, `GET /prestataires` (`skill`, `department`).
#[derive(Debug, Clone, Template)]
#[template(path = "provider/directory.html")]
pub struct PublicDirectory {
    /// The frame.
    pub page: Page,
    /// What the address asked for.
    pub filters: Filled,
    /// Skills.
    pub skills: Vec<Choice>,
    /// Departments in remit.
    pub departments: Vec<Choice>,
    /// « 12 entreprises ».
    pub count: String,
    /// Firms, in the order of the day.
    pub firms: Vec<Firm>,
}

/// One firm.
#[derive(Debug, Clone)]
pub struct Firm {
    /// Name.
    pub company: String,
    /// « Rodez (12) ».
    pub place: String,
    /// « Intervient : 12, 46 ; à distance ».
    pub territory: String,
    /// Skills in words.
    pub skills: String,
    /// Labels that count today.
    pub labels: String,
    /// Telephone as people read it; may be empty.
    pub phone: String,
    /// For `tel:`.
    pub phone_link: String,
    /// Mail address; may be empty.
    pub email: String,
}
