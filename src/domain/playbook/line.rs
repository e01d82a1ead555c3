//! The line-based contract of `vigie classify` and of the API: one JSON object in, one out.

use serde::{Deserialize, Serialize};

use super::classification::{Candidate, Classification, Evidence, Input};
use super::facts::Facts;
use super::set::PlaybookSet;
use crate::vocabulary::{Severity, Verdict};

/// A line in.
#[derive(Debug, Clone, Deserialize)]
pub struct ClassifyRequest {
    /// Given back as it came.
    #[serde(default)]
    pub id: serde_json::Value,
    /// Language, if known.
    #[serde(default)]
    pub lang: Option<String>,
    /// The caller's words.
    pub text: String,
    /// Answers.
    #[serde(default)]
    pub facts: Facts,
}

/// A line out. The order of the keys is part of the contract.
#[derive(Debug, Clone, Serialize)]
pub struct ClassifyAnswer<'a> {
    /// As it came.
    pub id: &'a serde_json::Value,
    /// Best category.
    pub category: &'a str,
    /// Its probability.
    pub confidence: f64,
    /// How far to rely on it.
    pub verdict: Verdict,
    /// From the facts that were given and heard.
    pub severity: Severity,
    /// 1 to 4.
    pub priority: u8,
    /// Other incidents in the same words.
    pub secondary: &'a [Candidate],
    /// RSIT tag.
    pub rsit: &'a str,
    /// Hash of the set.
    pub playbook_set: &'a str,
    /// Language of the words.
    pub lang: &'a str,
    /// False when no playbook speaks it.
    pub lang_supported: bool,
    /// What counted.
    pub evidence: Vec<EvidenceLine<'a>>,
    /// Facts worth asking.
    pub questions: &'a [String],
}

/// A signal that counted.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceLine<'a> {
    /// Whose signal.
    pub playbook: &'a str,
    /// Which.
    pub signal: &'a str,
    /// Log-odds.
    pub weight: f64,
    /// First character in the text as given.
    pub start: usize,
    /// Character after the last.
    pub end: usize,
    /// Those characters.
    pub text: &'a str,
}

impl ClassifyRequest {
    /// Classifies this line.
    #[must_use]
    pub fn classify(&self, set: &PlaybookSet) -> Classification {
        set.classify(&Input { text: &self.text, lang: self.lang.as_deref(), facts: &self.facts })
    }
}

impl<'a> ClassifyAnswer<'a> {
    /// The line for a classification.
    #[must_use]
    pub fn new(id: &'a serde_json::Value, found: &'a Classification) -> Self {
        Self {
            id,
            category: &found.category,
            confidence: found.confidence,
            verdict: found.verdict,
            severity: found.assessment.severity,
            priority: found.assessment.priority,
            secondary: &found.secondary,
            rsit: &found.rsit,
            playbook_set: &found.playbook_set,
            lang: &found.lang,
            lang_supported: found.lang_supported,
            evidence: found.evidence.iter().map(EvidenceLine::new).collect(),
            questions: &found.questions,
        }
    }
}

impl<'a> EvidenceLine<'a> {
    fn new(evidence: &'a Evidence) -> Self {
        let Evidence { playbook, signal, weight, start, end, text, .. } = evidence;
        Self { playbook, signal, weight: *weight, start: *start, end: *end, text }
    }
}
