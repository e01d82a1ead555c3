//! The playbook file as a responder writes it: plain data, checked by `compile`, no behaviour.
//!
//! Every struct refuses unknown keys, so that a typing error in a key is found at load with its line.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::vocabulary::{OfferMode, Severity, Skill};

/// A text in both languages of the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

/// Conditions on facts, all of which must hold: `encrypted: yes`, `amount_eur: ">= 10000"`, `money_moved: [yes, unknown]`.
/// `unknown` holds too when nothing was said.
pub type When = BTreeMap<String, FactMatch>;

/// What a fact is compared with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum FactMatch {
    /// One value (`yes`, `no`, `unknown`, a choice) or a comparison with a number (`">= 10000"`).
    One(String),
    /// Any of these values.
    AnyOf(Vec<String>),
    /// YAML 1.2 keeps `yes` a string; editors that write `true` are understood.
    Bool(bool),
    /// A number.
    Number(f64),
}

/// One playbook file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Playbook {
    /// Category id; the file's name without `.yaml`.
    pub id: String,
    /// What the category is called.
    pub title: Text,
    /// One or two plain sentences for the public.
    pub summary: Text,
    /// RSIT tags, the primary one first, such as `fraud="phishing"` (values, not labels; version 1003).
    pub rsit: Vec<String>,
    /// The name that Cybermalveillance.gouv.fr gives to this kind.
    pub national_name: String,
    /// MITRE ATT&CK techniques where they help.
    #[serde(default)]
    pub attack: Vec<String>,
    /// Share of contacts, in [0, 1], from published figures.
    pub prior: f64,
    /// What speaks for and against this category.
    pub signals: Vec<Signal>,
    /// Combinations that settle the matter.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// Facts worth asking.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// How severity follows from facts.
    pub severity: SeverityRules,
    /// First actions, in order.
    pub actions: Vec<Action>,
    /// What must not be done.
    #[serde(default)]
    pub never: Vec<Never>,
    /// What to keep.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// Legal clocks that may apply (ids of `_deadlines`).
    #[serde(default)]
    pub deadlines: Vec<DeadlineUse>,
    /// What a provider must, and should, know.
    #[serde(default)]
    pub skills: Skills,
    /// How offers go out.
    #[serde(default)]
    pub offer: Offering,
    /// Kinds of the category with words of their own (a breakdown, a training, the press …).
    #[serde(default)]
    pub variants: Vec<Variant>,
    /// Sentences that must, and must not, be recognised: the playbook's tests.
    pub examples: Examples,
}

/// Evidence for (positive weight) or against (negative) the category, in log-odds.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signal {
    /// Unique in its playbook.
    pub id: String,
    /// Log-odds.
    pub weight: f64,
    /// Any of these: `@concept`, a literal phrase, or `/regex/` over the folded text.
    #[serde(default)]
    pub any: Vec<String>,
    /// All of these in the text, anywhere.
    #[serde(default)]
    pub all: Vec<String>,
    /// All of these in one clause (or the `within`), in any order.
    #[serde(default)]
    pub near: Vec<String>,
    /// All of these in one clause (or the `within`), in this order.
    #[serde(default)]
    pub seq: Vec<String>,
    /// How far `near` and `seq` reach.
    #[serde(default)]
    pub within: Within,
    /// None of these in the same reach.
    #[serde(default)]
    pub unless: Vec<String>,
    /// And these facts hold.
    #[serde(default)]
    pub facts: When,
    /// Guards that don't set this signal aside (`negation`, `hypothesis`, `third_party`, `past`, `attempt`, `quote`).
    #[serde(default)]
    pub through: Vec<String>,
    /// Why it counts, for the operator.
    pub reason: Text,
}

/// How far apart the parts of a signal may stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// The same clause.
    #[default]
    Clause,
    /// The same sentence.
    Sentence,
    /// Anywhere in the text.
    Text,
}

/// A combination of signals that settles the matter.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// All of these signals fired …
    #[serde(default, rename = "if")]
    pub if_all: Vec<String>,
    /// … and none of these.
    #[serde(default)]
    pub not_if: Vec<String>,
    /// And these facts hold.
    #[serde(default)]
    pub facts: When,
    /// What follows.
    pub then: Outcome,
}

/// What a rule does to its category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The verdict is `likely` or better for this category.
    AtLeastLikely,
    /// The verdict is `certain`.
    Certain,
    /// The category is out.
    Exclude,
}

/// A fact worth asking. Every question can be answered « je ne sais pas ».
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The fact that it sets.
    pub fact: String,
    /// Kind of answer.
    pub kind: AnswerKind,
    /// The words to say.
    pub ask: Text,
    /// Choices, for `choice`.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Log-odds of each answer for this category (`yes: 2.5`, `no: -1`).
    #[serde(default)]
    pub weighs: BTreeMap<String, f64>,
}

/// Kind of answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// Yes, no, I don't know.
    YesNo,
    /// One of several.
    Choice,
    /// A number (euros for `amount_eur`).
    Number,
    /// A date, maybe with an hour.
    Date,
}

/// One possible answer of a `choice`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The value that is stored.
    pub value: String,
    /// What is shown.
    pub label: Text,
}

/// Severity = impact × urgency, each 0 to 3, moved by facts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeverityRules {
    /// Impact when nothing more is known.
    pub impact: u8,
    /// Urgency when nothing more is known.
    pub urgency: u8,
    /// What facts change, in order; the highest that holds counts.
    #[serde(default)]
    pub raise: Vec<SeverityStep>,
    /// What facts lower, applied when no `raise` holds for that axis.
    #[serde(default)]
    pub lower: Vec<SeverityStep>,
}

/// One step of severity.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeverityStep {
    /// When it holds.
    pub when: When,
    /// New impact.
    #[serde(default)]
    pub impact: Option<u8>,
    /// New urgency.
    #[serde(default)]
    pub urgency: Option<u8>,
    /// Half a sentence: « le chiffrement est en cours ».
    pub because: Text,
}

/// The order in which actions of several categories are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// People and machines in danger.
    People,
    /// Money that leaves.
    Money,
    /// Stop the spread.
    Spread,
    /// Keep the evidence.
    Evidence,
    /// The law's clocks.
    Law,
    /// Repair.
    Repair,
}

/// A first action, as one says it on the telephone.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Same id in two playbooks = the same action, shown once.
    pub id: String,
    /// Where it comes in the merged list.
    pub group: Group,
    /// What to say.
    pub say: Text,
    /// Why, in one sentence.
    pub why: Text,
    /// Who does it.
    #[serde(default)]
    pub who: Who,
    /// Shown when these facts hold (or are not known, if the list says `unknown`).
    #[serde(default)]
    pub when: When,
    /// Harms in no category: may be shown while the verdict is `unsure`.
    #[serde(default)]
    pub safe_always: bool,
}

/// Who does an action.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The person who called.
    #[default]
    Caller,
    /// The caller's management.
    Management,
    /// Who runs the caller's machines.
    It,
    /// The operator of the desk.
    Operator,
}

/// What must not be done.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Never {
    /// Same id in two playbooks = the same, shown once.
    pub id: String,
    /// What to say.
    pub say: Text,
    /// Shown when these facts hold.
    #[serde(default)]
    pub when: When,
}

/// What to keep for the complaint, the insurer, the provider.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Same id in two playbooks = the same, shown once.
    pub id: String,
    /// What to say.
    pub say: Text,
}

/// A legal clock that may apply.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeadlineUse {
    /// Id in `_deadlines`.
    pub id: String,
    /// When it is proposed; empty: always.
    #[serde(default)]
    pub when: When,
}

/// What a provider must, and should, know (level 1 to 3).
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Skills {
    /// Hard condition.
    #[serde(default)]
    pub must: BTreeMap<Skill, u8>,
    /// Counts in the score.
    #[serde(default)]
    pub should: BTreeMap<Skill, u8>,
    /// Labels required at a severity (and above).
    #[serde(default)]
    pub labels: BTreeMap<Severity, Vec<String>>,
}

/// How offers go out.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Offering {
    /// Mode.
    pub mode: OfferMode,
    /// How many providers are asked at once.
    pub at_once: u8,
}

impl Default for Offering {
    fn default() -> Self {
        Self { mode: OfferMode::Shortlist, at_once: 3 }
    }
}

/// A kind of the category with ready words.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Unique in its playbook.
    pub id: String,
    /// Signals of this playbook that point to it.
    pub signals: Vec<String>,
    /// What it is called.
    pub title: Text,
    /// What to say, and where to turn.
    pub say: Text,
}

/// The playbook's tests.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// Must come out as this category.
    #[serde(rename = "match")]
    pub matching: Sentences,
    /// Must not.
    #[serde(rename = "not")]
    pub other: Sentences,
}

/// Sentences by language.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    /// French.
    #[serde(default)]
    pub fr: Vec<String>,
    /// English.
    #[serde(default)]
    pub en: Vec<String>,
}

/// The JSON Schema of a playbook, made from these types.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Playbook).to_value()
}
