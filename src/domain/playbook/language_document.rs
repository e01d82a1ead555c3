//! The files under `_language/` and the two engine files as a responder writes them: plain data, no behaviour.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::{Text, Within};

/// `_language/LANG.yaml`: how the words of one language are read.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// False for a language that is only recognised, never classified with certainty.
    #[serde(default)]
    pub supported: bool,
    /// Words that give the language away; those shared by several languages weigh less by themselves.
    pub function_words: Vec<String>,
    /// Words that are skipped between the words of a phrase (« euh », the « ne » that speech drops).
    #[serde(default)]
    pub fillers: Vec<String>,
    /// Words that begin a new clause.
    #[serde(default)]
    pub clause_starters: Vec<String>,
    /// Typing of phones and shorthand of operators: `jai: j ai`, `vir: virement`.
    #[serde(default)]
    pub rewrites: BTreeMap<String, String>,
    /// Real words that are never taken for a typing error of another.
    #[serde(default)]
    pub known_words: Vec<String>,
    /// What takes a hit out of the plain reading.
    #[serde(default)]
    pub guards: BTreeMap<String, Guard>,
    /// Concepts: small ones may stand here, the lexicon is in `_language/LANG/*.yaml`.
    #[serde(default)]
    pub concepts: BTreeMap<String, Vec<String>>,
}

/// `_language/LANG/NAME.yaml`: a part of the lexicon.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Concepts {
    /// Name → terms.
    pub concepts: BTreeMap<String, Vec<String>>,
}

/// A reading in which words don't count as said plainly: negation, hypothesis, somebody else's story, past, attempt, quote.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// Share of the weight that stays, 0 to 1.
    #[serde(default)]
    pub keeps: f64,
    /// How many words a `before` or `after` cue reaches.
    #[serde(default = "default_reach")]
    pub reach: u32,
    /// Cues that stand before the words they guard.
    #[serde(default)]
    pub before: Vec<String>,
    /// Cues that stand after the words they guard.
    #[serde(default)]
    pub after: Vec<String>,
    /// Cues that guard their whole sentence.
    #[serde(default)]
    pub sentence: Vec<String>,
    /// Cues that guard the whole text.
    #[serde(default)]
    pub text: Vec<String>,
    /// Phrases whose words are no cue (« pas seulement »).
    #[serde(default)]
    pub except: Vec<String>,
    /// Sentences with the words that are, and are not, guarded: the guard's tests.
    #[serde(default)]
    pub examples: Vec<GuardExample>,
    /// Why the words were set aside, for the operator.
    #[serde(default)]
    pub reason: Option<Text>,
}

fn default_reach() -> u32 {
    4
}

/// One test of a guard.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GuardExample {
    /// A sentence.
    pub say: String,
    /// Words in it that are guarded.
    #[serde(default)]
    pub guarded: Vec<String>,
    /// Words in it that are not.
    #[serde(default)]
    pub plain: Vec<String>,
}

/// `_facts.yaml`: facts that the words already give.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactRules {
    /// In order: the first rule that holds gives the fact.
    pub facts: Vec<FactRule>,
}

/// One way to hear a fact. The patterns read as those of a signal.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactRule {
    /// The fact.
    pub fact: String,
    /// Its value when the patterns hold plainly.
    pub value: String,
    /// Its value when they hold under a negation.
    #[serde(default)]
    pub negated: Option<String>,
    /// Any of these.
    #[serde(default)]
    pub any: Vec<String>,
    /// All of these, anywhere.
    #[serde(default)]
    pub all: Vec<String>,
    /// All of these within reach, in any order.
    #[serde(default)]
    pub near: Vec<String>,
    /// All of these within reach, in this order.
    #[serde(default)]
    pub seq: Vec<String>,
    /// How far `near` and `seq` reach.
    #[serde(default)]
    pub within: Within,
    /// None of these in the same reach.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Guards that don't count.
    #[serde(default)]
    pub through: Vec<String>,
}

/// `_scoring.yaml`: how evidence becomes a probability and a verdict.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// Divides every score before the softmax: above 1, less sure.
    pub temperature: f64,
    /// Divides everything, fitted weights included, so that a confidence is as often right as it says.
    pub calibration: f64,
    /// How much the published share of a category counts.
    pub prior_weight: f64,
    /// The verdict `certain`.
    pub certain: Threshold,
    /// The verdict `likely`.
    pub likely: Threshold,
    /// The categories that must not be missed.
    #[serde(default)]
    pub urgent: Urgent,
    /// Evidence that a second category needs to be named, in log-odds.
    pub secondary_evidence: f64,
    /// Confidence below which a second category is not named.
    pub secondary_confidence: f64,
    /// What explains a fitted weight to the operator.
    #[serde(default)]
    pub fitted: Text,
    /// Sentences of severity.
    pub severity: SeverityWords,
}

/// Missing one of these costs more than calling it wrongly: until something is answered, it comes
/// first when it is nearly as probable as the best.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Urgent {
    /// Their ids.
    pub categories: Vec<String>,
    /// How far behind the best it may be, in log-odds.
    pub lead: f64,
    /// Least confidence that it needs.
    pub confidence: f64,
}

/// What a verdict needs.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Least confidence.
    pub confidence: f64,
    /// Least distance to the second.
    pub margin: f64,
    /// Least evidence for the category, in log-odds.
    pub evidence: f64,
}

/// The sentences that say why a severity and a priority are what they are.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeverityWords {
    /// With `{impact}`, `{urgency}` and `{because}`.
    pub sentence: Text,
    /// What stands for `{because}` when no fact moved the severity.
    pub usual: Text,
    /// A vital sector raised the priority.
    pub vital_sector: Text,
    /// A campaign raised the priority.
    pub campaign: Text,
    /// A legal clock has less than twelve hours left.
    pub clock: Text,
    /// Nobody has read the report yet.
    pub unread: Text,
    /// A safety question is open or answered yes.
    pub safety: Text,
}

impl Default for Scoring {
    fn default() -> Self {
        Self {
            temperature: 1.0,
            calibration: 1.0,
            fitted: Text::default(),
            prior_weight: 0.3,
            certain: Threshold { confidence: 0.9, margin: 0.6, evidence: 3.0 },
            likely: Threshold { confidence: 0.5, margin: 0.15, evidence: 1.0 },
            urgent: Urgent::default(),
            secondary_evidence: 2.5,
            secondary_confidence: 0.25,
            severity: SeverityWords::default(),
        }
    }
}

/// The JSON Schemas of the files around the playbooks.
#[derive(Debug)]
pub struct Schemas {
    /// Of `_language/LANG.yaml`.
    pub language: serde_json::Value,
    /// Of `_language/LANG/NAME.yaml`.
    pub concepts: serde_json::Value,
    /// Of `_facts.yaml`.
    pub facts: serde_json::Value,
    /// Of `_scoring.yaml`.
    pub scoring: serde_json::Value,
}

/// The JSON Schemas, made from the types.
#[must_use]
pub fn schemas() -> Schemas {
    Schemas {
        language: schemars::schema_for!(Language).to_value(),
        concepts: schemars::schema_for!(Concepts).to_value(),
        facts: schemars::schema_for!(FactRules).to_value(),
        scoring: schemars::schema_for!(Scoring).to_value(),
    }
}
