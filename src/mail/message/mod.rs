//! The kinds of mail, each a typed struct that renders itself. What a struct doesn't hold can't be in its mail.
//!
//! Subjects name the reference, never the victim; what goes to a victim names neither category nor finding in its
//! subject and first line, since somebody else may be reading over her shoulder, or in her mailbox.

mod answer;
mod offer;
mod provider;
mod staff;
mod victim;

pub use answer::{AnswerNoted, AnswerUnclear, Unclear, Understood};
pub use offer::{AnswerBy, Constraint, DeskWord, Offer, Reminder, Travel};
pub use provider::{Assignment, NotChosen, ProviderPageLink, TooLate, VettingExpiry, Withdrawn};
pub use staff::{Alarm, DeadlineWarning, Digest, Renewals};
pub use victim::{Acknowledgement, Choice, ClosingSurvey, Message, ProviderAssigned, Recognition};

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use vigie_domain::ids::LinkId;
use vigie_domain::vocabulary::Lang;

use super::DeskIdentity;
use crate::i18n::{Words, when};

/// In whose name, in which language and when a mail is written.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The desk.
    pub desk: &'a DeskIdentity,
    /// The language of the reader.
    pub words: Words,
    /// When it is written; « ce soir » is said from here.
    pub now: Timestamp,
}

impl Setting<'_> {
    fn time(&self, at: Timestamp) -> String {
        when(at, self.now, &self.desk.time_zone, self.words.0)
    }

    /// The text of `key` with text arguments.
    fn say(&self, key: &str, arguments: &[(&'static str, &str)]) -> String {
        let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, (*value).to_owned().into())).collect();
        self.words.with(key, &arguments)
    }

    fn count(&self, key: &str, count: u32) -> String {
        self.words.with(key, &[("count", count.into())])
    }

    /// A label and its value, for a list of facts.
    fn fact(&self, label_key: &str, value: &str) -> (String, String) {
        (self.words.say(label_key), value.to_owned())
    }
}

/// A mail as the outbox keeps it: links still stand as `{link:ID}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Which kind of mail it is.
    pub kind: MailKind,
    /// In which language.
    pub lang: Lang,
    /// One line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as a page; empty if it couldn't be laid out.
    pub html: String,
    /// The links that may be filled in, see [`super::fill_links`].
    pub links: Vec<LinkId>,
}

impl Rendered {
    /// A mail that no person wrote: it says so in its header (RFC 3834) and no automatic answer comes back.
    #[must_use]
    pub const fn auto_submitted(&self) -> bool {
        !matches!(self.kind, MailKind::Message)
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)?) => {
        /// The kinds of mail that leave the desk.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum MailKind { $($(#[$doc])* $variant),+ }

        impl MailKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

kinds! {
    /// To a victim: received, first actions, tracking link.
    Acknowledgement = "acknowledgement",
    /// To a victim: providers are available, choose.
    Choice = "choice",
    /// To a victim: this provider calls you.
    ProviderAssigned = "provider_assigned",
    /// To a provider: a case, without who.
    Offer = "offer",
    /// To a provider: the same offer, still without answer.
    Reminder = "reminder",
    /// To a provider: what its answer by mail did.
    AnswerNoted = "answer_noted",
    /// To a provider: its answer by mail says nothing clear.
    AnswerUnclear = "answer_unclear",
    /// To a provider: somebody else has it.
    TooLate = "too_late",
    /// To a provider: yours, with contact and brief.
    Assignment = "assignment",
    /// To a provider that was available: another one was chosen.
    NotChosen = "not_chosen",
    /// To a provider: the offer is taken back.
    Withdrawn = "withdrawn",
    /// To anybody: what a person wrote on the case.
    Message = "message",
    /// To the staff: a legal clock runs out.
    DeadlineWarning = "deadline_warning",
    /// To a victim: closed, one minute for us?
    ClosingSurvey = "closing_survey",
    /// To a provider: a label or insurance ends.
    VettingExpiry = "vetting_expiry",
    /// To a provider: the link to its own page that it asked for.
    ProviderPageLink = "provider_page_link",
    /// To a supervisor: labels, insurances and reviews that end.
    Renewals = "renewals",
    /// To the staff: somebody must look now.
    Alarm = "alarm",
    /// To a supervisor: the day.
    Digest = "digest",
}

/// The word names no kind of mail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown kind of mail {0:?}")]
pub struct UnknownKind(pub String);

impl fmt::Display for MailKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for MailKind {
    type Err = UnknownKind;
    fn from_str(word: &str) -> Result<Self, UnknownKind> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == word).ok_or_else(|| UnknownKind(word.to_owned()))
    }
}

#[cfg(test)]
mod as_sent;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
