//! What the files of a set must fulfil together, beyond their form. All errors at once, each with its place.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{AnswerKind, Playbook, Question, Text, When};
use super::facts::comparison;
use super::load::{LoadError, Read, Sources, did_you_mean};

/// Weights beyond this settle everything alone, which is what rules are for.
const LARGEST_WEIGHT: f64 = 20.0;

/// Checks every playbook alone, then all together.
pub(super) fn check(sources: &Sources<'_>) -> Vec<LoadError> {
    let mut errors = Vec::new();
    for read in &sources.playbooks {
        errors.extend(identity(read));
        errors.extend(signals(read));
        errors.extend(rules(read));
        errors.extend(questions(read));
        errors.extend(severity(read));
        errors.extend(lists(read));
        errors.extend(texts(read));
        errors.extend(deadlines(read, &sources.deadlines));
    }
    errors.extend(contradictions(sources));
    errors
}

fn identity(read: &Read<'_, Playbook>) -> Vec<LoadError> {
    let playbook = &read.value;
    let mut errors = Vec::new();
    let stem = read.file.name.trim_end_matches(".yaml").trim_end_matches(".yml");
    if playbook.id != stem {
        let message = format!("the playbook's id {:?} isn't the name of its file", playbook.id);
        errors.push(read.error(&["id:"], message, format!("id: {stem}")));
    }
    if !(playbook.prior > 0.0 && playbook.prior <= 1.0) {
        errors.push(read.error(
            &["prior:"],
            "the prior is no share of contacts",
            "more than 0, at most 1, such as 0.12",
        ));
    }
    if playbook.rsit.is_empty() {
        errors.push(read.error(&["rsit:"], "no RSIT tag", "the primary one first, such as fraud=\"phishing\""));
    }
    errors
}

fn signals(read: &Read<'_, Playbook>) -> Vec<LoadError> {
    let mut errors = Vec::new();
    for id in doubles(read.value.signals.iter().map(|signal| signal.id.as_str())) {
        errors.push(read.error(
            &[&format!("id: {id}"), &format!("id: {id}")],
            format!("two signals are called {id:?}"),
            "rename one",
        ));
    }
    for signal in &read.value.signals {
        let place = format!("id: {}", signal.id);
        if !signal.weight.is_finite() || signal.weight.abs() > LARGEST_WEIGHT {
            errors.push(read.error(&[&place, "weight:"], "the weight is out of range", "log-odds, from -20 to 20"));
        }
        let groups = [&signal.any, &signal.all, &signal.near, &signal.seq];
        if groups.iter().all(|group| group.is_empty()) && signal.facts.is_empty() {
            errors.push(read.error(&[&place], "the signal looks at nothing", "give it any, all, near, seq or facts"));
        }
        for (name, group) in [("near:", &signal.near), ("seq:", &signal.seq)] {
            if group.len() == 1 {
                errors.push(read.error(&[&place, name], "one item alone has no neighbour", "add a second, or use any"));
            }
        }
        errors.extend(conditions(read, &place, &signal.facts));
    }
    errors
}

fn doubles<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    ids.filter(|id| !seen.insert(*id)).collect()
}

fn conditions(read: &Read<'_, Playbook>, place: &str, when: &When) -> Vec<LoadError> {
    let mut errors = Vec::new();
    for (fact, wanted) in when {
        for word in wanted.values() {
            let signed = word.trim().starts_with(['<', '>', '=']);
            if word.trim().is_empty() || (signed && comparison(&word).is_none()) {
                let message = format!("{fact}: {word:?} is no value and no comparison");
                errors.push(read.error(&[place, fact], message, "yes, no, unknown, a choice, or \">= 10000\""));
            }
        }
    }
    errors
}

fn rules(read: &Read<'_, Playbook>) -> Vec<LoadError> {
    let known: Vec<&str> = read.value.signals.iter().map(|signal| signal.id.as_str()).collect();
    let mut errors = Vec::new();
    for rule in &read.value.rules {
        if rule.if_all.is_empty() && rule.facts.is_empty() {
            errors.push(read.error(&["rules:"], "a rule without a condition", "give it if or facts"));
        }
        for id in rule.if_all.iter().chain(&rule.not_if).filter(|id| !known.contains(&id.as_str())) {
            let message = format!("the rule names signal {id:?}, which isn't there");
            errors.push(read.error(&["rules:", id], message, did_you_mean(id, known.iter().copied())));
        }
        errors.extend(conditions(read, "rules:", &rule.facts));
    }
    for variant in &read.value.variants {
        for id in variant.signals.iter().filter(|id| !known.contains(&id.as_str())) {
            let message = format!("variant {:?} names signal {id:?}, which isn't there", variant.id);
            errors.push(read.error(&["variants:", &variant.id, id], message, did_you_mean(id, known.iter().copied())));
        }
    }
    errors
}

fn questions(read: &Read<'_, Playbook>) -> Vec<LoadError> {
    let playbook = &read.value;
    let mut errors = Vec::new();
    for fact in doubles(playbook.questions.iter().map(|question| question.fact.as_str())) {
        errors.push(read.error(
            &["questions:", &format!("fact: {fact}")],
            format!("{fact:?} is asked twice"),
            "join the two",
        ));
    }
    let used = facts_used(playbook);
    for question in &playbook.questions {
        let place = format!("fact: {}", question.fact);
        if question.weighs.is_empty() && !used.contains(question.fact.as_str()) {
            let message = format!("nobody uses the answer to {:?}", question.fact);
            errors.push(read.error(
                &["questions:", &place],
                message,
                "give it weighs, or use it in a when; else leave it out",
            ));
        }
        errors.extend(answers(read, question, &place));
    }
    errors
}

fn answers(read: &Read<'_, Playbook>, question: &Question, place: &str) -> Vec<LoadError> {
    let mut errors = Vec::new();
    if question.kind == AnswerKind::Choice && question.choices.len() < 2 {
        errors.push(read.error(&["questions:", place], "a choice needs choices", "at least two"));
    }
    for (answer, weight) in &question.weighs {
        let allowed = match question.kind {
            AnswerKind::YesNo => ["yes", "no", "unknown"].contains(&answer.as_str()),
            AnswerKind::Choice => answer == "unknown" || question.choices.iter().any(|choice| choice.value == *answer),
            AnswerKind::Number => answer == "unknown" || comparison(answer).is_some(),
            AnswerKind::Date => answer == "unknown" || answer == "yes",
        };
        if !allowed {
            let message = format!("{answer:?} is no answer to this question");
            errors.push(read.error(
                &["questions:", place, "weighs", answer],
                message,
                "one of its answers, or unknown",
            ));
        }
        if !weight.is_finite() || weight.abs() > LARGEST_WEIGHT {
            errors.push(read.error(&["questions:", place, answer], "the weight is out of range", "from -20 to 20"));
        }
    }
    errors
}

fn facts_used(playbook: &Playbook) -> BTreeSet<&str> {
    let severity = &playbook.severity;
    let whens = (playbook.signals.iter().map(|signal| &signal.facts))
        .chain(playbook.rules.iter().map(|rule| &rule.facts))
        .chain(severity.raise.iter().chain(&severity.lower).map(|step| &step.when))
        .chain(playbook.actions.iter().map(|action| &action.when))
        .chain(playbook.never.iter().map(|never| &never.when))
        .chain(playbook.deadlines.iter().map(|deadline| &deadline.when));
    whens.flat_map(|when| when.keys().map(String::as_str)).collect()
}

fn severity(read: &Read<'_, Playbook>) -> Vec<LoadError> {
    let rules = &read.value.severity;
    let mut axes = vec![Some(rules.impact), Some(rules.urgency)];
    let mut errors = Vec::new();
    for step in rules.raise.iter().chain(&rules.lower) {
        axes.extend([step.impact, step.urgency]);
        if step.impact.is_none() && step.urgency.is_none() {
            errors.push(read.error(
                &["severity:", &step.because.fr],
                "a step that moves nothing",
                "give it impact or urgency",
            ));
        }
        errors.extend(conditions(read, "severity:", &step.when));
    }
    if axes.into_iter().flatten().any(|axis| axis > 3) {
        errors.push(read.error(&["severity:"], "impact and urgency go from 0 to 3", "3 is the gravest"));
    }
    errors
}

fn lists(read: &Read<'_, Playbook>) -> Vec<LoadError> {
    let playbook = &read.value;
    let mut errors = Vec::new();
    let groups: [(&str, Vec<&str>); 4] = [
        ("actions:", playbook.actions.iter().map(|action| action.id.as_str()).collect()),
        ("never:", playbook.never.iter().map(|never| never.id.as_str()).collect()),
        ("evidence:", playbook.evidence.iter().map(|evidence| evidence.id.as_str()).collect()),
        ("variants:", playbook.variants.iter().map(|variant| variant.id.as_str()).collect()),
    ];
    for (section, ids) in groups {
        for id in doubles(ids.into_iter()) {
            errors.push(read.error(&[section, &format!("id: {id}")], format!("{id:?} is there twice"), "rename one"));
        }
    }
    let levels = playbook.skills.must.iter().chain(&playbook.skills.should);
    for (skill, _) in levels.filter(|(_, level)| !(1..=3).contains(*level)) {
        errors.push(read.error(&["skills:", skill.as_str()], format!("no such level of {skill}"), "1, 2 or 3"));
    }
    for when in playbook.actions.iter().map(|action| &action.when).chain(playbook.never.iter().map(|never| &never.when))
    {
        errors.extend(conditions(read, "actions:", when));
    }
    errors
}

fn texts(read: &Read<'_, Playbook>) -> Vec<LoadError> {
    let playbook = &read.value;
    let texts = [&playbook.title, &playbook.summary]
        .into_iter()
        .chain(playbook.signals.iter().map(|signal| &signal.reason))
        .chain(playbook.questions.iter().map(|question| &question.ask))
        .chain(playbook.questions.iter().flat_map(|question| question.choices.iter().map(|choice| &choice.label)))
        .chain(playbook.actions.iter().flat_map(|action| [&action.say, &action.why]))
        .chain(playbook.never.iter().map(|never| &never.say))
        .chain(playbook.evidence.iter().map(|evidence| &evidence.say))
        .chain(playbook.variants.iter().flat_map(|variant| [&variant.title, &variant.say]));
    let empty = |text: &&Text| text.fr.trim().is_empty() || text.en.trim().is_empty();
    texts
        .filter(empty)
        .map(|text| {
            let there = if text.fr.trim().is_empty() { &text.en } else { &text.fr };
            read.error(&[there.as_str()], "a translation is missing", "write both fr and en")
        })
        .collect()
}

fn deadlines(read: &Read<'_, Playbook>, known: &[String]) -> Vec<LoadError> {
    if known.is_empty() {
        return Vec::new();
    }
    let unknown = read.value.deadlines.iter().filter(|deadline| !known.contains(&deadline.id));
    unknown
        .map(|deadline| {
            let message = format!("deadline {:?} isn't in _deadlines", deadline.id);
            read.error(
                &["deadlines:", &deadline.id],
                message,
                did_you_mean(&deadline.id, known.iter().map(String::as_str)),
            )
        })
        .collect()
}

/// The same action in two groups, or an action that another playbook forbids: two callers would hear two things.
fn contradictions(sources: &Sources<'_>) -> Vec<LoadError> {
    let mut errors = Vec::new();
    let mut groups = BTreeMap::new();
    let mut playbooks = BTreeMap::new();
    let never: BTreeSet<&str> =
        sources.playbooks.iter().flat_map(|read| read.value.never.iter().map(|never| never.id.as_str())).collect();
    for read in &sources.playbooks {
        if let Some(other) = playbooks.insert(read.value.id.as_str(), read.file.name.as_str()) {
            errors.push(read.error(
                &["id:"],
                format!("{other} has the same id {:?}", read.value.id),
                "one file, one id",
            ));
        }
        for action in &read.value.actions {
            let place = format!("id: {}", action.id);
            let (group, file) = *groups.entry(&action.id).or_insert((action.group, &read.file.name));
            if group != action.group {
                let message = format!("action {:?} is in another group than in {file}", action.id);
                errors.push(read.error(
                    &["actions:", &place],
                    message,
                    "one action, one group: change it or rename the action",
                ));
            }
            if never.contains(action.id.as_str()) {
                let message = format!("action {:?} is forbidden under never in a playbook", action.id);
                errors.push(read.error(&["actions:", &place], message, "rename one of the two"));
            }
        }
    }
    errors
}
