//! What the rules say of a caller's words, and why, as the console shows it.

use crate::{
    domain::vocabulary::{Severity, Verdict},
    web::view::field::Choice,
};

/// A classification with its reasons.
#[derive(Debug, Clone)]
pub struct Classification {
    /// The best category; `None` while nothing was recognised.
    pub best: Option<Candidate>,
    /// The others in play, best first.
    pub others: Vec<Candidate>,
    /// How sure it is.
    pub verdict: Verdict,
    /// Severity that follows.
    pub severity: Severity,
    /// Why, in one sentence: « le chiffrement est en cours ».
    pub because: String,
    /// 1 to 4.
    pub priority: u8,
    /// What a guard set aside: negation, hypothesis, somebody else's story.
    pub set_aside: Vec<SetAside>,
}

/// One category in play.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Category id.
    pub id: String,
    /// Its title in the reader's language.
    pub title: String,
    /// Probability in percent.
    pub percent: u8,
    /// What spoke for and against it.
    pub reasons: Vec<Reason>,
}

/// One piece of evidence.
#[derive(Debug, Clone)]
pub struct Reason {
    /// The words that counted; empty for an answer.
    pub words: String,
    /// Why they count.
    pub why: String,
    /// Weight as text: « +3,2 ».
    pub weight: String,
    /// It speaks against the category.
    pub against: bool,
}

/// Words that were recognised and don't count.
#[derive(Debug, Clone)]
pub struct SetAside {
    /// The words.
    pub words: String,
    /// « c’est arrivé au voisin ».
    pub why: String,
}

/// A piece of the caller's words.
#[derive(Debug, Clone)]
pub struct Span {
    /// The words as typed.
    pub text: String,
    /// They counted: shown highlighted.
    pub counted: bool,
    /// What they fired, for the pointer and for screen readers; may be empty.
    pub why: String,
}

/// A question to ask.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Fact id; the field is `fact_{fact}`.
    pub fact: String,
    /// The words to say.
    pub say: String,
    /// What the answer would change; may be empty.
    pub because: String,
    /// How it is answered.
    pub kind: AskKind,
    /// `yes`, `no`, `unknown`, a choice, a number or a date as typed; empty: not asked yet.
    pub answer: String,
}

/// How a question is answered.
#[derive(Debug, Clone)]
pub enum AskKind {
    /// Yes, no, I don't know.
    YesNo,
    /// One of these, or I don't know.
    Choice(Vec<Choice>),
    /// A number.
    Number,
    /// A date, maybe with an hour.
    Date,
}

/// An action to read out and tick.
#[derive(Debug, Clone)]
pub struct ReadOut {
    /// Action id, the value of the tick.
    pub id: String,
    /// What to say.
    pub say: String,
    /// Why; may be empty.
    pub why: String,
    /// Ticked: who and when, « Claire, 10 h 04 » (may be empty text on a draft).
    pub ticked: Option<String>,
}
