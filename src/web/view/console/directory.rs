//! The directory of providers: list, one provider, import.

use askama::Template;

use super::{incident::Entry, queue::FilterList};
use crate::{
    domain::vocabulary::VettingState,
    web::view::{
        field::{Choice, Filled},
        page::{Page, Staff},
    },
};

/// The directory, `GET /providers`. Filters: `q` and the names of `lists` (`skill`, `department`, `vetting`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/providers.html")]
pub struct Providers {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// What the address asked for.
    pub filters: Filled,
    /// The lists to filter by.
    pub lists: Vec<FilterList>,
    /// The providers.
    pub rows: Vec<ProviderRow>,
    /// How many in all.
    pub total: usize,
    /// Next page.
    pub more: Option<String>,
    /// The import is shown.
    pub may_import: bool,
}

/// One provider of the list.
#[derive(Debug, Clone)]
pub struct ProviderRow {
    /// `/providers/{id}`.
    pub link: String,
    /// Company.
    pub company: String,
    /// « Rodez (12) ».
    pub place: String,
    /// Skills in words.
    pub skills: String,
    /// Vetting state.
    pub vetting_state: VettingState,
    /// How it stands today, for the badge.
    pub vetting: Standing,
    /// « en pause jusqu’au 2 décembre ».
    pub paused: Option<String>,
    /// Labels with their expiry.
    pub labels: Vec<LabelLine>,
    /// « 2 / 3 » open assignments of capacity.
    pub load: String,
}

/// A label and its expiry.
#[derive(Debug, Clone)]
pub struct LabelLine {
    /// « ExpertCyber ».
    pub name: String,
    /// « 31/01/2028 ».
    pub until: String,
    /// How it stands today.
    pub standing: Standing,
    /// Issuer, number, scope, as far as they are known; may be empty.
    pub detail: String,
}

/// How something with an expiry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Valid.
    Valid,
    /// Runs out within 60 days.
    Soon,
    /// Over, or refused.
    Over,
}

impl Standing {
    /// Class of the style sheet.
    #[must_use]
    pub const fn class(&self) -> &'static str {
        match self {
            Self::Valid => "is-ok",
            Self::Soon => "is-soon",
            Self::Over => "is-over",
        }
    }

    /// Key of the word that says it.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Valid => "standing-valid",
            Self::Soon => "standing-soon",
            Self::Over => "standing-over",
        }
    }
}

/// One provider, `GET /providers/{id}`.
///
/// Posts to `/providers/{id}/vetting` (`state`, `reason`; suspension, reinstatement and removal wait for a second person),
/// `/providers/{id}/pause` (`intent`: `pause resume`, `reason`), `/providers/{id}/evidence` (`kind`, `body`) and
/// `/providers/{id}/tie` (`intent`: `declare over`, `why`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/provider.html")]
pub struct ProviderPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Refused forms.
    pub form: Filled,
    /// Provider id.
    pub id: String,
    /// Company.
    pub company: String,
    /// Vetting state.
    pub vetting_state: VettingState,
    /// For the badge.
    pub standing: Standing,
    /// « Vérifié par Denis le 3 mars ; à revoir le 3 mars 2027 ».
    pub vetting_sentence: String,
    /// « en pause jusqu’au 2 décembre : congés ».
    pub paused: Option<String>,
    /// The reader declared a tie with this firm: vetting is hidden.
    pub tied: bool,
    /// The forms of vetting and pause are shown.
    pub may_vet: bool,
    /// « Denis demande une suspension ; une seconde personne doit confirmer ».
    pub second_person: Option<String>,
    /// States that may be chosen.
    pub states: Vec<Choice>,
    /// The card: name and value.
    pub lines: Vec<(String, String)>,
    /// Labels, insurance, charter.
    pub labels: Vec<LabelLine>,
    /// Open assignments: link and words.
    pub missions: Vec<(String, String)>,
    /// Offers, answers, declines: name and value.
    pub figures: Vec<(String, String)>,
    /// What happened, newest first.
    pub history: Vec<Entry>,
    /// Why it can't be asked today, each with its cure; empty: it can.
    pub conditions: Vec<String>,
    /// What was seen when it was vetted: who and when, and the words.
    pub evidence: Vec<(String, String)>,
    /// Kinds of evidence.
    pub evidence_kinds: Vec<Choice>,
    /// It wished to be shown in the public directory.
    pub listed: bool,
}

/// The import of a CSV file. Posts as multipart to `/providers/import/preview`, then to `/providers/import`: `file` or `rows`,
/// `keep_good`.
#[derive(Debug, Clone, Template)]
#[template(path = "console/import.html")]
pub struct ImportPage {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// What came of the last file.
    pub outcome: Option<ImportOutcome>,
    /// What an import would change.
    pub preview: Option<ImportPreview>,
}

/// What an import would change.
#[derive(Debug, Clone)]
pub struct ImportPreview {
    /// « 12 nouveaux, 3 modifiés, 45 inchangés ».
    pub sentence: String,
    /// New firms, the first of them.
    pub added: Vec<String>,
    /// Firms that change, the first of them.
    pub changed: Vec<ImportChange>,
    /// There is something to import.
    pub does_something: bool,
    /// The rows, to go along; none: the file is large, and has to be chosen again.
    pub rows: Option<String>,
    /// Bad rows are left out.
    pub keep_good: bool,
    /// Rows that are left out.
    pub problems: Vec<ImportProblem>,
}

/// A firm that changes.
#[derive(Debug, Clone)]
pub struct ImportChange {
    /// Which.
    pub company: String,
    /// Names of its fields that change.
    pub fields: String,
}

/// Firms that ask to be in the directory, `GET /providers/applications`. Posts to `/providers/applications/{id}`: `intent`
/// (`accept refuse`), `reason`.
#[derive(Debug, Clone, Template)]
#[template(path = "console/applications.html")]
pub struct Applications {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// Refused decisions.
    pub form: Filled,
    /// Those that wait, the oldest first.
    pub waiting: Vec<ApplicationCard>,
    /// Those decided last.
    pub decided: Vec<ApplicationCard>,
}

/// One application.
#[derive(Debug, Clone)]
pub struct ApplicationCard {
    /// Its id.
    pub id: String,
    /// Firm.
    pub company: String,
    /// When it came.
    pub received: String,
    /// What was typed: name and value.
    pub lines: Vec<(String, String)>,
    /// « en attente », « acceptée », « refusée ».
    pub state: String,
    /// Why it was decided so; may be empty.
    pub reason: String,
    /// The provider that came of it.
    pub provider: Option<String>,
}

/// What came of an import.
#[derive(Debug, Clone)]
pub struct ImportOutcome {
    /// Rows were taken over.
    pub imported: bool,
    /// « 58 prestataires repris, 2 lignes refusées ».
    pub sentence: String,
    /// Bad rows.
    pub problems: Vec<ImportProblem>,
}

/// What is wrong with one cell.
#[derive(Debug, Clone)]
pub struct ImportProblem {
    /// Line of the file, from 1.
    pub line: usize,
    /// Column.
    pub column: String,
    /// Why, and what would be right.
    pub reason: String,
}

/// A provider's card as a form, `GET /providers/{id}/edit`; posts there (`version`, the columns of the directory file,
/// `skill_…`, `label_…`).
#[derive(Debug, Clone, Template)]
#[template(path = "console/provider_edit.html")]
pub struct ProviderEdit {
    /// The frame.
    pub page: Page,
    /// Who is signed in.
    pub staff: Staff,
    /// What stands in the form, and what was refused.
    pub form: Filled,
    /// Its id.
    pub id: String,
    /// Its name.
    pub company: String,
    /// The version that is corrected.
    pub version: i64,
    /// Choices of the profile.
    pub profiles: Vec<Choice>,
    /// Skills: names of their fields.
    pub skills: Vec<Choice>,
    /// Levels of a skill.
    pub levels: Vec<Choice>,
    /// Sizes of clients.
    pub sizes: Vec<Choice>,
    /// Rows of labels, empty ones last.
    pub labels: Vec<ProviderLabelRow>,
}

/// Names of the fields of one label.
#[derive(Debug, Clone)]
pub struct ProviderLabelRow {
    /// From 1.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Who gave it.
    pub issuer: String,
    /// Number of the certificate.
    pub certificate: String,
    /// What it covers.
    pub scope: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
}
