//! What supervisors and auditors look at: the audit trail, figures, alarms, accounts.

use askama::Template;

use super::tables::{MapTile, TableFilter};
use crate::web::view::{
    field::{Choice, Filled},
    page::{Page, Staff},
};

/// The audit trail, `GET /audit` (filters `subject`, `action`, `actor`); `POST /audit/verify` shows the same page with a verdict.
#[derive(Debug, Clone, Template)]
#[template(path = "console/audit.html")]
pub struct Audit {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// What the address asked for.
    pub filters: Filled,
    /// Every act, to choose from.
    pub actions: Vec<Choice>,
    /// Events, newest first.
    pub rows: Vec<AuditRow>,
    /// Next page.
    pub more: Option<String>,
    /// What a verification found.
    pub verdict: Option<AuditVerdict>,
    /// Last checkpoint: name and value (size, root, signed at).
    pub checkpoint: Vec<(String, String)>,
}

/// One event.
#[derive(Debug, Clone)]
pub struct AuditRow {
    /// When.
    pub when: String,
    /// The same in RFC 3339.
    pub machine: String,
    /// Who.
    pub actor: String,
    /// Action in words.
    pub action: String,
    /// The action's own word, as an export has it; empty: sealed.
    pub word: String,
    /// Payload in a line, without personal data; may be empty.
    pub detail: String,
    /// What it speaks of, by its name.
    pub subject: String,
    /// The same by its id, which names the chain.
    pub chain: String,
    /// Place in the subject's chain.
    pub seq: u64,
    /// First characters of its hash.
    pub hash: String,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditVerdict {
    /// « 1 204 actes vérifiés, aucun n’a été changé ».
    Sound(String),
    /// The first bad event and why.
    Broken(String),
}

/// Figures, `GET /dashboard`.
#[derive(Debug, Clone, Template)]
#[template(path = "console/dashboard.html")]
pub struct Dashboard {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// « novembre 2026 ».
    pub period: String,
    /// Which months may be asked for.
    pub filter: TableFilter,
    /// The month in addresses; empty: twelve months.
    pub month: String,
    /// How the month stands that was given out; `None`: it isn't over.
    pub published: Option<Published>,
    /// What counts as what.
    pub counts: Vec<Stat>,
    /// Times and rates.
    pub stats: Vec<Stat>,
    /// Bars.
    pub charts: Vec<Chart>,
}

/// Figures and plots alone, for the live refresh.
#[derive(Debug, Clone, Template)]
#[template(ext = "html", source = r#"{% import "macros/icon.html" as draw %}{% include "console/_figures.html" %}"#)]
pub struct DashboardParts {
    /// The frame.
    pub page: Page,
    /// What counts as what.
    pub counts: Vec<Stat>,
    /// Times and rates.
    pub stats: Vec<Stat>,
    /// Plots.
    pub charts: Vec<Chart>,
    /// The month in addresses.
    pub month: String,
}

/// A month that is over. Posts to `/dashboard/{month}/publish`.
#[derive(Debug, Clone)]
pub struct Published {
    /// Who gave it out, and when; `None`: not yet.
    pub sentence: Option<String>,
    /// What was given out, beside what it would be now.
    pub lines: Vec<Correction>,
}

/// A figure that was given out, and the same now.
#[derive(Debug, Clone)]
pub struct Correction {
    /// What was counted.
    pub label: String,
    /// As it was given out.
    pub given: String,
    /// As it is now.
    pub now: String,
    /// They differ.
    pub corrected: bool,
}

/// One figure.
#[derive(Debug, Clone)]
pub struct Stat {
    /// « Délai médian du premier conseil ».
    pub label: String,
    /// « 6 min ».
    pub value: String,
    /// One more line; may be empty.
    pub note: String,
}

/// Bars with their table.
#[derive(Debug, Clone)]
pub struct Chart {
    /// Name in addresses.
    pub name: &'static str,
    /// How it is drawn.
    pub plot: Plot,
    /// `id` of the heading.
    pub anchor: String,
    /// Heading.
    pub title: String,
    /// Heading of the first column.
    pub column: String,
    /// The bars.
    pub bars: Vec<Bar>,
    /// The same on a map, for departments.
    pub map: Option<ChartMap>,
}

/// Departments shaded by how many of something each has.
#[derive(Debug, Clone)]
pub struct ChartMap {
    /// Departments; their classes are `heat-0` to `heat-4`.
    pub tiles: Vec<MapTile>,
    /// `viewBox` of the map.
    pub view_box: String,
    /// Class and words of each shade that is used.
    pub key: Vec<(&'static str, String)>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plot {
    /// A bar a line.
    Bars,
    /// Columns in the order of time, above the table.
    Columns,
}

impl Plot {
    /// For templates.
    #[must_use]
    pub const fn is_columns(&self) -> bool {
        matches!(self, Self::Columns)
    }
}

/// One bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Label.
    pub label: String,
    /// Value.
    pub value: String,
    /// Value as it leaves the desk: « moins de 5 » where a cell is small.
    pub outside: String,
    /// Length, 0 to 100.
    pub percent: u8,
}

impl Bar {
    /// The first letter of its label, for a column.
    fn initial(&self) -> String {
        self.label.chars().take(1).flat_map(char::to_uppercase).collect()
    }
}

/// Alarms, `GET /alarms`. Posts to `/alarms/{id}/acknowledge`.
#[derive(Debug, Clone, Template)]
#[template(path = "console/alarms.html")]
pub struct Alarms {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Open ones first.
    pub alarms: Vec<AlarmRow>,
}

/// One alarm.
#[derive(Debug, Clone)]
pub struct AlarmRow {
    /// Alarm id.
    pub id: String,
    /// « Personne n’est disponible ».
    pub title: String,
    /// What to do.
    pub what: String,
    /// Link and reference of the case.
    pub subject: Option<(String, String)>,
    /// « depuis 10 h 35 ».
    pub since: String,
    /// Who was told, and who is next.
    pub told: String,
    /// « Prise en charge par Denis, 10 h 38 ».
    pub acknowledged: Option<String>,
}

/// Accounts, `GET /users`. Posts to `/users` (`name`, `login`, `role`) and `/users/{id}` (`intent`: `reset factor role disable enable`; `role`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/users.html")]
pub struct Users {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// What was typed and refused.
    pub form: Filled,
    /// Accounts.
    pub users: Vec<UserRow>,
    /// Roles that may be given.
    pub roles: Vec<Choice>,
    /// A password that was just made, shown once.
    pub secret: Option<Secret>,
}

/// One account.
#[derive(Debug, Clone)]
pub struct UserRow {
    /// User id.
    pub id: String,
    /// It is the reader's own account.
    pub is_own: bool,
    /// Name.
    pub name: String,
    /// Login.
    pub login: String,
    /// Role in words.
    pub role: String,
    /// The role's word.
    pub role_word: String,
    /// A second factor is set.
    pub second_factor: bool,
    /// Last seen; may be empty.
    pub last_seen: String,
    /// Disabled.
    pub disabled: bool,
}

/// A secret shown once.
#[derive(Debug, Clone)]
pub struct Secret {
    /// « Mot de passe provisoire de Claire ».
    pub sentence: String,
    /// The secret.
    pub value: String,
}
