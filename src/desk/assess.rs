//! What the desk makes of a report before anything is written: classification, advice, priority. Pure CPU work.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use vigie_domain::{
    intake,
    playbook::{Advice, Classification, FactValue, Facts, Input, PlaybookSet, document::Text},
    severity::{self, Circumstances},
    vocabulary::{Kind, Lang},
};

/// What is judged: words, answers, and who it is.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    /// The caller's words.
    pub text: &'a str,
    /// Language, if somebody said it.
    pub lang: Option<&'a str>,
    /// Answers.
    pub facts: &'a Facts,
    /// Kind of organisation.
    pub kind: Option<Kind>,
    /// NAF section.
    pub sector: Option<char>,
    /// Has a person of the desk read it?
    pub seen: Seen,
}

/// Has a person of the desk read the report?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Yes.
    Yes,
    /// Not yet: it is never judged harmless by a machine.
    No,
}

/// What the desk makes of it.
#[derive(Debug, Clone)]
pub struct Assessed {
    /// Category, verdict, severity, and why.
    pub found: Classification,
    /// What to say and do, in both languages.
    pub advice: Bilingual,
    /// 1 to 4.
    pub priority: i32,
    /// What raised the priority above what the severity gives.
    pub because: Vec<Text>,
}

/// The advice in both languages: the victim's and the operator's may differ.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Bilingual {
    /// French.
    pub fr: Advice,
    /// English.
    pub en: Advice,
}

impl Bilingual {
    /// In one language.
    #[must_use]
    pub const fn of(&self, lang: Lang) -> &Advice {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

/// Answers of a report as the playbooks know them.
#[must_use]
pub fn facts_of(report: &intake::Facts) -> Facts {
    report
        .iter()
        .fold(Facts::new(), |facts, (id, value)| facts.with(id.clone(), FactValue::from_word(&value.as_word())))
}

/// Judges a report.
#[must_use]
pub fn assess(set: &PlaybookSet, told: &Told<'_>) -> Assessed {
    let found = set.classify(&Input { text: told.text, lang: told.lang, facts: told.facts });
    assessed(set, told, found)
}

/// Judges a report whose category a person has chosen.
#[must_use]
pub fn assess_as(set: &PlaybookSet, told: &Told<'_>, category: &str) -> Assessed {
    let found = set.classify(&Input { text: told.text, lang: told.lang, facts: told.facts });
    let chosen = set.confirmed(found, category, told.facts);
    assessed(set, told, chosen)
}

fn assessed(set: &PlaybookSet, told: &Told<'_>, found: Classification) -> Assessed {
    let advice =
        Bilingual { fr: set.advise(&found, told.facts, Lang::Fr), en: set.advise(&found, told.facts, Lang::En) };
    let circumstances = Circumstances {
        vital_sector: is_vital(told),
        campaign: false,
        hours_left: None,
        seen_by_person: told.seen == Seen::Yes,
        safety_open: is_safety_open(told.facts, &found),
    };
    let (priority, because) = severity::priority(found.assessment.severity, circumstances, set.severity_words());
    Assessed { found, advice, priority: i32::from(priority), because }
}

/// Health and care (NAF Q), energy (D), water and waste (E).
fn is_vital(told: &Told<'_>) -> bool {
    told.kind == Some(Kind::Health) || matches!(told.sector, Some('Q' | 'D' | 'E'))
}

/// Answers of the thirty-second safety screen that are yes, or heard as yes.
fn is_safety_open(answers: &Facts, found: &Classification) -> bool {
    let known = answers.or(&found.heard_facts());
    ["controls_machines", "money_moved", "ongoing"].iter().any(|fact| known.get(fact) == Some(&FactValue::Yes))
}

impl Assessed {
    /// The sentence of the severity, with what raised the priority.
    #[must_use]
    pub fn reason(&self) -> Value {
        json!({ "severity": self.found.assessment.reason, "priority": self.because })
    }
}
