//! Fitting weights on labelled cases: multinomial logistic regression over concepts and words, on top of what
//! responders wrote, held back by an L2 penalty. It proposes; a person accepts. The same cases give the same weights.

use std::collections::BTreeMap;

use super::features::Feature;
use super::language_document::Weights;
use super::measure::{Case, Outcome};
use super::score::{rounded, softmax};
use super::set::PlaybookSet;
use crate::vocabulary::Verdict;

/// How the fit is held back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TuneOptions {
    /// L2 penalty of concepts' weights.
    pub concept_penalty: f64,
    /// L2 penalty of words' weights: words generalise less than concepts.
    pub word_penalty: f64,
    /// How often all cases are gone through.
    pub rounds: usize,
    /// Features met in fewer cases are left out.
    pub least: usize,
    /// Weights smaller than this are dropped from the proposal.
    pub drop_below: f64,
}

impl Default for TuneOptions {
    fn default() -> Self {
        Self { concept_penalty: 0.006, word_penalty: 0.008, rounds: 20, least: 2, drop_below: 0.2 }
    }
}

/// Cases made ready: read once, fitted many times.
#[derive(Debug)]
pub struct Prepared {
    categories: Vec<String>,
    features: Vec<Feature>,
    samples: Vec<Sample>,
}

#[derive(Debug)]
struct Sample {
    id: String,
    ambiguous: bool,
    features: Vec<u32>,
    written: Vec<f64>,
    label: usize,
}

/// A case, the number of its category, its features and the scores that were written.
type ReadCase<'c> = (&'c Case, usize, (Vec<Feature>, Vec<f64>));

/// Weights by feature, then by category.
type Matrix = Vec<Vec<f64>>;

impl PlaybookSet {
    /// Reads cases for a fit; those whose category the set doesn't have are left out.
    #[must_use]
    pub fn prepare(&self, cases: &[Case], options: &TuneOptions) -> Prepared {
        let categories: Vec<String> = self.playbooks().map(|playbook| playbook.id.clone()).collect();
        let mut counts: BTreeMap<Feature, usize> = BTreeMap::new();
        let read: Vec<ReadCase<'_>> = cases
            .iter()
            .filter_map(|case| {
                let label = categories.iter().position(|category| *category == case.primary)?;
                Some((case, label, self.features(&case.text, case.lang.as_deref())))
            })
            .collect();
        for (_, _, (features, _)) in &read {
            features.iter().for_each(|feature| *counts.entry(feature.clone()).or_default() += 1);
        }
        counts.retain(|_, count| *count >= options.least);
        let features: Vec<Feature> = counts.into_keys().collect();
        let number = |feature: &Feature| features.binary_search(feature).ok().map(|index| index as u32);
        let samples = read.iter().map(|(case, label, (found, written))| Sample {
            id: case.id.clone(),
            ambiguous: case.ambiguous,
            features: found.iter().filter_map(number).collect(),
            written: written.clone(),
            label: *label,
        });
        Prepared { categories, samples: samples.collect(), features }
    }
}

impl Prepared {
    /// Fits on all cases.
    #[must_use]
    pub fn fit(&self, options: &TuneOptions) -> Weights {
        self.propose(&self.descend(|_| true, options), options)
    }

    /// Classifies every `fold`th part of the wanted cases with weights that were fitted without it: honest outcomes.
    #[must_use]
    pub fn cross_validate(&self, folds: usize, wanted: impl Fn(&str) -> bool, options: &TuneOptions) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for fold in 0..folds {
            let left_out = |index: usize| index % folds == fold;
            let weights = self.descend(|index| !left_out(index), options);
            let tried =
                self.samples.iter().enumerate().filter(|(index, sample)| left_out(*index) && wanted(&sample.id));
            outcomes.extend(tried.map(|(_, sample)| self.outcome(sample, &weights)));
        }
        outcomes
    }

    fn outcome(&self, sample: &Sample, weights: &Matrix) -> Outcome {
        let probabilities = softmax(&scores(sample, weights));
        let best =
            (0..probabilities.len()).fold(0, |best, k| if probabilities[k] > probabilities[best] { k } else { best });
        Outcome {
            id: sample.id.clone(),
            expected: self.categories[sample.label].clone(),
            found: self.categories[best].clone(),
            confidence: rounded(probabilities[best]),
            verdict: Verdict::Likely,
            ambiguous: sample.ambiguous,
            lang: String::new(),
        }
    }

    /// Stochastic descent with a step that shrinks where much was learnt (AdaGrad), in an order fixed by arithmetic.
    fn descend(&self, used: impl Fn(usize) -> bool, options: &TuneOptions) -> Matrix {
        let classes = self.categories.len();
        let mut weights: Matrix = vec![vec![0.0; classes]; self.features.len()];
        let mut learnt: Matrix = vec![vec![1e-2; classes]; self.features.len()];
        let mut order: Vec<usize> = (0..self.samples.len()).filter(|index| used(*index)).collect();
        for round in 0..options.rounds {
            order.sort_by_key(|index| scatter(*index, round));
            for index in &order {
                self.step(&self.samples[*index], (&mut weights, &mut learnt), options);
            }
        }
        weights
    }

    fn step(&self, sample: &Sample, (weights, learnt): (&mut Matrix, &mut Matrix), options: &TuneOptions) {
        let mut slope = softmax(&scores(sample, weights));
        slope[sample.label] -= 1.0;
        for feature in &sample.features {
            let penalty = match self.features[*feature as usize] {
                Feature::Word(..) => options.word_penalty,
                Feature::Concept(_) | Feature::Guarded(_) => options.concept_penalty,
            };
            let row = &mut weights[*feature as usize];
            let learnt = &mut learnt[*feature as usize];
            for class in 0..row.len() {
                let gradient = slope[class] + penalty * row[class];
                learnt[class] += gradient * gradient;
                row[class] -= 0.1 * gradient / learnt[class].sqrt();
            }
        }
    }

    fn propose(&self, matrix: &Matrix, options: &TuneOptions) -> Weights {
        let mut weights = Weights::default();
        for (feature, row) in self.features.iter().zip(matrix) {
            let named = self.categories.iter().zip(row).filter(|(_, weight)| weight.abs() >= options.drop_below);
            let named: BTreeMap<String, f64> =
                named.map(|(category, weight)| (category.clone(), cents(*weight))).collect();
            if named.is_empty() {
                continue;
            }
            match feature {
                Feature::Concept(name) => weights.concepts.insert(name.clone(), named),
                Feature::Guarded(name) => weights.guarded.insert(name.clone(), named),
                Feature::Word(lang, stem) => {
                    weights.words.entry(lang.to_string()).or_default().insert(stem.clone(), named)
                }
            };
        }
        weights
    }
}

fn scores(sample: &Sample, weights: &Matrix) -> Vec<f64> {
    let mut scores = sample.written.clone();
    for feature in &sample.features {
        for (score, weight) in scores.iter_mut().zip(&weights[*feature as usize]) {
            *score += weight;
        }
    }
    scores
}

/// An order that looks shuffled and is the same everywhere.
fn scatter(index: usize, round: usize) -> u64 {
    let mixed =
        (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (round as u64 + 1).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

fn cents(weight: f64) -> f64 {
    (weight * 100.0).round() / 100.0
}
