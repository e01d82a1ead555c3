//! The offer and its reminder: what a provider reads before it has the case. Nothing that anybody typed is in reach.

use jiff::Timestamp;
use vigie_domain::ids::LinkId;
use vigie_domain::offer::{ChoiceTime, Chooser};
use vigie_domain::vocabulary::{Kind, OfferMode, Severity, Size, Skill};

use super::{MailKind, Rendered, Setting};
use crate::{i18n::OfferRules, mail::letter::Letter};

/// Words of the desk's own reference data, such as a playbook's title or a department's name: never what a
/// caller, a provider or an operator typed about the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskWord(pub String);

/// How far the provider would have to go. A band, not a distance: it must not point at a village.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Travel {
    /// By road, at most so many kilometres, rounded up by [`Travel::within`].
    Within(u32),
    /// Nobody needs to go there.
    Remote,
}

impl Travel {
    const BANDS_KM: [u32; 8] = [15, 30, 50, 75, 100, 150, 200, 300];

    /// The band of a distance in kilometres; beyond the last band, the next full hundred.
    #[must_use]
    pub fn within(km: u32) -> Self {
        let band = Self::BANDS_KM.into_iter().find(|band| km <= *band);
        Self::Within(band.unwrap_or_else(|| km.div_ceil(100).saturating_mul(100)))
    }
}

/// What the mission asks for beside the skills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constraint {
    /// Somebody must come.
    OnSite,
    /// All can be done from afar.
    RemotePossible,
    /// Work outside opening hours is to be expected.
    OutOfHours,
    /// The victim speaks English, not French.
    EnglishNeeded,
    /// A machine that can hurt people is concerned: no intervention without the process owner.
    ControlsMachines,
    /// The victim's insurer must be called before any work.
    InsurerFirst,
}

impl Constraint {
    /// The key of its words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OnSite => "mail-constraint-on-site",
            Self::RemotePossible => "mail-constraint-remote",
            Self::OutOfHours => "mail-constraint-out-of-hours",
            Self::EnglishNeeded => "mail-constraint-english",
            Self::ControlsMachines => "mail-constraint-machines",
            Self::InsurerFirst => "mail-constraint-insurer",
        }
    }
}

/// How a provider may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerBy {
    /// On the page.
    Page,
    /// On the page, or by a reply: mail is read back.
    PageOrMail,
}

/// An offer of a case to a provider. Each field is of a closed type; a test holds it so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The reference of the incident: it means nothing and opens nothing.
    pub reference: DeskWord,
    /// The title of the confirmed category.
    pub category: DeskWord,
    /// How grave.
    pub severity: Severity,
    /// How large the organisation is.
    pub size: Option<Size>,
    /// What kind of organisation, generalised where that would name it.
    pub kind: Option<Kind>,
    /// The department, by name.
    pub department: DeskWord,
    /// How far.
    pub travel: Travel,
    /// What is needed.
    pub skills: Vec<Skill>,
    /// What else is asked.
    pub constraints: Vec<Constraint>,
    /// Answer before.
    pub until: Timestamp,
    /// How many providers are asked.
    pub asked: u32,
    /// How the answers become an assignment.
    pub mode: OfferMode,
    /// Who chooses among those available.
    pub chooser: Chooser,
    /// How long the choice may take.
    pub choice: ChoiceTime,
    /// How to answer.
    pub answer_by: AnswerBy,
    /// The page to answer on.
    pub link: LinkId,
}

impl Offer {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let subject = setting
            .say("mail-offer-subject", &[("reference", &self.reference.0), ("until", &setting.time(self.until))]);
        self.letter(&subject, setting).render(MailKind::Offer, setting)
    }

    fn letter(&self, subject: &str, setting: &Setting<'_>) -> Letter {
        let words = setting.words;
        let (asked, mode, chooser, choice) = (self.asked, self.mode, self.chooser, self.choice);
        let rules = OfferRules { asked, mode, chooser, choice, choice_until: None }.said(words);
        let letter = Letter::about(subject)
            .lead(&self.first_line(setting))
            .facts(self.facts(setting))
            .text(&rules)
            .button(&words.say("mail-offer-button"), self.link);
        let letter = match (self.answer_by, self.mode) {
            (AnswerBy::Page, _) => letter,
            (AnswerBy::PageOrMail, OfferMode::Shortlist) => letter.text(&words.say("mail-offer-by-mail-shortlist")),
            (AnswerBy::PageOrMail, _) => letter.text(&words.say("mail-offer-by-mail-first")),
        };
        letter.text(&words.say("mail-offer-no-identity"))
    }

    /// What, how far, until when: readable in a notification.
    fn first_line(&self, setting: &Setting<'_>) -> String {
        setting.say(
            "mail-offer-first-line",
            &[
                ("category", &self.category.0),
                ("severity", &setting.words.label("severity", self.severity.as_str())),
                ("travel", &self.travel(setting)),
                ("department", &self.department.0),
                ("until", &setting.time(self.until)),
            ],
        )
    }

    fn travel(&self, setting: &Setting<'_>) -> String {
        match self.travel {
            Travel::Within(km) => setting.count("mail-travel-within", km),
            Travel::Remote => setting.words.say("mail-travel-remote"),
        }
    }

    fn facts(&self, setting: &Setting<'_>) -> Vec<(String, String)> {
        let words = setting.words;
        let kind = self.kind.map(|kind| words.label("kind", kind.as_str())).unwrap_or_default();
        let size = self.size.map(|size| words.label("size", size.as_str())).unwrap_or_default();
        let skills: Vec<_> = self.skills.iter().map(|skill| words.label("skill", skill.as_str())).collect();
        let constraints: Vec<_> = self.constraints.iter().map(|constraint| words.say(constraint.key())).collect();
        vec![
            setting.fact("mail-fact-kind", &kind),
            setting.fact("mail-fact-size", &size),
            setting.fact("mail-fact-department", &self.department.0),
            setting.fact("mail-fact-skills", &skills.join(", ")),
            setting.fact("mail-fact-constraints", &constraints.join(", ")),
            setting.fact("mail-fact-until", &setting.time(self.until)),
        ]
    }
}

/// The same offer, still without answer at half time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder(pub Offer);

impl Reminder {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let until = setting.time(self.0.until);
        let subject = setting.say("mail-reminder-subject", &[("reference", &self.0.reference.0), ("until", &until)]);
        self.0.letter(&subject, setting).render(MailKind::Reminder, setting)
    }
}
