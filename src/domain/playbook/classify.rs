//! One classification: read the words once, find everything, weigh it, and say why.

use super::classification::{Candidate, Classification, Heard, Input};
use super::document::{Outcome, Playbook};
use super::explain::{Characters, evidence, set_aside, whole_span};
use super::facts::{FactValue, Facts};
use super::fold::Folded;
use super::guards::Guarded;
use super::hits::{Hit, Hits};
use super::money;
use super::question;
use super::reach::{Found, Scene};
use super::score::{self, Tally, rounded};
use super::set::PlaybookSet;
use super::words::Words;
use crate::severity::assess;
use crate::vocabulary::Verdict;

/// A text, read.
pub(super) struct Reading<'a> {
    pub original: &'a str,
    pub folded: Folded,
    pub words: Words,
    pub hits: Hits,
    pub guarded: Guarded,
}

impl<'a> Reading<'a> {
    /// Reads a text with the set's lexicon and guards.
    pub fn new(set: &PlaybookSet, original: &'a str) -> Self {
        let folded = Folded::new(original);
        let words = Words::read(&folded, &set.matcher.vocabulary);
        let hits = set.matcher.find(&folded, &words);
        let guarded = Guarded::read(&set.guards, &hits, &words, |atom| atom >= set.first_cue);
        Self { original, folded, words, hits, guarded }
    }

    fn scene(&self) -> Scene<'_> {
        Scene { words: &self.words, hits: &self.hits, guarded: &self.guarded }
    }

    /// Byte span in the original of some words.
    pub fn span(&self, first: u32, last: u32) -> (usize, usize) {
        let (first, last) = (&self.words.list[first as usize], &self.words.list[last as usize]);
        self.folded.original_span(self.original, first.start as usize, last.end as usize)
    }

    pub fn hit_span(&self, hit: &Hit) -> (usize, usize) {
        self.span(hit.first, hit.last)
    }
}

/// A signal that fired.
pub(super) struct Fired {
    pub playbook: usize,
    pub signal: usize,
    pub weight: f64,
    /// None when it fired on facts alone.
    pub found: Option<Found>,
}

/// Classifies.
pub(super) fn classify(set: &PlaybookSet, input: &Input<'_>) -> Classification {
    let reading = Reading::new(set, input.text);
    let heard = hear(set, &reading);
    let heard_facts =
        heard.iter().fold(Facts::new(), |facts, heard| facts.with(heard.fact.clone(), heard.value.clone()));
    let known = input.facts.or(&heard_facts);
    let fired = fire(set, &reading, &known);
    let detected = set.profiles.detect(input.lang, &reading.words);
    let mut weighed = set.fitted.read(&reading, &detected.lang, set.playbooks.len());
    set.fitted.add_answers(input.facts, &mut weighed.sums);
    let mut tallies = tally(set, &fired, input.facts, &known);
    tallies.iter_mut().zip(&weighed.sums).for_each(|(tally, fitted)| tally.fitted = *fitted);
    let probabilities = score::probabilities(&tallies, &set.scoring);
    let ranked = score::ranked(&probabilities);
    let order = if input.facts.is_empty() { urgent_first(set, ranked, &probabilities) } else { ranked };
    let best = order.first().copied().unwrap_or(0);
    let verdict = verdict(set, &tallies, &probabilities, &order).min_if(!detected.supported);
    let playbook = &set.playbooks[best].document;
    let scores: Vec<f64> = tallies.iter().map(|tally| score::score(tally, &set.scoring)).collect();
    let mut spans = Characters::new(input.text);
    Classification {
        category: playbook.id.clone(),
        confidence: rounded(probabilities[best]),
        verdict,
        secondary: secondaries(set, &tallies, &order),
        candidates: candidates(set, &probabilities, &order),
        evidence: evidence(set, &reading, (&fired, &weighed), &probabilities, &mut spans),
        set_aside: set_aside(set, &reading, &fired, &probabilities, &mut spans),
        heard: heard.into_iter().map(|heard| spans.heard(heard)).collect(),
        questions: question::next(set, &scores, &known),
        variant: variant(playbook, best, &fired),
        assessment: assess(&playbook.severity, &known, &set.scoring.severity),
        lang: detected.lang,
        lang_supported: detected.supported,
        rsit: playbook.rsit.first().cloned().unwrap_or_default(),
        playbook_set: set.hash.clone(),
    }
}

/// The same order, led by an urgent category when the first is hardly more probable. Answers make this unnecessary.
fn urgent_first(set: &PlaybookSet, mut order: Vec<usize>, probabilities: &[f64]) -> Vec<usize> {
    let urgent = |index: &usize| set.scoring.urgent.categories.contains(&set.playbooks[*index].document.id);
    let Some(place) = order.iter().position(urgent) else { return order };
    let confidence = probabilities[order[place]];
    let near = confidence * set.scoring.urgent.lead.exp() >= probabilities[order[0]];
    if near && confidence >= set.scoring.urgent.confidence {
        order[..=place].rotate_right(1);
    }
    order
}

trait Cap {
    fn min_if(self, limited: bool) -> Self;
}

impl Cap for Verdict {
    /// Never `certain` in a language that no playbook speaks.
    fn min_if(self, limited: bool) -> Self {
        if limited && self == Self::Certain { Self::Likely } else { self }
    }
}

fn verdict(set: &PlaybookSet, tallies: &[Tally], probabilities: &[f64], order: &[usize]) -> Verdict {
    match order {
        [] => Verdict::Unsure,
        [best] => score::verdict((probabilities[*best], &tallies[*best]), 0.0, &set.scoring),
        [best, second, ..] => {
            score::verdict((probabilities[*best], &tallies[*best]), probabilities[*second], &set.scoring)
        }
    }
}

/// The facts that the words give, in bytes of the original; the first rule that holds for a fact gives it.
fn hear(set: &PlaybookSet, reading: &Reading<'_>) -> Vec<Heard> {
    let scene = reading.scene();
    let negation = set.guards.iter().position(|guard| guard.name == "negation").map_or(0, |bit| 1 << bit);
    let mut heard: Vec<Heard> = Vec::new();
    for rule in &set.facts {
        if heard.iter().any(|known| known.fact == rule.fact) {
            continue;
        }
        let Some(found) = rule.patterns.find(&scene) else { continue };
        let value = match (found.guards, &rule.negated) {
            (0, _) => &rule.value,
            (guards, Some(negated)) if guards == negation => negated,
            _ => continue,
        };
        let (start, end) = whole_span(reading, &found);
        heard.push(Heard { fact: rule.fact.clone(), value: FactValue::from_word(value), start, end });
    }
    hear_amount(reading, &mut heard);
    heard
}

/// The largest amount is what left, once the words say that money left.
fn hear_amount(reading: &Reading<'_>, heard: &mut Vec<Heard>) {
    let moved = heard.iter().any(|known| known.fact == "money_moved" && known.value == FactValue::Yes);
    if !moved || heard.iter().any(|known| known.fact == "amount_eur") {
        return;
    }
    let amounts = money::amounts(&reading.folded.text);
    if let Some(most) = amounts.into_iter().max_by(|one, other| one.value.total_cmp(&other.value)) {
        let (start, end) = reading.folded.original_span(reading.original, most.start, most.end);
        heard.push(Heard { fact: "amount_eur".into(), value: FactValue::Number(most.value), start, end });
    }
}

/// All signals that fire on these words and facts.
pub(super) fn fire(set: &PlaybookSet, reading: &Reading<'_>, known: &Facts) -> Vec<Fired> {
    let scene = reading.scene();
    let mut fired = Vec::new();
    for (playbook, compiled) in set.playbooks.iter().enumerate() {
        for (signal, (rule, document)) in compiled.signals.iter().zip(&compiled.document.signals).enumerate() {
            if !rule.facts.is_empty() && !known.hold(&rule.facts) {
                continue;
            }
            let found = if rule.patterns.is_empty() { None } else { Some(rule.patterns.find(&scene)) };
            let (weight, found) = match found {
                None => (document.weight, None),
                Some(None) => continue,
                Some(Some(found)) => (document.weight * kept(set, &found), Some(found)),
            };
            fired.push(Fired { playbook, signal, weight, found });
        }
    }
    fired
}

fn kept(set: &PlaybookSet, found: &Found) -> f64 {
    let covering = set.guards.iter().enumerate().filter(|(bit, _)| found.guards >> bit & 1 == 1);
    covering.map(|(_, guard)| guard.keeps).fold(1.0, f64::min)
}

pub(super) fn tally(set: &PlaybookSet, fired: &[Fired], answers: &Facts, known: &Facts) -> Vec<Tally> {
    let mut tallies: Vec<Tally> =
        set.playbooks.iter().map(|playbook| Tally { log_prior: playbook.log_prior, ..Tally::default() }).collect();
    for signal in fired {
        tallies[signal.playbook].evidence += signal.weight;
    }
    for (index, playbook) in set.playbooks.iter().enumerate() {
        for question in &playbook.document.questions {
            if let Some(answer) = answers.get(&question.fact) {
                tallies[index].evidence += question::weight(question, answer);
            }
        }
        let plain = |signal: &usize| {
            fired.iter().any(|fired| fired.playbook == index && fired.signal == *signal && fired.weight != 0.0)
        };
        let holding = playbook
            .rules
            .iter()
            .filter(|rule| rule.if_all.iter().all(plain) && !rule.not_if.iter().any(plain) && known.hold(&rule.facts));
        tallies[index].outcome = holding.map(|rule| rule.then).max_by_key(strength);
    }
    tallies
}

fn strength(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::AtLeastLikely => 0,
        Outcome::Certain => 1,
        Outcome::Exclude => 2,
    }
}

fn candidates(set: &PlaybookSet, probabilities: &[f64], order: &[usize]) -> Vec<Candidate> {
    let candidate = |index: &usize| Candidate {
        category: set.playbooks[*index].document.id.clone(),
        confidence: rounded(probabilities[*index]),
    };
    order.iter().map(candidate).collect()
}

fn secondaries(set: &PlaybookSet, tallies: &[Tally], order: &[usize]) -> Vec<Candidate> {
    let named = |index: &&usize| set.playbooks[**index].document.id != "not_incident";
    if order.first().is_some_and(|best| set.playbooks[*best].document.id == "not_incident") {
        return Vec::new();
    }
    let mut others: Vec<Candidate> = order
        .iter()
        .skip(1)
        .filter(named)
        .map(|index| Candidate {
            category: set.playbooks[*index].document.id.clone(),
            confidence: rounded(score::own_confidence(&tallies[*index], &set.scoring)),
        })
        .filter(|candidate| candidate.confidence >= set.scoring.secondary_confidence)
        .collect();
    others.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
    others.truncate(3);
    others
}

fn variant(playbook: &Playbook, index: usize, fired: &[Fired]) -> Option<String> {
    let weight = |id: &String| {
        let own = fired.iter().filter(|fired| fired.playbook == index && playbook.signals[fired.signal].id == *id);
        own.map(|fired| fired.weight).sum::<f64>()
    };
    let scored = playbook.variants.iter().map(|variant| (variant.signals.iter().map(weight).sum::<f64>(), variant));
    let best = scored.filter(|(sum, _)| *sum > 0.0).reduce(|one, other| if other.0 > one.0 { other } else { one });
    best.map(|(_, variant)| variant.id.clone())
}
