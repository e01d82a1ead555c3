//! How well a set does on labelled cases: accuracy, macro-F1, calibration, urgent recall, the confusion matrix.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::classification::{Classification, Input};
use super::facts::Facts;
use super::set::PlaybookSet;
use crate::vocabulary::Verdict;

/// The categories that must not be missed.
pub const URGENT: [&str; 4] = ["ransomware", "bec_wire_fraud", "bank_fraud", "intrusion"];
/// Bins of the calibration error.
const BINS: usize = 10;

/// A labelled statement, as the files of `playbooks/cases` hold it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Case {
    /// Unique over all files.
    pub id: String,
    /// Language of the words.
    #[serde(default)]
    pub lang: Option<String>,
    /// `call` or `web`.
    #[serde(default)]
    pub channel: Option<String>,
    /// The words.
    pub text: String,
    /// The category that is right.
    pub primary: String,
    /// Others that are stated, too.
    #[serde(default)]
    pub secondary: Vec<String>,
    /// What the words state.
    #[serde(default)]
    pub facts: Facts,
    /// Two careful people could differ.
    #[serde(default)]
    pub ambiguous: bool,
    /// The rules were written with it in view, so that they do better on it than on others.
    #[serde(skip)]
    pub developed: bool,
}

/// Whether the facts of a case are given as answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// The words alone.
    Words,
    /// The words, and the case's facts as answers.
    WordsAndFacts,
}

/// What a classification made of a case.
#[derive(Debug, Clone, Serialize)]
pub struct Outcome {
    /// Which case.
    pub id: String,
    /// What is right.
    pub expected: String,
    /// What came.
    pub found: String,
    /// Its probability.
    pub confidence: f64,
    /// Its verdict.
    pub verdict: Verdict,
    /// Two careful people could differ.
    pub ambiguous: bool,
    /// Heard as.
    pub lang: String,
}

/// The figures of a list of outcomes. Shares are in [0, 1].
#[derive(Debug, Clone, Default, Serialize)]
pub struct Figures {
    /// How many cases.
    pub cases: usize,
    /// Share whose category is right.
    pub accuracy: f64,
    /// The same without ambiguous cases.
    pub accuracy_unambiguous: f64,
    /// Mean over the categories present of the harmonic mean of precision and recall.
    pub macro_f1: f64,
    /// Share of verdicts that are `certain`.
    pub certain_share: f64,
    /// Share of those that are right.
    pub certain_right: f64,
    /// Expected calibration error over ten bins.
    pub calibration_error: f64,
    /// Recall of the urgent categories together.
    pub urgent_recall: f64,
    /// Urgent cases that were called no incident.
    pub urgent_called_not_incident: usize,
}

impl PlaybookSet {
    /// Classifies a case and keeps what matters for the figures.
    #[must_use]
    pub fn try_case(&self, case: &Case, given: Given) -> Outcome {
        let nothing = Facts::new();
        let facts = if given == Given::WordsAndFacts { &case.facts } else { &nothing };
        let found = self.classify(&Input { text: &case.text, lang: case.lang.as_deref(), facts });
        Outcome::new(case, &found)
    }
}

impl Outcome {
    fn new(case: &Case, found: &Classification) -> Self {
        Self {
            id: case.id.clone(),
            expected: case.primary.clone(),
            found: found.category.clone(),
            confidence: found.confidence,
            verdict: found.verdict,
            ambiguous: case.ambiguous,
            lang: found.lang.clone(),
        }
    }

    /// True when the category is the expected one.
    #[must_use]
    pub fn right(&self) -> bool {
        self.expected == self.found
    }
}

/// The figures of some outcomes.
#[must_use]
pub fn figures(outcomes: &[Outcome]) -> Figures {
    let share_right = |wanted: &dyn Fn(&&Outcome) -> bool| {
        let chosen: Vec<&Outcome> = outcomes.iter().filter(wanted).collect();
        share(chosen.iter().filter(|outcome| outcome.right()).count(), chosen.len())
    };
    let certain = |outcome: &&Outcome| outcome.verdict == Verdict::Certain;
    let urgent = |outcome: &&Outcome| URGENT.contains(&outcome.expected.as_str());
    Figures {
        cases: outcomes.len(),
        accuracy: share_right(&|_| true),
        accuracy_unambiguous: share_right(&|outcome| !outcome.ambiguous),
        macro_f1: macro_f1(outcomes),
        certain_share: share(outcomes.iter().filter(certain).count(), outcomes.len()),
        certain_right: share_right(&certain),
        calibration_error: calibration(outcomes)
            .iter()
            .map(|bin| bin.weight * (bin.confidence - bin.right).abs())
            .sum(),
        urgent_recall: share_right(&urgent),
        urgent_called_not_incident: outcomes
            .iter()
            .filter(urgent)
            .filter(|outcome| outcome.found == "not_incident")
            .count(),
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn macro_f1(outcomes: &[Outcome]) -> f64 {
    let categories: BTreeSet<&str> = outcomes.iter().map(|outcome| outcome.expected.as_str()).collect();
    let f1 = |category: &&str| {
        let right = outcomes.iter().filter(|outcome| outcome.right() && outcome.expected == **category).count();
        let expected = outcomes.iter().filter(|outcome| outcome.expected == **category).count();
        let found = outcomes.iter().filter(|outcome| outcome.found == **category).count();
        2.0 * right as f64 / (expected + found).max(1) as f64
    };
    let sum: f64 = categories.iter().map(f1).sum();
    sum / categories.len().max(1) as f64
}

/// Confidence and truth of the outcomes in one bin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// Share of all outcomes.
    pub weight: f64,
    /// Mean confidence.
    pub confidence: f64,
    /// Share that is right.
    pub right: f64,
}

/// The bins of a calibration plot that hold anything, from the least confident up.
#[must_use]
pub fn calibration(outcomes: &[Outcome]) -> Vec<Bin> {
    let bin_of = |outcome: &Outcome| ((outcome.confidence * BINS as f64) as usize).min(BINS - 1);
    let bins = (0..BINS).map(|bin| outcomes.iter().filter(|outcome| bin_of(outcome) == bin).collect::<Vec<_>>());
    bins.filter(|bin| !bin.is_empty())
        .map(|bin| Bin {
            weight: share(bin.len(), outcomes.len()),
            confidence: bin.iter().map(|outcome| outcome.confidence).sum::<f64>() / bin.len() as f64,
            right: share(bin.iter().filter(|outcome| outcome.right()).count(), bin.len()),
        })
        .collect()
}

/// How often each expected category (rows) came out as each (columns).
#[must_use]
pub fn confusion(outcomes: &[Outcome]) -> BTreeMap<&str, BTreeMap<&str, usize>> {
    let mut matrix: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for outcome in outcomes {
        *matrix.entry(&outcome.expected).or_default().entry(&outcome.found).or_default() += 1;
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(expected: &str, found: &str, confidence: f64, verdict: Verdict) -> Outcome {
        Outcome {
            id: String::new(),
            expected: expected.into(),
            found: found.into(),
            confidence,
            verdict,
            ambiguous: false,
            lang: "fr".into(),
        }
    }

    #[test]
    fn figures_count_what_they_say() {
        let outcomes = [
            outcome("ransomware", "ransomware", 0.95, Verdict::Certain),
            outcome("ransomware", "not_incident", 0.55, Verdict::Likely),
            outcome("spam", "spam", 0.95, Verdict::Certain),
            outcome("spam", "ransomware", 0.55, Verdict::Unsure),
        ];
        let figures = figures(&outcomes);
        assert_eq!((figures.accuracy, figures.certain_right, figures.certain_share), (0.5, 1.0, 0.5));
        assert_eq!((figures.urgent_recall, figures.urgent_called_not_incident), (0.5, 1));
        assert!((figures.macro_f1 - (0.5 + 2.0 / 3.0) / 2.0).abs() < 1e-9);
        assert!((figures.calibration_error - (0.5 * 0.05 + 0.5 * 0.55)).abs() < 1e-9);
        assert_eq!(confusion(&outcomes)["spam"]["ransomware"], 1);
    }
}
