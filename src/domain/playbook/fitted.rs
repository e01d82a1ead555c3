//! Fitted weights: what concepts and words add for and against each category, beyond the signals that responders wrote.

use std::collections::{BTreeMap, HashMap};

use super::classify::Reading;
use super::language_document::Weights;
use super::load::Sources;
use super::matcher::AtomId;
use super::set::{CompiledPlaybook, PlaybookSet};
use crate::vocabulary::Lang;

/// Weights by number of playbook.
type Row = Vec<(usize, f64)>;

/// The fitted weights of a set.
#[derive(Debug, Default)]
pub(super) struct Fitted {
    concepts: Vec<(AtomId, Row)>,
    guarded: Vec<(AtomId, Row)>,
    words: Vec<Row>,
    names: HashMap<AtomId, String>,
}

/// One weight that a text brought.
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
    concept: Option<AtomId>,
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

fn each_word(weights: &Weights) -> impl Iterator<Item = (Lang, &String, &BTreeMap<String, f64>)> {
    let langs = weights.words.iter().filter_map(|(lang, words)| Some((lang.parse().ok()?, words)));
    langs.flat_map(|(lang, words)| words.iter().map(move |(stem, row)| (lang, stem, row)))
}

impl Fitted {
    /// The weights with names turned into numbers; names that the set no longer has are skipped.
    pub fn new(sources: &Sources<'_>, playbooks: &[CompiledPlaybook], concepts: &BTreeMap<String, AtomId>) -> Self {
        let Some(read) = &sources.weights else { return Self::default() };
        let row = |weights: &BTreeMap<String, f64>| -> Row {
            let number = |category: &String| playbooks.iter().position(|playbook| playbook.document.id == *category);
            let finite = weights.iter().filter(|(_, weight)| weight.is_finite());
            finite.filter_map(|(category, weight)| Some((number(category)?, *weight))).collect()
        };
        let list = |named: &BTreeMap<String, BTreeMap<String, f64>>| -> Vec<(AtomId, Row)> {
            named.iter().filter_map(|(name, weights)| Some((*concepts.get(name)?, row(weights)))).collect()
        };
        Self {
            concepts: list(&read.value.concepts),
            guarded: list(&read.value.guarded),
            words: each_word(&read.value).map(|(_, _, weights)| row(weights)).collect(),
            names: concepts.iter().map(|(name, atom)| (*atom, name.clone())).collect(),
        }
    }

    /// All weights that a text in `lang` brings; each concept and word counts once.
    pub fn read(&self, reading: &Reading<'_>, lang: &str) -> Vec<Said> {
        let mut said = Vec::new();
        for (atom, row) in &self.concepts {
            let plain = reading.hits.of(*atom).iter().find(|hit| reading.guarded.over(hit) == 0);
            said.extend(plain.into_iter().flat_map(|hit| bring(row, (hit.first, hit.last), Some(*atom))));
        }
        for (atom, row) in &self.guarded {
            let hits = reading.hits.of(*atom);
            if hits.iter().all(|hit| reading.guarded.over(hit) != 0) {
                said.extend(hits.first().into_iter().flat_map(|hit| bring(row, (hit.first, hit.last), Some(*atom))));
            }
        }
        let lang = lang.parse().unwrap_or(Lang::Fr) as usize;
        let mut seen = vec![false; if reading.words.fitted.is_empty() { 0 } else { self.words.len() + 1 }];
        for (rows, index) in &reading.words.fitted {
            let number = rows[lang] as usize;
            if number > 0 && !std::mem::replace(&mut seen[number], true) {
                said.extend(bring(&self.words[number - 1], (*index, *index), None));
            }
        }
        said
    }

    /// What a weight is called: the concept, or `word`.
    pub fn name(&self, said: &Said) -> String {
        said.concept.and_then(|atom| self.names.get(&atom)).map_or_else(|| "word".to_owned(), |name| format!("@{name}"))
    }
}

fn bring(row: &Row, (first, last): (u32, u32), concept: Option<AtomId>) -> impl Iterator<Item = Said> {
    row.iter().map(move |(playbook, weight)| Said { playbook: *playbook, weight: *weight, first, last, concept })
}

impl PlaybookSet {
    /// True when the set holds fitted weights.
    #[must_use]
    pub fn is_fitted(&self) -> bool {
        !self.fitted.concepts.is_empty() || !self.fitted.words.is_empty()
    }
}
