//! Everything the playbooks look for, found in one pass over the words: concepts, phrases and regular expressions.
//!
//! Each distinct concept, phrase and expression is one *atom*. A phrase is looked for where its longest word stands,
//! so that common words cost nothing. What the hits mean belongs to `evidence`.

use std::collections::HashMap;

use regex::bytes::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::fold::Folded;
use super::pattern::{GAP_WORDS, Part};
use super::vocabulary::{Vocabulary, WordId};
use super::words::Words;
use crate::vocabulary::Lang;

/// Number of an atom.
pub(super) type AtomId = u32;

/// Bytes that one compiled expression, and the set of all, may take.
const REGEX_SIZE: usize = 256 << 10;
const REGEX_SET_SIZE: usize = 16 << 20;
/// Hits of one expression that are located, and hits of one atom that are looked at, in one text.
const MOST_HITS: usize = 64;

/// A place in the text where an atom stands: its first and last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Hit {
    /// What stands there.
    pub atom: AtomId,
    /// Index of the first word.
    pub first: u32,
    /// Index of the last word.
    pub last: u32,
}

#[derive(Debug)]
struct Element {
    any_of: Vec<WordId>,
    gap: bool,
}

#[derive(Debug)]
struct Term {
    elements: Vec<Element>,
    anchor: usize,
    atoms: Vec<AtomId>,
}

/// All atoms, ready to be looked for.
#[derive(Debug)]
pub(super) struct Matcher {
    /// The words that terms hold.
    pub vocabulary: Vocabulary,
    terms: Vec<Term>,
    by_anchor: Vec<Vec<u32>>,
    set: RegexSet,
    expressions: Vec<(Regex, Vec<AtomId>)>,
    atom_count: usize,
}

/// Collects terms and expressions before the automata are built.
#[derive(Debug)]
pub(super) struct MatcherBuilder {
    vocabulary: Vocabulary,
    terms: Vec<Term>,
    known_terms: HashMap<String, usize>,
    expressions: Vec<(String, Vec<AtomId>)>,
    atom_count: AtomId,
}

impl MatcherBuilder {
    /// Nothing to look for yet.
    pub fn new(vocabulary: Vocabulary) -> Self {
        Self { vocabulary, terms: Vec::new(), known_terms: HashMap::new(), expressions: Vec::new(), atom_count: 0 }
    }

    /// A new atom without terms.
    pub fn atom(&mut self) -> AtomId {
        self.atom_count += 1;
        self.atom_count - 1
    }

    /// Adds a phrase to atoms. Without a language its words match in any.
    ///
    /// Fillers are left out, as they are in texts; false when nothing remains.
    pub fn phrase(&mut self, parts: &[Part], lang: Option<Lang>, atoms: &[AtomId]) -> bool {
        let parts = self.spoken(parts);
        let key = format!("{lang:?} {parts:?}");
        if let Some(known) = self.known_terms.get(&key) {
            merge(&mut self.terms[*known].atoms, atoms);
            return true;
        }
        let Some(anchor) = (0..parts.len()).max_by_key(|index| (parts[*index].word.len(), usize::MAX - *index)) else {
            return false;
        };
        let elements = parts.iter().map(|part| self.element(part, lang)).collect();
        self.known_terms.insert(key, self.terms.len());
        self.terms.push(Term { elements, anchor, atoms: atoms.to_vec() });
        true
    }

    /// The parts as they will stand in a text: shorthand written out, fillers left out.
    fn spoken(&self, parts: &[Part]) -> Vec<Part> {
        let reading = self.vocabulary.reading();
        let mut spoken: Vec<Part> = Vec::new();
        for part in parts {
            let words = reading.rewrites.get(&part.word).cloned().unwrap_or_else(|| vec![part.word.clone()]);
            for (index, word) in words.into_iter().enumerate() {
                if !reading.fillers.contains(&word) {
                    spoken.push(Part { word, exact: part.exact, gap: part.gap && index == 0 });
                }
            }
        }
        spoken
    }

    fn element(&mut self, part: &Part, lang: Option<Lang>) -> Element {
        let any_of = if part.exact || part.word.len() <= 2 {
            vec![self.vocabulary.exact(&part.word)]
        } else {
            let langs = lang.map_or_else(|| Lang::ALL.to_vec(), |lang| vec![lang]);
            langs.into_iter().map(|lang| self.vocabulary.stemmed(&part.word, lang)).collect()
        };
        Element { any_of, gap: part.gap }
    }

    /// Adds an expression over the folded text to atoms.
    ///
    /// # Errors
    /// The sentence of the regex crate when it doesn't compile within its limits.
    pub fn regex(&mut self, source: &str, atoms: &[AtomId]) -> Result<(), String> {
        if let Some((_, known)) = self.expressions.iter_mut().find(|(known, _)| known == source) {
            merge(known, atoms);
            return Ok(());
        }
        compile(source)?;
        self.expressions.push((source.to_owned(), atoms.to_vec()));
        Ok(())
    }

    /// Builds the automata.
    ///
    /// # Errors
    /// When all expressions together don't fit.
    pub fn build(self) -> Result<Matcher, String> {
        let sources: Vec<&str> = self.expressions.iter().map(|(source, _)| source.as_str()).collect();
        let mut set = RegexSetBuilder::new(&sources);
        set.unicode(false).size_limit(REGEX_SET_SIZE).dfa_size_limit(REGEX_SET_SIZE);
        let set = set.build().map_err(|error| error.to_string())?;
        let mut expressions = Vec::new();
        for (source, atoms) in self.expressions {
            expressions.push((compile(&source)?, atoms));
        }
        let mut by_anchor = vec![Vec::new(); self.vocabulary.len()];
        for (index, term) in self.terms.iter().enumerate() {
            for id in &term.elements[term.anchor].any_of {
                by_anchor[*id as usize].push(index as u32);
            }
        }
        let atom_count = self.atom_count as usize;
        Ok(Matcher { vocabulary: self.vocabulary, terms: self.terms, by_anchor, set, expressions, atom_count })
    }
}

fn merge(known: &mut Vec<AtomId>, more: &[AtomId]) {
    known.extend_from_slice(more);
    known.sort_unstable();
    known.dedup();
}

fn compile(source: &str) -> Result<Regex, String> {
    let mut builder = RegexBuilder::new(source);
    builder.unicode(false).size_limit(REGEX_SIZE).nest_limit(40);
    builder.build().map_err(|error| error.to_string())
}

impl Matcher {
    /// All hits in a text, by atom, then by place.
    pub fn find(&self, folded: &Folded, words: &Words) -> Hits {
        let mut list = Vec::with_capacity(words.list.len() * 4);
        for index in 0..words.list.len() {
            for id in words.ids(index) {
                for term in &self.by_anchor[*id as usize] {
                    self.find_term(&self.terms[*term as usize], index, words, &mut list);
                }
            }
        }
        self.find_expressions(folded, words, &mut list);
        Hits::new(list, self.atom_count)
    }

    fn find_term(&self, term: &Term, at: usize, words: &Words, list: &mut Vec<Hit>) {
        let before = &term.elements[..term.anchor];
        let after = &term.elements[term.anchor + 1..];
        let anchor_gap = term.elements[term.anchor].gap;
        let Some(first) = walk_back(before, anchor_gap, at, words) else { return };
        let Some(last) = walk_on(after, at, words) else { return };
        list.extend(term.atoms.iter().map(|atom| Hit { atom: *atom, first: first as u32, last: last as u32 }));
    }

    fn find_expressions(&self, folded: &Folded, words: &Words, list: &mut Vec<Hit>) {
        if self.expressions.is_empty() || words.list.is_empty() {
            return;
        }
        let text = folded.text.as_bytes();
        for index in self.set.matches(text) {
            let (regex, atoms) = &self.expressions[index];
            for found in regex.find_iter(text).take(MOST_HITS) {
                let (first, last) = words_over(words, found.start() as u32, found.end() as u32);
                list.extend(atoms.iter().map(|atom| Hit { atom: *atom, first, last }));
            }
        }
    }
}

/// The words that the bytes `start..end` touch; the nearest one when they lie between two.
fn words_over(words: &Words, start: u32, end: u32) -> (u32, u32) {
    let most = words.list.len().saturating_sub(1);
    let first = words.list.partition_point(|word| word.end <= start).min(most);
    let last = words.list.partition_point(|word| word.start < end).saturating_sub(1).clamp(first, most);
    (first as u32, last as u32)
}

fn holds(element: &Element, index: usize, words: &Words) -> bool {
    words.ids(index).iter().any(|id| element.any_of.contains(id))
}

fn same_sentence(one: usize, other: usize, words: &Words) -> bool {
    words.list[one].sentence == words.list[other].sentence
}

fn walk_on(elements: &[Element], at: usize, words: &Words) -> Option<usize> {
    let mut place = at;
    for element in elements {
        let reach = if element.gap { GAP_WORDS as usize + 1 } else { 1 };
        place = (place + 1..=place + reach)
            .take_while(|next| *next < words.list.len() && same_sentence(at, *next, words))
            .find(|next| holds(element, *next, words))?;
    }
    Some(place)
}

fn walk_back(elements: &[Element], mut gap: bool, at: usize, words: &Words) -> Option<usize> {
    let mut place = at;
    for element in elements.iter().rev() {
        let reach = if gap { GAP_WORDS as usize + 1 } else { 1 };
        place = (place.saturating_sub(reach)..place)
            .rev()
            .take_while(|next| same_sentence(at, *next, words))
            .find(|next| holds(element, *next, words))?;
        gap = element.gap;
    }
    Some(place)
}

/// What was found in one text.
#[derive(Debug, Default)]
pub(super) struct Hits {
    list: Vec<Hit>,
    present: Vec<u64>,
}

impl Hits {
    fn new(mut list: Vec<Hit>, atom_count: usize) -> Self {
        list.sort_unstable();
        list.dedup();
        let mut present = vec![0_u64; atom_count / 64 + 1];
        for hit in &list {
            present[hit.atom as usize / 64] |= 1 << (hit.atom % 64);
        }
        Self { list, present }
    }

    /// True when the atom stands somewhere.
    pub fn has(&self, atom: AtomId) -> bool {
        self.present.get(atom as usize / 64).is_some_and(|bits| bits >> (atom % 64) & 1 == 1)
    }

    /// Where the atom stands; the first places when there are very many.
    pub fn of(&self, atom: AtomId) -> &[Hit] {
        if !self.has(atom) {
            return &[];
        }
        let from = self.list.partition_point(|hit| hit.atom < atom);
        let count = self.list[from..].iter().take(MOST_HITS).take_while(|hit| hit.atom == atom).count();
        &self.list[from..from + count]
    }

    /// Every hit, by atom, then by place.
    pub fn all(&self) -> &[Hit] {
        &self.list
    }
}
