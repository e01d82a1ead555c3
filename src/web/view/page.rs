//! What every page knows: the language, the desk, who is signed in, what has just happened.

use std::borrow::Borrow;

use crate::{
    i18n::Words,
    web::{assets, view::console::Keys},
};

/// The frame of a page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The words of the reader's language.
    pub words: Words,
    /// Path and query of this page, for the language switch; never a token (see [`Page::switch`]).
    pub path: String,
    /// Whose desk this is.
    pub desk: Desk,
    /// A sentence about what was just done, said once (`role=status`).
    pub notice: Option<String>,
    /// The desk or the case is in exercise mode: a banner that cannot be missed.
    pub exercise: bool,
    /// The instance is a demonstration: mails go to `/dev/mail`.
    pub demo: bool,
}

impl Page {
    /// The text of `key`.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// The text of `key` with `value` in the place of its `name`.
    #[must_use]
    pub fn with(&self, key: &str, name: &'static str, value: &str) -> String {
        self.words.with_text(key, name, value)
    }

    /// The text of `key` with a number, plural chosen.
    #[must_use]
    pub fn count(&self, key: &str, number: impl Borrow<usize>) -> String {
        self.words.with_count(key, "count", number.borrow())
    }

    /// The label of a word of a closed vocabulary.
    #[must_use]
    pub fn label(&self, vocabulary: &str, word: &str) -> String {
        self.words.label(vocabulary, word)
    }

    /// Language of the page, for `lang`.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.words.0.as_str()
    }

    /// The same page in `lang`: `?lang=` is read by the handler, which keeps the choice in a cookie.
    #[must_use]
    pub fn switch(&self, lang: &str) -> String {
        let joint = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{joint}lang={lang}", self.path)
    }

    /// Address of an embedded file.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }
}

/// The desk as the public sees it; all from the configuration.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Name, such as « Centre de réponse cyber d’Occitanie ».
    pub name: String,
    /// Telephone as people read it: « 09 70 00 00 00 ». Empty: none configured.
    pub phone: String,
    /// The same for `tel:` links: `+33970000000`.
    pub phone_link: String,
    /// E-mail address for the public.
    pub email: String,
    /// Opening hours in one line: « du lundi au vendredi, de 9 h à 18 h ».
    pub hours: String,
    /// Out of hours, when a person reads again: « lundi 9 h 00 ». `None` while open.
    pub closed_until: Option<String>,
    /// Whom to call out of hours, each a name and a number.
    pub fallbacks: Vec<Fallback>,
}

/// Somebody to call when the desk is closed.
#[derive(Debug, Clone)]
pub struct Fallback {
    /// Who: « 17Cyber, jour et nuit ».
    pub name: String,
    /// Number as people read it; empty: a web address only.
    pub phone: String,
    /// What the link opens (`tel:…` or `https://…`).
    pub link: String,
}

/// Who works at the console, and what calls for attention.
#[derive(Debug, Clone)]
pub struct Staff {
    /// Name of the person who is signed in.
    pub name: String,
    /// Role in the reader's language.
    pub role: String,
    /// May take calls.
    pub takes_calls: bool,
    /// May see providers' vetting, users and the dashboard.
    pub supervises: bool,
    /// May read the audit trail.
    pub audits: bool,
    /// May manage accounts.
    pub administers: bool,
    /// Answers for personal data.
    pub protects: bool,
    /// Section to mark in the navigation.
    pub section: Section,
    /// Alarms that nobody has acknowledged.
    pub alarms: usize,
    /// Calls that this person has open, to come back to.
    pub calls: Vec<LiveCall>,
    /// Which key does what.
    pub keys: Keys,
    /// When the page was made, microseconds: urgent news since then are shown.
    pub since: i64,
}

/// A call kept in a tab of the header.
#[derive(Debug, Clone)]
pub struct LiveCall {
    /// `/calls/{id}`.
    pub link: String,
    /// Who, in two words: « Boulangerie Vidal », or « appel sans nom ».
    pub title: String,
    /// « 2 min », since the call began.
    pub since: String,
    /// The same in seconds.
    pub seconds: i64,
    /// Who handed it over; may be empty.
    pub from: String,
    /// It is the page on screen.
    pub current: bool,
}

/// Sections of the console's navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Cases and reports.
    Queue,
    /// A call or an incident.
    Case,
    /// Calls to make.
    Calls,
    /// Directory.
    Providers,
    /// Playbooks.
    Playbooks,
    /// Figures.
    Dashboard,
    /// Alarms.
    Alarms,
    /// Mail.
    Mail,
    /// Audit trail.
    Audit,
    /// Personal data.
    Protection,
    /// Accounts.
    Users,
    /// Systems that are told.
    Webhooks,
    /// None of these.
    Other,
}

impl Section {
    /// For `aria-current`.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        let own = match self {
            Self::Queue => "queue",
            Self::Case => "case",
            Self::Calls => "calls",
            Self::Providers => "providers",
            Self::Playbooks => "playbooks",
            Self::Dashboard => "dashboard",
            Self::Alarms => "alarms",
            Self::Mail => "mail",
            Self::Audit => "audit",
            Self::Protection => "protection",
            Self::Users => "users",
            Self::Webhooks => "webhooks",
            Self::Other => "",
        };
        own == name
    }
}
