//! First actions, what never to do, evidence and deadlines: shown on the answer page, the tracking page and the guides.

/// Advice for a victim, in the order in which it is read.
#[derive(Debug, Clone, Default)]
pub struct Advice {
    /// The safety sentence that comes before everything (machines, people).
    pub safety: Option<String>,
    /// First actions, at most five at first.
    pub actions: Vec<Action>,
    /// What must not be done.
    pub never: Vec<String>,
    /// What to keep.
    pub evidence: Vec<String>,
    /// Legal clocks.
    pub deadlines: Vec<Deadline>,
}

/// One action, as one says it.
#[derive(Debug, Clone)]
pub struct Action {
    /// What to do.
    pub say: String,
    /// Why; may be empty.
    pub why: String,
}

/// A legal clock, as a victim and an operator read it.
#[derive(Debug, Clone)]
pub struct Deadline {
    /// Id for the forms of the console.
    pub id: String,
    /// « Plainte, condition de l’assurance cyber ».
    pub title: String,
    /// Where it stands.
    pub state: DeadlineState,
    /// « avant lundi 23 novembre, 18 h 40 »; nothing while nobody knows when it started.
    pub due: Option<String>,
    /// « il reste 2 jours ».
    pub left: Option<String>,
    /// Who must act, in a sentence. Never the desk.
    pub who: String,
    /// What it hangs on: « si des données de personnes ont pu être vues ».
    pub condition: Option<String>,
    /// After it passed: what can still be done.
    pub still: Option<String>,
    /// « article L. 12-10-1 du code des assurances ».
    pub article: String,
    /// The official text.
    pub link: Option<String>,
}

/// State of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineState {
    /// May apply; a person hasn't confirmed.
    Proposed,
    /// Confirmed, time runs.
    Running,
    /// Done in time, with its proof.
    Met,
    /// Over.
    Passed,
}

impl DeadlineState {
    /// Class of the style sheet.
    #[must_use]
    pub const fn class(&self) -> &'static str {
        match self {
            Self::Proposed => "is-proposed",
            Self::Running => "is-running",
            Self::Met => "is-met",
            Self::Passed => "is-passed",
        }
    }

    /// Key of the words that say the state.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Proposed => "deadline-proposed",
            Self::Running => "deadline-running",
            Self::Met => "deadline-met",
            Self::Passed => "deadline-passed",
        }
    }

    /// Whether a person confirmed it and time runs.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        matches!(self, Self::Running)
    }

    /// Whether a person may still act on it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Proposed | Self::Running)
    }
}
