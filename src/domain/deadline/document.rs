//! The file of deadlines as a responder writes it: plain data, checked by [`super::DeadlineSet::compile`].
//!
//! Every struct refuses unknown keys, so that a typing error in a key is found at load with its line.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    playbook::document::{FactMatch, Text, When},
    vocabulary::Kind,
};

/// One file: deadlines that belong together.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeadlineFile {
    /// The deadlines.
    pub deadlines: Vec<Deadline>,
}

/// One duty with a clock.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Unique over all files; what playbooks name.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// Who must act. Never the desk.
    pub who: Text,
    /// To whom.
    pub addressee: Text,
    /// What the clock counts from.
    pub start: Start,
    /// How long it counts.
    pub duration: Span,
    /// On which facts it applies; empty: whenever a playbook names it.
    #[serde(default)]
    pub when: When,
    /// Kinds of organisation it concerns; empty: every kind.
    #[serde(default)]
    pub kinds: Vec<Kind>,
    /// Questions that tell whether it applies.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// What to say, beginning with « d'après ce que vous nous avez dit ».
    pub text: Text,
    /// What can still be done once it has passed.
    pub passed: Text,
    /// What may follow in phases, if the law allows it.
    #[serde(default)]
    pub phases: Option<Text>,
    /// The rule: `RGPD, art. 33(1)`. Without it the entry is off.
    #[serde(default)]
    pub article: Option<String>,
    /// Where the law can be read, on an official site. Without it the entry is off.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub link: Option<String>,
    /// When a person last compared this entry with the law. Without it the entry is off.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub checked_on: Option<Date>,
    /// First day on which the rule holds; empty: always did.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub effective_from: Option<Date>,
    /// First day on which it no longer holds.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub effective_until: Option<Date>,
    /// `false`: kept for later, never proposed.
    #[serde(default = "on")]
    pub enabled: bool,
    /// For responders: why it is off, what was read, what is in doubt.
    #[serde(default)]
    pub note: Option<String>,
}

const fn on() -> bool {
    true
}

/// A question that tells whether a deadline applies; answered yes, no or « je ne sais pas ».
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The fact that it sets.
    pub fact: String,
    /// The words to say.
    pub ask: Text,
    /// Answers that rule the deadline out: `no` unless said otherwise; `[]` when the answer only tells the time.
    #[serde(default = "no")]
    pub ends: FactMatch,
}

fn no() -> FactMatch {
    FactMatch::One("no".to_owned())
}

/// What a clock counts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// When the one who must act knew of it.
    Awareness,
    /// When the money was debited.
    Debit,
    /// When the entity classified the incident as major.
    Classification,
    /// When a correction is available.
    CorrectionAvailable,
    /// When the deadline with this id was met.
    After(String),
}

/// How long a clock counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// Through nights, week-ends and holidays.
    Hours(u32),
    /// Ends with the last of these days.
    CalendarDays(u32),
    /// Monday to Friday without public holidays.
    BusinessDays(u32),
    /// Days on which banks settle transfers (TARGET).
    BankingDays(u32),
    /// Ends with the day of the same number.
    Months(u32),
    /// At once: no moment at which it would be late.
    WithoutDelay,
    /// As a contract or a policy says: a person types it.
    AsAgreed,
}

impl Start {
    /// The key of its text.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Awareness => "deadline-start-awareness",
            Self::Debit => "deadline-start-debit",
            Self::Classification => "deadline-start-classification",
            Self::CorrectionAvailable => "deadline-start-correction-available",
            Self::After(_) => "deadline-start-after",
        }
    }
}
