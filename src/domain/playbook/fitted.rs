//! Fitted weights: what concepts, words, pieces of words and answers add for and against each category, beyond the
//! signals that responders wrote.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt as _};

use super::classify::Reading;
use super::facts::{FactValue, Facts};
use super::hits::AtomId;
use super::letters::{Letters, cells};
use super::load::Sources;
use super::set::{CompiledPlaybook, PlaybookSet};
use super::weights_document::{WeightRow, Weights};
use crate::vocabulary::Lang;

/// Weights by number of playbook.
type Row = Vec<(usize, f64)>;

/// The fitted weights of a set.
#[derive(Debug, Default)]
pub(super) struct Fitted {
    bias: Row,
    concepts: Vec<(AtomId, Row)>,
    guarded: Vec<(AtomId, Row)>,
    words: Vec<Row>,
    letters: Letters,
    /// Fact → value → weight by number of playbook.
    answers: HashMap<String, Vec<(String, Vec<f64>)>>,
}

/// One weight that some words brought.
#[derive(Debug)]
pub(super) struct Said {
    /// For which playbook.
    pub playbook: usize,
    /// Log-odds.
    pub weight: f64,
    /// First word.
    pub first: u32,
    /// Last word.
    pub last: u32,
}

/// What the fitted weights make of a text.
#[derive(Debug, Default)]
pub(super) struct Weighed {
    /// Sum by playbook.
    pub sums: Vec<f64>,
    /// What concepts and words brought; pieces of words are told by the words that hold them.
    pub said: Vec<Said>,
}

/// What a value is called where weights are fitted: every number is the same.
pub(super) fn value_key(value: &FactValue) -> &str {
    match value {
        FactValue::Yes => "yes",
        FactValue::No => "no",
        FactValue::Unknown => "unknown",
        FactValue::Number(_) => "number",
        FactValue::Text(text) => text,
    }
}

/// Stem → row, counted from 1, by language: the order of the file.
pub(super) fn word_rows(sources: &Sources<'_>) -> [HashMap<String, u32>; 2] {
    let mut rows: [HashMap<String, u32>; 2] = Default::default();
    let words = sources.weights.iter().flat_map(|read| each_word(&read.value));
    for (number, (lang, stem, _)) in words.enumerate() {
        rows[lang as usize].insert(stem.clone(), number as u32 + 1);
    }
    rows
}

fn each_word(weights: &Weights) -> impl Iterator<Item = (Lang, &String, &WeightRow)> {
    let langs = weights.words.iter().filter_map(|(lang, words)| Some((lang.parse().ok()?, words)));
    langs.flat_map(|(lang, words)| words.iter().map(move |(stem, row)| (lang, stem, row)))
}

impl Fitted {
    /// The weights with names turned into numbers; names that the set no longer has are skipped.
    pub fn new(sources: &Sources<'_>, playbooks: &[CompiledPlaybook], concepts: &BTreeMap<String, AtomId>) -> Self {
        let Some(read) = &sources.weights else { return Self::default() };
        let ids: Vec<String> = playbooks.iter().map(|playbook| playbook.document.id.clone()).collect();
        let row = |weights: &WeightRow| -> Row {
            let finite = weights.iter().filter(|(_, weight)| weight.is_finite());
            finite.filter_map(|(category, weight)| Some((ids.iter().position(|id| id == category)?, *weight))).collect()
        };
        let list = |named: &BTreeMap<String, WeightRow>| -> Vec<(AtomId, Row)> {
            named.iter().filter_map(|(name, weights)| Some((*concepts.get(name)?, row(weights)))).collect()
        };
        Self {
            bias: row(&read.value.bias),
            concepts: list(&read.value.concepts),
            guarded: list(&read.value.guarded),
            words: each_word(&read.value).map(|(_, _, weights)| row(weights)).collect(),
            letters: Letters::new(&read.value.letters, &ids),
            answers: answers(&read.value, &row, ids.len()),
        }
    }

    /// What a text in `lang` brings; each concept, word and piece of a word counts once.
    pub fn read(&self, reading: &Reading<'_>, lang: &str, playbooks: usize) -> Weighed {
        let mut weighed = Weighed { sums: vec![0.0; playbooks], said: Vec::new() };
        self.bias.iter().for_each(|(playbook, weight)| weighed.sums[*playbook] += weight);
        self.read_concepts(reading, &mut weighed);
        let lang = lang.parse().unwrap_or(Lang::Fr) as usize;
        let mut seen = vec![false; if reading.words.fitted.is_empty() { 0 } else { self.words.len() + 1 }];
        for (rows, index) in &reading.words.fitted {
            let number = rows[lang] as usize;
            if number > 0 && !std::mem::replace(&mut seen[number], true) {
                weighed.bring(&self.words[number - 1], (*index, *index));
            }
        }
        self.read_letters(reading, &mut weighed.sums);
        weighed
    }

    fn read_concepts(&self, reading: &Reading<'_>, weighed: &mut Weighed) {
        for (atom, row) in &self.concepts {
            if let Some(hit) = reading.hits.of(*atom).iter().find(|hit| reading.guarded.over(hit) == 0) {
                weighed.bring(row, (hit.first, hit.last));
            }
        }
        for (atom, row) in &self.guarded {
            let hits = reading.hits.of(*atom);
            if let Some(hit) = hits.first().filter(|_| hits.iter().all(|hit| reading.guarded.over(hit) != 0)) {
                weighed.bring(row, (hit.first, hit.last));
            }
        }
    }

    fn read_letters(&self, reading: &Reading<'_>, sums: &mut [f64]) {
        if self.letters.is_empty() {
            return;
        }
        let mut exact = vec![0.0_f32; sums.len()];
        for cell in reading.words.cells.iter() {
            for (sum, weight) in exact.iter_mut().zip(self.letters.row(cell)) {
                *sum += weight;
            }
        }
        sums.iter_mut().zip(exact).for_each(|(sum, letters)| *sum += f64::from(letters));
    }

    /// What the pieces of a folded word weigh for a playbook.
    pub fn pieces(&self, word: &str, playbook: usize) -> f64 {
        let mut sum = 0.0;
        cells(word, |cell| sum += self.letters.row(cell).get(playbook).copied().map_or(0.0, f64::from));
        sum
    }

    /// What an answer weighs for each playbook; nothing when it was never fitted.
    pub fn answer(&self, fact: &str, value: &FactValue) -> &[f64] {
        let values = self.answers.get(fact).map_or(&[][..], Vec::as_slice);
        values.iter().find(|(key, _)| key == value_key(value)).map_or(&[], |(_, row)| row)
    }

    /// Adds what all answers weigh.
    pub fn add_answers(&self, answers: &Facts, sums: &mut [f64]) {
        for (fact, value) in answers.iter() {
            sums.iter_mut().zip(self.answer(fact, value)).for_each(|(sum, weight)| *sum += weight);
        }
    }
}

fn answers(
    weights: &Weights,
    row: &dyn Fn(&WeightRow) -> Row,
    playbooks: usize,
) -> HashMap<String, Vec<(String, Vec<f64>)>> {
    let mut answers: HashMap<String, Vec<(String, Vec<f64>)>> = HashMap::new();
    for (name, named) in &weights.answers {
        let Some((fact, value)) = name.split_once('=') else { continue };
        let mut dense = vec![0.0; playbooks];
        row(named).into_iter().for_each(|(playbook, weight)| dense[playbook] = weight);
        answers.entry(fact.to_owned()).or_default().push((value.to_owned(), dense));
    }
    answers
}

impl Weighed {
    fn bring(&mut self, row: &Row, (first, last): (u32, u32)) {
        for (playbook, weight) in row {
            self.sums[*playbook] += weight;
            self.said.push(Said { playbook: *playbook, weight: *weight, first, last });
        }
    }
}

impl PlaybookSet {
    /// True when the set holds fitted weights.
    #[must_use]
    pub fn is_fitted(&self) -> bool {
        !self.fitted.concepts.is_empty() || !self.fitted.words.is_empty()
    }
}
