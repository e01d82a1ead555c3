//! Fitting weights on labelled cases: multinomial logistic regression over concepts, words and pieces of words, on top
//! of what responders wrote, held back by an L2 penalty; then, on top of that, over answers. It proposes; a person
//! accepts. The same cases give the same weights.

use std::collections::BTreeMap;

use super::features::{Feature, Shown};
use super::fitted::value_key;
use super::learn::{Held, Matrix, Sample, learn, scores};
use super::letters::CELLS;
use super::measure::{Case, Outcome};
use super::score::{rounded, softmax};
use super::set::PlaybookSet;
use super::weights_document::{LetterWeights, WeightRow, Weights};
use crate::vocabulary::Verdict;

/// How the fit is held back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TuneOptions {
    /// L2 penalty of concepts' weights.
    pub concept_penalty: f64,
    /// L2 penalty of words' weights.
    pub word_penalty: f64,
    /// L2 penalty of the weights of pieces of words: they generalise least.
    pub letter_penalty: f64,
    /// L2 penalty of answers' weights.
    pub answer_penalty: f64,
    /// How much of the responders' own score counts in cases that they wrote the rules with: there it is too good.
    pub trust: f64,
    /// How often all cases are gone through.
    pub rounds: usize,
    /// Features met in fewer cases are left out.
    pub least: usize,
    /// Weights of concepts and words smaller than this are dropped from the proposal.
    pub drop_below: f64,
}

impl Default for TuneOptions {
    fn default() -> Self {
        Self {
            concept_penalty: 2.0,
            word_penalty: 1.0,
            letter_penalty: 4.0,
            answer_penalty: 0.3,
            trust: 0.3,
            rounds: 40,
            least: 2,
            drop_below: 0.05,
        }
    }
}

/// Parts in which the scores that answers are fitted on top of are found, each without its own cases.
const PARTS: usize = 4;

/// Cases made ready: read once, fitted many times.
#[derive(Debug)]
pub struct Prepared {
    categories: Vec<String>,
    features: Vec<Feature>,
    answers: Vec<String>,
    cases: Vec<Case>,
    samples: Vec<Sample>,
    answered: Vec<Sample>,
}

impl PlaybookSet {
    /// Reads cases for a fit; those whose category the set doesn't have are left out.
    #[must_use]
    pub fn prepare(&self, cases: &[Case], options: &TuneOptions) -> Prepared {
        let categories: Vec<String> = self.playbooks().map(|playbook| playbook.id.clone()).collect();
        let label = |case: &Case| categories.iter().position(|category| *category == case.primary);
        let cases: Vec<Case> = cases.iter().filter(|case| label(case).is_some()).cloned().collect();
        let shown: Vec<Shown> = cases.iter().map(|case| self.shown(&case.text, case.lang.as_deref())).collect();
        let features = common(shown.iter().flat_map(|shown| &shown.features), options.least);
        let answers = common(cases.iter().flat_map(answers_of).collect::<Vec<_>>().iter(), options.least);
        let sample = |(case, shown): (&Case, &Shown)| {
            let trust = if case.developed { options.trust } else { 1.0 };
            let listed = shown.features.iter().filter_map(|feature| features.binary_search(feature).ok());
            let cells = shown.cells.iter().map(|cell| features.len() + usize::from(*cell));
            Sample {
                features: listed.chain(cells).map(|index| index as u32).collect(),
                offset: shown.written.iter().map(|score| (score * trust) as f32).collect(),
                label: label(case).unwrap_or_default(),
            }
        };
        let samples: Vec<Sample> = cases.iter().zip(&shown).map(sample).collect();
        let answered = cases.iter().zip(&samples).map(|(case, sample)| {
            let named = answers_of(case).into_iter().filter_map(|name| answers.binary_search(&name).ok());
            Sample { features: named.map(|index| index as u32).collect(), offset: Vec::new(), label: sample.label }
        });
        Prepared { answered: answered.collect(), categories, answers, samples, cases, features }
    }
}

/// Those that come at least so often, sorted.
fn common<'f, T: Ord + Clone + 'f>(met: impl Iterator<Item = &'f T>, least: usize) -> Vec<T> {
    let mut counts: BTreeMap<&T, usize> = BTreeMap::new();
    met.for_each(|one| *counts.entry(one).or_default() += 1);
    counts.into_iter().filter(|(_, count)| *count >= least).map(|(one, _)| one.clone()).collect()
}

fn answers_of(case: &Case) -> Vec<String> {
    case.facts.iter().map(|(fact, value)| format!("{fact}={}", value_key(value))).collect()
}

impl Prepared {
    /// Fits on all cases.
    #[must_use]
    pub fn fit(&self, options: &TuneOptions) -> Weights {
        let words = self.fit_words(|_| true, options);
        let answers = self.fit_answers(options);
        self.propose(&words, &answers, options)
    }

    /// Classifies every `parts`th part of the wanted cases with weights that were fitted without it: honest outcomes.
    #[must_use]
    pub fn cross_validate(&self, parts: usize, wanted: impl Fn(&str) -> bool, options: &TuneOptions) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for part in 0..parts {
            let left_out = |index: usize| part_of(&self.cases[index].text, parts) == part;
            let weights = self.fit_words(|index| !left_out(index), options);
            let tried = (0..self.samples.len()).filter(|index| left_out(*index) && wanted(&self.cases[*index].id));
            outcomes.extend(tried.map(|index| self.outcome(index, &weights)));
        }
        outcomes
    }

    fn outcome(&self, index: usize, weights: &Matrix) -> Outcome {
        let (case, sample) = (&self.cases[index], &self.samples[index]);
        let scores: Vec<f64> = scores(sample, weights, self.categories.len()).into_iter().map(f64::from).collect();
        let probabilities = softmax(&scores);
        let best =
            (0..probabilities.len()).fold(0, |best, k| if probabilities[k] > probabilities[best] { k } else { best });
        Outcome {
            id: case.id.clone(),
            expected: case.primary.clone(),
            found: self.categories[best].clone(),
            confidence: rounded(probabilities[best]),
            verdict: Verdict::Likely,
            ambiguous: case.ambiguous,
            lang: String::new(),
        }
    }

    fn fit_words(&self, used: impl Fn(usize) -> bool, options: &TuneOptions) -> Matrix {
        let penalty = |index: usize| match self.features.get(index) {
            Some(Feature::Bias) => 0.5,
            Some(Feature::Word(..)) => options.word_penalty,
            Some(Feature::Concept(_) | Feature::Guarded(_)) => options.concept_penalty,
            None => options.letter_penalty,
        };
        let penalties = (0..self.features.len() + CELLS).map(penalty).collect();
        let held = Held { penalties, classes: self.categories.len(), rounds: options.rounds };
        learn(&self.samples, used, &held)
    }

    /// Answers, on top of what weights that were fitted without a case make of its words.
    fn fit_answers(&self, options: &TuneOptions) -> Matrix {
        let mut samples = self.answered.clone();
        for part in 0..PARTS {
            let left_out = |index: usize| part_of(&self.cases[index].text, PARTS) == part;
            let weights = self.fit_words(|index| !left_out(index), options);
            for index in (0..samples.len()).filter(|index| left_out(*index)) {
                samples[index].offset = scores(&self.samples[index], &weights, self.categories.len());
            }
        }
        let penalties = vec![options.answer_penalty; self.answers.len()];
        let held = Held { penalties, classes: self.categories.len(), rounds: options.rounds };
        learn(&samples, |index| !samples[index].features.is_empty(), &held)
    }

    fn propose(&self, words: &Matrix, answers: &Matrix, options: &TuneOptions) -> Weights {
        let classes = self.categories.len();
        let row = |matrix: &Matrix, index: usize, least: f64| -> WeightRow {
            let weights = self.categories.iter().zip(&matrix[index * classes..(index + 1) * classes]);
            let kept = weights.filter(|(_, weight)| f64::from(weight.abs()) >= least);
            kept.map(|(category, weight)| (category.clone(), cents(*weight))).collect()
        };
        let mut weights = Weights::default();
        for (index, feature) in self.features.iter().enumerate() {
            let row = row(words, index, options.drop_below);
            match feature {
                Feature::Bias => weights.bias = row,
                _ if row.is_empty() => {}
                Feature::Concept(name) => drop(weights.concepts.insert(name.clone(), row)),
                Feature::Guarded(name) => drop(weights.guarded.insert(name.clone(), row)),
                Feature::Word(lang, stem) => {
                    weights.words.entry(lang.to_string()).or_default().insert(stem.clone(), row);
                }
            }
        }
        let named = self.answers.iter().enumerate();
        weights.answers = named.map(|(index, name)| (name.clone(), row(answers, index, 0.005))).collect();
        weights.letters = LetterWeights::new(self.categories.clone(), &words[self.features.len() * classes..]);
        weights
    }
}

/// Which part a case belongs to: the same for the same words, so that doubles are never apart.
fn part_of(text: &str, parts: usize) -> usize {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    ((hash >> 17) % parts as u64) as usize
}

fn cents(weight: f32) -> f64 {
    (f64::from(weight) * 100.0).round() / 100.0
}
