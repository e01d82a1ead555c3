//! What the rules found: categories with their reasons, the words that counted, the questions.

use vigie_domain::playbook::{
    Advice, Classification, Evidence, FactValue, Facts, PlaybookSet,
    document::{AnswerKind, Question},
};

use super::{decimal, percent};
use crate::{
    app::App,
    i18n::Words,
    web::{
        frame::Times,
        view::{
            console::{Ask, AskKind, Candidate, Classification as View, Reason, SetAside, Span},
            field::Choice,
            format,
        },
    },
};

/// Categories shown beside the best one.
const OTHERS: usize = 3;

/// The title of a category in the reader's language.
#[must_use]
pub fn category_title(set: &PlaybookSet, category: &str, times: &Times) -> String {
    if category == crate::desk::VEILED {
        return crate::i18n::Words(times.lang).say("sensitive-case");
    }
    set.playbook(category).map_or_else(|| category.to_owned(), |playbook| playbook.title.in_lang(times.lang).to_owned())
}

/// What the rules say, and why. `priority` is the case's own.
#[must_use]
pub fn classification(app: &App, found: &Classification, priority: i32, times: &Times) -> View {
    let set = app.playbooks.live();
    let view = |id: &str, confidence: f64| Candidate {
        id: id.to_owned(),
        title: category_title(&set, id, times),
        percent: percent(confidence),
        reasons: found.evidence.iter().filter(|one| one.playbook == id).map(|one| reason(one, times)).collect(),
    };
    let is_recognised = !found.evidence.is_empty() || found.confidence > 0.5;
    let others = found.candidates.iter().filter(|other| other.category != found.category && other.confidence >= 0.02);
    View {
        best: is_recognised.then(|| view(&found.category, found.confidence)),
        others: others.take(OTHERS).map(|other| view(&other.category, other.confidence)).collect(),
        verdict: found.verdict,
        severity: found.assessment.severity,
        because: severity_sentence(found, times),
        priority: u8::try_from(priority).unwrap_or(4),
        set_aside: found
            .set_aside
            .iter()
            .map(|aside| SetAside { words: aside.cue.clone(), why: aside.reason.in_lang(times.lang).to_owned() })
            .collect(),
    }
}

/// Why the severity is what it is.
#[must_use]
pub fn severity_sentence(found: &Classification, times: &Times) -> String {
    found.assessment.reason.in_lang(times.lang).to_owned()
}

fn reason(evidence: &Evidence, times: &Times) -> Reason {
    let sign = if evidence.weight < 0.0 { "−" } else { "+" };
    Reason {
        words: evidence.text.clone(),
        why: evidence.reason.in_lang(times.lang).to_owned(),
        weight: format!("{sign}{}", decimal(evidence.weight.abs(), 1, times.lang)),
        against: evidence.weight < 0.0,
    }
}

/// The caller's words, cut where they counted for the best category.
#[must_use]
pub fn spans(text: &str, found: &Classification, times: &Times) -> Vec<Span> {
    let signs: Vec<char> = text.chars().collect();
    let mut whys: Vec<Option<&Evidence>> = vec![None; signs.len()];
    for evidence in found.evidence.iter().filter(|one| one.playbook == found.category && one.weight > 0.0) {
        for (start, end) in &evidence.parts {
            for slot in whys.iter_mut().take((*end).min(signs.len())).skip(*start) {
                slot.get_or_insert(evidence);
            }
        }
    }
    let mut cut: Vec<Span> = Vec::new();
    let mut last: Option<Option<&str>> = None;
    for (sign, why) in signs.iter().zip(&whys) {
        let signal = why.map(|evidence| evidence.signal.as_str());
        match cut.last_mut().filter(|_| last == Some(signal)) {
            Some(span) => span.text.push(*sign),
            None => cut.push(Span {
                text: sign.to_string(),
                counted: why.is_some(),
                why: why.map_or_else(String::new, |evidence| evidence.reason.in_lang(times.lang).to_owned()),
            }),
        }
        last = Some(signal);
    }
    cut
}

/// Questions to ask next and those answered, with their answers.
#[must_use]
pub fn asks(advice: &Advice, answers: &Facts) -> Vec<Ask> {
    advice
        .questions
        .iter()
        .map(|question| Ask {
            fact: question.fact.clone(),
            say: question.ask.clone(),
            because: String::new(),
            kind: match question.kind {
                AnswerKind::YesNo => AskKind::YesNo,
                AnswerKind::Number => AskKind::Number,
                AnswerKind::Date => AskKind::Date,
                AnswerKind::Choice => {
                    AskKind::Choice(question.choices.iter().map(|(value, label)| Choice::new(value, label)).collect())
                }
            },
            answer: answers.get(&question.fact).map_or_else(String::new, FactValue::word),
        })
        .collect()
}

/// Every known answer in the reader's words: the question's fact and its value.
#[must_use]
pub fn known_facts(set: &PlaybookSet, answers: &Facts, times: &Times) -> Vec<(String, String)> {
    let said = answers.iter().map(|(fact, value)| {
        let question = set.playbooks().flat_map(|playbook| &playbook.questions).find(|question| question.fact == fact);
        let asked =
            question.map_or_else(|| unasked(fact, times), |question| question.ask.in_lang(times.lang).to_owned());
        (asked, fact_words(fact, value, question, times))
    });
    said.collect()
}

/// A fact that no playbook asks for: the desk's own has words, another stands by its id.
fn unasked(fact: &str, times: &Times) -> String {
    if fact == crate::desk::ON_SITE_NEEDED { Words(times.lang).say("need-place") } else { fact.to_owned() }
}

/// « oui », « 32 000 € », a choice by its label, a date as one says it.
fn fact_words(fact: &str, value: &FactValue, question: Option<&Question>, times: &Times) -> String {
    let words = Words(times.lang);
    match value {
        FactValue::Yes => words.say("answer-yes"),
        FactValue::No => words.say("answer-no"),
        FactValue::Unknown => words.say("answer-unknown"),
        #[expect(clippy::cast_possible_truncation, reason = "an amount of money is far below 2^53 cents")]
        FactValue::Number(number) if fact.ends_with("_eur") => {
            format::euros((number * 100.0).round() as i64, times.lang)
        }
        FactValue::Number(_) => value.word(),
        FactValue::Text(text) => {
            let choices = question.map_or(&[][..], |question| &question.choices);
            let chosen = choices.iter().find(|choice| choice.value == *text);
            chosen.map_or_else(|| moment_words(text, times), |choice| choice.label.in_lang(times.lang).to_owned())
        }
    }
}

/// A date of the form (`2026-11-20`, `2026-11-20T09:30`) as one says it; other words stay.
fn moment_words(text: &str, times: &Times) -> String {
    if let Ok(day) = text.parse::<jiff::civil::Date>()
        && text.len() == 10
    {
        return day.strftime("%d/%m/%Y").to_string();
    }
    let moment = text.parse::<jiff::civil::DateTime>().ok().and_then(|local| local.to_zoned(times.zone.clone()).ok());
    moment.map_or_else(|| text.to_owned(), |at| format::when(at.timestamp(), times.now, &times.zone, times.lang))
}
