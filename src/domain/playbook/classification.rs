//! The result of a classification, with everything that explains it.

use serde::{Deserialize, Serialize};

use super::document::Text;
use super::facts::Facts;
use crate::severity::Assessment;
use crate::vocabulary::Verdict;

/// What is classified.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The caller's words.
    pub text: &'a str,
    /// ISO 639-1, if somebody said it; detected otherwise.
    pub lang: Option<&'a str>,
    /// Answers; they override words.
    pub facts: &'a Facts,
}

/// What the set makes of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Classification {
    /// Id of the best playbook.
    pub category: String,
    /// Its probability, in [0, 1].
    pub confidence: f64,
    /// How far to rely on it.
    pub verdict: Verdict,
    /// Other incidents in the same words.
    pub secondary: Vec<Candidate>,
    /// All categories with their probability, best first.
    pub candidates: Vec<Candidate>,
    /// What counted, the strongest first within each category, the best category first.
    pub evidence: Vec<Evidence>,
    /// What stood under a guard and didn't count, or less.
    pub set_aside: Vec<SetAside>,
    /// Facts that the words already give.
    pub heard: Vec<Heard>,
    /// Facts worth asking, the best first.
    pub questions: Vec<String>,
    /// Kind of the category with words of its own.
    pub variant: Option<String>,
    /// Severity with its reason.
    pub assessment: Assessment,
    /// Language of the words.
    pub lang: String,
    /// False when no playbook speaks that language: never `certain` then, and the operator is told.
    pub lang_supported: bool,
    /// RSIT tag, such as `fraud="phishing"`.
    pub rsit: String,
    /// Hash of the set.
    pub playbook_set: String,
}

/// A category with its probability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Id of the playbook.
    pub category: String,
    /// In [0, 1].
    pub confidence: f64,
}

/// A signal that counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Whose signal.
    pub playbook: String,
    /// Which.
    pub signal: String,
    /// Log-odds that it added, or took away.
    pub weight: f64,
    /// First character in the text as given.
    pub start: usize,
    /// Character after the last.
    pub end: usize,
    /// Those characters.
    pub text: String,
    /// Its parts, as (start, end), for highlighting.
    pub parts: Vec<(usize, usize)>,
    /// Why it counts.
    pub reason: Text,
}

/// A signal under a guard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetAside {
    /// Whose signal.
    pub playbook: String,
    /// Which.
    pub signal: String,
    /// Which guard.
    pub guard: String,
    /// First character of the words that were set aside.
    pub start: usize,
    /// Character after the last.
    pub end: usize,
    /// The words that said so.
    pub cue: String,
    /// Why.
    pub reason: Text,
}

/// A fact that the words give.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Heard {
    /// The fact.
    pub fact: String,
    /// Its value.
    pub value: super::facts::FactValue,
    /// First character of the words that say so.
    pub start: usize,
    /// Character after the last.
    pub end: usize,
}

impl Classification {
    /// The facts that were heard.
    #[must_use]
    pub fn heard_facts(&self) -> Facts {
        self.heard.iter().fold(Facts::new(), |facts, heard| facts.with(heard.fact.clone(), heard.value.clone()))
    }
}
