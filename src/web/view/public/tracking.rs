//! The tracking page: where the case stands, one next step with an hour, what the victim may do.

use askama::Template;

use super::answer::NextStep;
use crate::web::view::{advice::Advice, field::Filled, page::Page};

/// The tracking page, `GET /t/{token}`.
///
/// Posts to `{link}/choice` (`offer`: an offer id, `desk` or `none`), `{link}/not-called`, `{link}/messages` (`text`), `{link}/files` (`file`, many; `note`), `{link}/withdraw`,
/// `{link}/survey` (`helped`, `working_again`: yes/no/unknown, `survey_text`).
#[derive(Debug, Clone, Template)]
#[template(path = "public/tracking.html")]
pub struct Tracking {
    /// The frame; its `path` must not hold the token.
    pub page: Page,
    /// `/t/{token}`, for the forms.
    pub link: String,
    /// Reference.
    pub reference: String,
    /// The two words of the desk.
    pub recognition: String,
    /// Where it stands, in plain words: « Nous cherchons quelqu’un près de chez vous ».
    pub status: String,
    /// The one next step.
    pub next: NextStep,
    /// The way of the case.
    pub path: Vec<PathStep>,
    /// The provider that has the case.
    pub provider: Option<Helper>,
    /// Providers to choose from.
    pub choice: Option<ChoiceOfProvider>,
    /// First actions, deadlines.
    pub advice: Advice,
    /// Who was asked, and what they said; no reason of a decline.
    pub asked: Vec<(String, String)>,
    /// Messages, oldest first.
    pub messages: Vec<Message>,
    /// Files that she sent.
    pub files: Vec<super::files::HandedFile>,
    /// « Jusqu’à 50 Mo chacun. »; empty: none may be sent.
    pub files_most: String,
    /// Opened by the spoken code: for reading only.
    pub by_code: bool,
    /// The deadlines as a calendar file.
    pub calendar: Option<String>,
    /// « Dites à vos équipes », to copy.
    pub tell_teams: String,
    /// A message may be sent (never through the short code).
    pub may_write: bool,
    /// The survey of a closed case.
    pub survey: bool,
    /// Agreement may be withdrawn.
    pub may_withdraw: bool,
    /// Head of the case's chain.
    pub proof: Option<String>,
    /// What was typed and refused.
    pub form: Filled,
}

/// One step of the way.
#[derive(Debug, Clone)]
pub struct PathStep {
    /// « Signalement reçu ».
    pub label: String,
    /// Over.
    pub done: bool,
    /// Here.
    pub current: bool,
    /// When it was done.
    pub when: Option<String>,
}

/// The provider that helps.
#[derive(Debug, Clone)]
pub struct Helper {
    /// Company.
    pub name: String,
    /// Person; may be empty.
    pub person: String,
    /// Telephone; may be empty.
    pub phone: String,
    /// « Choisi à 10 h 24. Doit vous appeler avant 10 h 54. »
    pub since: String,
    /// The two words that the provider says first.
    pub recognition: String,
    /// « Personne ne m’a appelé » is shown.
    pub may_say_not_called: bool,
}

/// Providers to choose from, in the order drawn for the case.
#[derive(Debug, Clone)]
pub struct ChoiceOfProvider {
    /// Until when, and what happens then.
    pub until: String,
    /// She has left the choice to the desk; she may still choose herself.
    pub delegated: bool,
    /// Her insurer comes first; `None`: nothing covers it.
    pub insurer: Option<String>,
    /// The providers.
    pub providers: Vec<Proposal>,
}

/// One provider that is available.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Offer id.
    pub offer: String,
    /// Company.
    pub name: String,
    /// Town.
    pub town: String,
    /// From when, and where: « sur place à partir de 11 h 30 ».
    pub from: String,
    /// « premier quart d’heure offert ; déplacement 80 €, 95 € de l’heure ».
    pub prices: String,
    /// Labels with their scope; may be empty.
    pub labels: String,
}

/// A message between the victim and the desk.
#[derive(Debug, Clone)]
pub struct Message {
    /// When.
    pub when: String,
    /// Who.
    pub who: String,
    /// What.
    pub text: String,
    /// Sent by the desk.
    pub ours: bool,
}

/// Before a claim link or a short code opens anything. Posts to `action`: `code` (when `by_code`), `proof`.
#[derive(Debug, Clone, Template)]
#[template(path = "public/claim.html")]
pub struct Claim {
    /// The frame; its `path` must not hold a token.
    pub page: Page,
    /// Where the form goes: `/t/{token}/claim` or `/suivi`.
    pub action: String,
    /// The short code is asked, too.
    pub by_code: bool,
    /// What was typed and refused.
    pub form: Filled,
}
