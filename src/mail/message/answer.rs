//! What the desk writes back to a provider that answered by mail: what was understood, or that nothing was.

use vigie_domain::{
    ids::LinkId,
    offer::{Answer, DeclineReason},
};

use super::{DeskWord, MailKind, Rendered, Setting};
use crate::mail::{inbound::Said, letter::Letter};

/// What was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Understood {
    /// Available, from then on; empty when it wasn't said.
    Available(DeskWord),
    /// Not this time.
    Declined(DeclineReason),
    /// The mission is in hand.
    InHand,
    /// The victim was reached.
    Reached,
    /// The victim can't be reached.
    Unreachable,
}

impl Understood {
    /// Of an answer to an offer.
    #[must_use]
    pub fn of_answer(answer: &Answer) -> Self {
        match answer {
            Answer::Available(terms) => Self::Available(DeskWord(terms.from_when.clone())),
            Answer::Declined { reason, .. } => Self::Declined(*reason),
        }
    }

    /// Of news about a mission; none where another mail tells more.
    #[must_use]
    pub const fn of_mission(said: Said) -> Option<Self> {
        match said {
            Said::InHand => Some(Self::InHand),
            Said::Reached => Some(Self::Reached),
            Said::Unreachable => Some(Self::Unreachable),
            Said::Accepts(_) | Said::Available(_) | Said::Declines(_) | Said::GivesBack | Said::Finished => None,
        }
    }

    const fn key(&self) -> &'static str {
        match self {
            Self::Available(_) => "mail-answer-noted-available",
            Self::Declined(_) => "mail-answer-noted-declined",
            Self::InHand => "mail-answer-noted-in-hand",
            Self::Reached => "mail-answer-noted-reached",
            Self::Unreachable => "mail-answer-noted-unreachable",
        }
    }

    /// From when, or why: in the words of the page. What was typed stays where it was read.
    fn fact(&self, setting: &Setting<'_>) -> (String, String) {
        match self {
            Self::Available(from) if !from.0.is_empty() => {
                setting.fact("mail-answer-noted-from", &setting.words.label("from", &from.0))
            }
            Self::Declined(reason) if *reason != DeclineReason::Other => {
                setting.fact("mail-answer-noted-reason", &setting.words.label("decline", reason.as_str()))
            }
            _ => (String::new(), String::new()),
        }
    }
}

/// « Nous avons noté votre réponse. »
#[derive(Debug, Clone)]
pub struct AnswerNoted {
    /// The reference of the incident.
    pub reference: DeskWord,
    /// What was understood.
    pub understood: Understood,
    /// The page of the offer.
    pub link: LinkId,
}

impl AnswerNoted {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let words = setting.words;
        let about_offer = matches!(self.understood, Understood::Available(_) | Understood::Declined(_));
        let subject = if about_offer { "mail-answer-noted-subject" } else { "mail-answer-noted-mission-subject" };
        let letter = Letter::about(&setting.say(subject, &[("reference", &self.reference.0)]))
            .lead(&words.say(self.understood.key()))
            .facts([self.understood.fact(setting)]);
        let letter = match self.understood {
            Understood::Available(_) => letter.text(&words.say("mail-answer-noted-terms")),
            _ => letter,
        };
        if about_offer {
            letter
                .text(&words.say("mail-answer-noted-change"))
                .button(&words.say("mail-answer-noted-button"), self.link)
                .render(MailKind::AnswerNoted, setting)
        } else {
            letter.button(&words.say("mail-assignment-button"), self.link).render(MailKind::AnswerNoted, setting)
        }
    }
}

/// Why nothing was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// No clear answer stands on the first lines.
    Words,
    /// It came from an address that isn't the provider's.
    Sender,
    /// « Disponible », where the first to accept has the case.
    AcceptMissing,
    /// « Terminé », without the closing report.
    ReportMissing,
}

impl Unclear {
    /// Every reason.
    pub const ALL: &'static [Self] = &[Self::Words, Self::Sender, Self::AcceptMissing, Self::ReportMissing];

    const fn key(self) -> &'static str {
        match self {
            Self::Words => "mail-answer-unclear-words",
            Self::Sender => "mail-answer-unclear-sender",
            Self::AcceptMissing => "mail-answer-unclear-accept-missing",
            Self::ReportMissing => "mail-answer-unclear-report-missing",
        }
    }
}

/// « Votre réponse n’est pas enregistrée. »
#[derive(Debug, Clone)]
pub struct AnswerUnclear {
    /// The reference of the incident.
    pub reference: DeskWord,
    /// Why.
    pub why: Unclear,
    /// The page of the offer, or of the mission.
    pub link: LinkId,
}

impl AnswerUnclear {
    /// The mail.
    #[must_use]
    pub fn render(&self, setting: &Setting<'_>) -> Rendered {
        let words = setting.words;
        let about_report = self.why == Unclear::ReportMissing;
        let subject = if about_report { "mail-answer-report-subject" } else { "mail-answer-unclear-subject" };
        let letter =
            Letter::about(&setting.say(subject, &[("reference", &self.reference.0)])).lead(&words.say(self.why.key()));
        if about_report {
            return letter
                .button(&words.say("mail-assignment-button"), self.link)
                .render(MailKind::AnswerUnclear, setting);
        }
        letter
            .button(&words.say("mail-offer-button"), self.link)
            .text(&words.say("mail-answer-unclear-how"))
            .render(MailKind::AnswerUnclear, setting)
    }
}
