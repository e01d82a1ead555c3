//! Which fact to ask next: the one whose answer would change the picture most, safety first.

use std::collections::BTreeMap;

use super::document::{AnswerKind, Question};
use super::facts::{FactValue, Facts, matches};
use super::score::softmax;
use super::set::PlaybookSet;
use crate::severity::level;

/// Categories less probable than this have no say in what is asked.
const IN_PLAY: f64 = 0.02;
/// Most questions that are proposed.
const MOST: usize = 5;
/// What a question gains, in nats, per unit of probability that an answer makes the case graver by one step.
const GRAVER: f64 = 0.35;
/// What a question gains when an answer may show people, machines or money in danger.
const SAFETY: f64 = 0.6;
/// The safety screen of a call: machines in danger, money leaving, encryption running.
const SAFETY_FACTS: [&str; 4] = ["people_in_danger", "controls_machines", "money_moved", "encrypted"];
/// How often a caller doesn't know.
const DOES_NOT_KNOW: f64 = 0.15;

/// The facts worth asking, best first. `scores` are the scores before the softmax.
pub(super) fn next(set: &PlaybookSet, scores: &[f64], known: &Facts) -> Vec<String> {
    let probabilities = softmax(scores);
    let mut gains: BTreeMap<&str, f64> = BTreeMap::new();
    for (index, playbook) in set.playbooks.iter().enumerate().filter(|(index, _)| probabilities[*index] >= IN_PLAY) {
        for (place, question) in playbook.document.questions.iter().enumerate() {
            if known.get(&question.fact).is_none() && !gains.contains_key(question.fact.as_str()) {
                let gain = gain(set, question, scores, &probabilities);
                gains.insert(&question.fact, gain);
            }
            // The responder's own order breaks ties: earlier questions of the likely category come first.
            if let Some(gain) = gains.get_mut(question.fact.as_str()) {
                *gain += probabilities[index] * 0.05 / (1.0 + place as f64)
                    + graver(set, index, question, known, &probabilities);
            }
        }
    }
    let mut order: Vec<(&str, f64)> = gains.into_iter().collect();
    order.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(other.0)));
    order.into_iter().take(MOST).map(|(fact, _)| fact.to_owned()).collect()
}

/// Expected fall in entropy over the categories.
fn gain(set: &PlaybookSet, question: &Question, scores: &[f64], probabilities: &[f64]) -> f64 {
    let answers = answers(question);
    let before = entropy(probabilities);
    let fitted: Vec<&[f64]> = answers.iter().map(|answer| set.fitted.answer(&question.fact, answer)).collect();
    let weights: Vec<Vec<f64>> =
        (0..set.playbooks.len()).map(|playbook| weights(set, playbook, question, (&answers, &fitted))).collect();
    let likelihoods: Vec<Vec<f64>> = weights.iter().map(|weights| likelihood(weights)).collect();
    let mut after = 0.0;
    for answer in 0..answers.len() {
        let share: f64 = probabilities.iter().zip(&likelihoods).map(|(p, likelihood)| p * likelihood[answer]).sum();
        let moved: Vec<f64> = scores
            .iter()
            .zip(&weights)
            .map(|(score, weights)| score + weights[answer] / (set.scoring.temperature * set.scoring.calibration))
            .collect();
        after += share * entropy(&softmax(&moved));
    }
    (before - after) * (1.0 - DOES_NOT_KNOW)
}

fn answers(question: &Question) -> Vec<FactValue> {
    match question.kind {
        AnswerKind::YesNo => vec![FactValue::Yes, FactValue::No],
        AnswerKind::Choice => question.choices.iter().map(|choice| FactValue::from_word(&choice.value)).collect(),
        AnswerKind::Number => vec![FactValue::Number(50_000.0), FactValue::Number(500.0)],
        AnswerKind::Date => vec![FactValue::Unknown],
    }
}

/// What each answer weighs for a playbook: by its own question, and by what was fitted.
fn weights(
    set: &PlaybookSet,
    playbook: usize,
    asked: &Question,
    (answers, fitted): (&[FactValue], &[&[f64]]),
) -> Vec<f64> {
    let own = set.playbooks[playbook].document.questions.iter().find(|question| question.fact == asked.fact);
    let both = answers.iter().zip(fitted).map(|(answer, fitted)| {
        let learnt = fitted.get(playbook).map_or(0.0, |weight| weight * set.scoring.temperature);
        own.map_or(0.0, |own| weight(own, answer)) + learnt
    });
    both.collect()
}

/// What an answer weighs for a playbook that asks this question.
pub(super) fn weight(question: &Question, answer: &FactValue) -> f64 {
    question.weighs.iter().find(|(word, _)| matches(answer, word)).map_or(0.0, |(_, weight)| *weight)
}

/// How likely each answer is in a category, read back from what it weighs there.
fn likelihood(weights: &[f64]) -> Vec<f64> {
    softmax(weights)
}

fn entropy(probabilities: &[f64]) -> f64 {
    probabilities.iter().filter(|p| **p > 0.0).map(|p| -p * p.ln()).sum()
}

/// What is gained because an answer may show a graver case, or a danger.
fn graver(set: &PlaybookSet, index: usize, question: &Question, known: &Facts, probabilities: &[f64]) -> f64 {
    if known.get(&question.fact).is_some() {
        return 0.0;
    }
    let rules = &set.playbooks[index].document.severity;
    let now = level(rules, known);
    let answers = answers(question);
    let worst = answers.iter().map(|answer| {
        let then = level(rules, &known.clone().with(question.fact.clone(), answer.clone()));
        now.saturating_sub(then)
    });
    let steps = f64::from(worst.max().unwrap_or(0));
    let safety = if SAFETY_FACTS.contains(&question.fact.as_str()) && steps > 0.0 { SAFETY } else { 0.0 };
    probabilities[index] * (GRAVER * steps + safety)
}
