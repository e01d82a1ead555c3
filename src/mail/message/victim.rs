//! Mail to a victim. Subject and first line say nothing that a stranger at her screen may not read.

use std::fmt;

use jiff::Timestamp;
use vigie_domain::ids::LinkId;
use vigie_domain::personal::Personal;

use super::{DeskWord, MailKind, Rendered, Setting};
use crate::mail::letter::Letter;

/// The two words of a case that the desk, or the provider, says first on the telephone.
#[derive(Clone, PartialEq, Eq)]
pub struct Recognition(pub String, pub String);

/// Whoever knows the words can pass for the desk: they don't belong in a log.
impl fmt::Debug for Recognition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("‹recognition›")
    }
}

/// Subject and first line of every mail to a victim.
fn neutral(reference: &DeskWord, setting: &Setting<'_>) -> Letter {
    Letter::about(&setting.say("mail-victim-subject", &[("reference", &reference.0)]))
        .text(&setting.say("mail-victim-first-line", &[("desk", &setting.desk.name), ("reference", &reference.0)]))
}

/// Received: what to do now, what happens next. Holds nothing that was typed: anybody may have typed it, with
/// anybody's address.
#[derive(Debug, Clone)]
pub struct Acknowledgement {
    /// The reference of the incident.
    pub reference: DeskWord,
    /// The words that the desk will say when it calls.
    pub recognition: Option<Recognition>,
    /// The playbook's first actions, in order.
    pub actions: Vec<DeskWord>,
    /// When a person will have read the report; none if it was taken on the telephone.
    pub read_by: Option<Timestamp>,
    /// The tracking page.
    pub tracking: LinkId,
    /// « Ce n'est pas moi », for reports by the public form.
    pub not_me: Option<LinkId>,
}

impl Acknowledgement {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let words = setting.words;
        let mut letter = neutral(&self.reference, setting).lead(&words.say("mail-acknowledgement-lead"));
        if let Some(by) = self.read_by {
            letter = letter.text(&setting.say("mail-acknowledgement-read-by", &[("by", &setting.time(by))]));
        }
        if !self.actions.is_empty() {
            let actions: Vec<_> = self.actions.iter().map(|action| action.0.clone()).collect();
            letter = letter.heading(&words.say("mail-acknowledgement-actions")).steps(&actions);
        }
        letter = letter.button(&words.say("mail-tracking-button"), self.tracking);
        if let Some(Recognition(first, second)) = &self.recognition {
            letter = letter.text(&setting.say("mail-recognition", &[("first", first), ("second", second)]));
        }
        if let Some(link) = self.not_me {
            letter = letter.link(&words.say("mail-not-me"), link);
        }
        letter.render(MailKind::Acknowledgement, setting)
    }
}

/// Providers are available: the victim chooses.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The reference of the incident.
    pub reference: DeskWord,
    /// How many are available.
    pub available: u32,
    /// Choose before.
    pub until: Timestamp,
    /// The page to choose on.
    pub tracking: LinkId,
}

impl Choice {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let words = setting.words;
        neutral(&self.reference, setting)
            .lead(&setting.count("mail-choice-lead", self.available))
            .text(&setting.say("mail-choice-until", &[("until", &setting.time(self.until))]))
            .button(&words.say("mail-choice-button"), self.tracking)
            .text(&words.say("mail-choice-rules"))
            .render(MailKind::Choice, setting)
    }
}

/// A provider has the case and calls.
#[derive(Debug, Clone)]
pub struct ProviderAssigned {
    /// The reference of the incident.
    pub reference: DeskWord,
    /// The provider's name.
    pub company: String,
    /// Its telephone number.
    pub phone: String,
    /// It calls before.
    pub contact_by: Timestamp,
    /// The words that it will say first.
    pub recognition: Option<Recognition>,
    /// The tracking page, with « personne ne m'a appelé ».
    pub tracking: LinkId,
}

impl ProviderAssigned {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let words = setting.words;
        let by = setting.time(self.contact_by);
        let mut letter = neutral(&self.reference, setting)
            .lead(&setting.say("mail-provider-assigned-lead", &[("company", &self.company), ("by", &by)]))
            .facts([setting.fact("mail-fact-phone", &self.phone)]);
        if let Some(Recognition(first, second)) = &self.recognition {
            letter = letter.text(&setting.say("mail-provider-recognition", &[("first", first), ("second", second)]));
        }
        letter
            .text(&words.say("mail-provider-assigned-nobody-called"))
            .button(&words.say("mail-tracking-button"), self.tracking)
            .text(&words.say("mail-choice-rules"))
            .render(MailKind::ProviderAssigned, setting)
    }
}

/// What a person of the desk, or the other party, wrote on the case.
#[derive(Debug, Clone)]
pub struct Message {
    /// The reference of the incident.
    pub reference: DeskWord,
    /// Who wrote, as the reader knows them.
    pub from: String,
    /// What was written.
    pub body: Personal<String>,
    /// The page to answer on.
    pub link: LinkId,
}

impl Message {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        neutral(&self.reference, setting)
            .text(&setting.say("mail-message-from", &[("from", &self.from)]))
            .quote(&self.body.0)
            .button(&setting.words.say("mail-message-button"), self.link)
            .render(MailKind::Message, setting)
    }
}

/// The case is closed; one minute of questions.
#[derive(Debug, Clone)]
pub struct ClosingSurvey {
    /// The reference of the incident.
    pub reference: DeskWord,
    /// The survey.
    pub link: LinkId,
}

impl ClosingSurvey {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let words = setting.words;
        neutral(&self.reference, setting)
            .lead(&words.say("mail-closing-survey-lead"))
            .text(&words.say("mail-closing-survey-ask"))
            .button(&words.say("mail-closing-survey-button"), self.link)
            .text(&words.say("mail-closing-survey-again"))
            .render(MailKind::ClosingSurvey, setting)
    }
}
