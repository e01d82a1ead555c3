//! Severity and priority: impact × urgency, each 0 to 3, moved by facts, and said in one sentence.
//!
//! The table is that of a regional desk: the activity stopped or people's safety, while minutes still count, is critical.

use serde::{Deserialize, Serialize};

use crate::playbook::document::{SeverityRules, SeverityStep, Text};
use crate::playbook::{Facts, SeverityWords};
use crate::vocabulary::Severity;

/// A severity with what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// 0 none or attempt … 3 activity stopped, life, health, much money.
    pub impact: u8,
    /// 0 past and closed … 3 going on now or to be saved only now.
    pub urgency: u8,
    /// What follows.
    pub severity: Severity,
    /// 1 to 4, from the severity alone; see [`priority`] for what raises it.
    pub priority: u8,
    /// The sentence, in both languages.
    pub reason: Text,
}

/// What raises a priority beyond the severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// Health, care, water, energy, rescue.
    pub vital_sector: bool,
    /// Ten cases or more tell the same story.
    pub campaign: bool,
    /// Hours that remain on the legal clock that ends first.
    pub hours_left: Option<i64>,
    /// An operator has read the report.
    pub seen_by_person: bool,
    /// A safety question is answered yes, or open.
    pub safety_open: bool,
}

/// A legal clock with less than this many hours lifts the case to priority 2.
const SHORT_CLOCK_HOURS: i64 = 12;

/// The severity that a playbook's rules give for these facts.
#[must_use]
pub fn assess(rules: &SeverityRules, facts: &Facts, words: &SeverityWords) -> Assessment {
    let (impact, impact_because) = axis(rules, facts, rules.impact, |step| step.impact);
    let (urgency, urgency_because) = axis(rules, facts, rules.urgency, |step| step.urgency);
    let severity = table(impact, urgency);
    let mut because: Vec<&Text> = impact_because.into_iter().chain(urgency_because).collect();
    because.dedup();
    let reason = sentence(words, (impact, urgency), &because);
    Assessment { impact, urgency, severity, priority: base_priority(severity), reason }
}

/// The priority that these facts give, 1 to 4, without its sentence: cheap, for trying answers out.
pub(crate) fn level(rules: &SeverityRules, facts: &Facts) -> u8 {
    let (impact, _) = axis(rules, facts, rules.impact, |step| step.impact);
    let (urgency, _) = axis(rules, facts, rules.urgency, |step| step.urgency);
    base_priority(table(impact, urgency))
}

/// The highest step up that holds; else the lowest step down; else the usual value.
fn axis<'a>(
    rules: &'a SeverityRules,
    facts: &Facts,
    usual: u8,
    of: impl Fn(&SeverityStep) -> Option<u8>,
) -> (u8, Option<&'a Text>) {
    let holding = |steps: &'a [SeverityStep]| -> Vec<(u8, &'a Text)> {
        let known = steps.iter().filter(|step| facts.hold(&step.when));
        known.filter_map(|step| of(step).map(|value| (value, &step.because))).collect()
    };
    let up =
        holding(&rules.raise).into_iter().rev().max_by_key(|(value, _)| *value).filter(|(value, _)| *value > usual);
    let down = || holding(&rules.lower).into_iter().min_by_key(|(value, _)| *value).filter(|(value, _)| *value < usual);
    match up.or_else(down) {
        Some((value, because)) => (value.min(3), Some(because)),
        None => (usual.min(3), None),
    }
}

fn table(impact: u8, urgency: u8) -> Severity {
    match (impact, urgency) {
        (3, 2..) => Severity::Critical,
        (impact, urgency) if impact + urgency >= 4 => Severity::High,
        (impact, urgency) if impact + urgency >= 2 => Severity::Medium,
        _ => Severity::Low,
    }
}

const fn base_priority(severity: Severity) -> u8 {
    match severity {
        Severity::Critical => 1,
        Severity::High => 2,
        Severity::Medium => 3,
        Severity::Low => 4,
    }
}

/// The priority of a case, 1 to 4, and why it is above what its severity gives.
///
/// A report that nobody has read is never below 3, nor below 2 while a safety question is open.
#[must_use]
pub fn priority(severity: Severity, circumstances: Circumstances, words: &SeverityWords) -> (u8, Vec<Text>) {
    let mut level = base_priority(severity);
    let mut because = Vec::new();
    let mut lift = |to: u8, text: &Text| {
        if to < level {
            level = to;
            because.push(text.clone());
        }
    };
    let one_up = base_priority(severity).saturating_sub(1).max(1);
    if circumstances.vital_sector {
        lift(one_up, &words.vital_sector);
    }
    if circumstances.campaign {
        lift(one_up, &words.campaign);
    }
    if circumstances.hours_left.is_some_and(|hours| hours < SHORT_CLOCK_HOURS) {
        lift(2, &words.clock);
    }
    if !circumstances.seen_by_person {
        lift(3, &words.unread);
        if circumstances.safety_open {
            lift(2, &words.safety);
        }
    }
    (level, because)
}

fn sentence(words: &SeverityWords, (impact, urgency): (u8, u8), because: &[&Text]) -> Text {
    let fill = |template: &str, reasons: Vec<&str>| {
        let filled = template.replace("{impact}", &impact.to_string()).replace("{urgency}", &urgency.to_string());
        filled.replace("{because}", &reasons.join(", "))
    };
    let because: Vec<&Text> = if because.is_empty() { vec![&words.usual] } else { because.to_vec() };
    Text {
        fr: fill(&words.sentence.fr, because.iter().map(|text| text.fr.trim_end_matches('.')).collect()),
        en: fill(&words.sentence.en, because.iter().map(|text| text.en.trim_end_matches('.')).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::FactValue;
    use crate::playbook::document::FactMatch;

    fn rules() -> SeverityRules {
        let step = |fact: &str, wanted, impact, urgency| SeverityStep {
            when: [(fact.to_owned(), FactMatch::Bool(wanted))].into(),
            impact,
            urgency,
            because: Text { fr: format!("{fact} fr"), en: format!("{fact} en") },
        };
        SeverityRules {
            impact: 2,
            urgency: 2,
            raise: vec![step("encrypted", true, Some(3), None)],
            lower: vec![step("encrypted", false, Some(1), None), step("ongoing", false, None, Some(0))],
        }
    }

    #[test]
    fn facts_move_the_severity_and_say_why() {
        let words = SeverityWords {
            sentence: Text { fr: "Impact {impact} : {because}.".into(), en: "Impact {impact}: {because}.".into() },
            ..SeverityWords::default()
        };
        let usual = assess(&rules(), &Facts::new(), &words);
        assert_eq!((usual.severity, usual.priority), (Severity::High, 2));
        let grave = assess(&rules(), &Facts::new().with("encrypted", FactValue::Yes), &words);
        assert_eq!((grave.severity, grave.reason.fr.as_str()), (Severity::Critical, "Impact 3 : encrypted fr."));
        let closed = Facts::new().with("encrypted", FactValue::No).with("ongoing", FactValue::No);
        assert_eq!(assess(&rules(), &closed, &words).severity, Severity::Low);
    }

    #[test]
    fn an_unread_report_is_never_far_down() {
        let words = SeverityWords::default();
        assert_eq!(priority(Severity::Low, Circumstances::default(), &words).0, 3);
        let open = Circumstances { safety_open: true, ..Circumstances::default() };
        assert_eq!(priority(Severity::Low, open, &words).0, 2);
        let seen = Circumstances { seen_by_person: true, ..Circumstances::default() };
        assert_eq!(priority(Severity::Low, seen, &words).0, 4);
    }
}
