//! Everything the playbooks look for, found in one pass over the words: concepts, phrases and regular expressions.
//!
//! Each distinct concept, phrase and expression is one *atom*. A phrase is looked for where its longest word stands,
//! so that common words cost nothing. What the hits mean belongs to `evidence`.

use std::thread;

use foldhash::{HashMap, HashMapExt as _};

use super::expressions::{Expressions, ExpressionsBuilder};
use super::fold::Folded;
use super::hits::{AtomId, Hit, Hits, merge};
use super::pattern::{GAP_WORDS, Part};
use super::vocabulary::{Vocabulary, WordId};
use super::words::Words;
use crate::vocabulary::Lang;

/// A word of a phrase: in each language that it is looked for in, the other being the same where there is one.
#[derive(Debug, Clone, Copy)]
struct Element {
    any_of: [WordId; 2],
    gap: bool,
}

#[derive(Debug)]
struct Term {
    elements: Vec<Element>,
    anchor: usize,
    atoms: Vec<AtomId>,
}

/// A term as it is looked for: its parts lie with those of all others, those of one anchor side by side.
#[derive(Debug, Clone, Copy)]
struct Sought {
    elements: (u32, u32),
    anchor: u32,
    atoms: (u32, u32),
}

/// All atoms, ready to be looked for.
#[derive(Debug)]
pub(super) struct Matcher {
    /// The words that terms hold.
    pub vocabulary: Vocabulary,
    elements: Vec<Element>,
    atoms: Vec<AtomId>,
    sought: Vec<Sought>,
    /// For each word, where the terms that it anchors begin and end in `sought`.
    by_anchor: Vec<(u32, u32)>,
    expressions: Expressions,
    atom_count: usize,
}

/// Collects terms and expressions before the automata are built.
#[derive(Debug)]
pub(super) struct MatcherBuilder {
    vocabulary: Vocabulary,
    terms: Vec<Term>,
    known_terms: HashMap<(Option<Lang>, Vec<Part>), usize>,
    expressions: ExpressionsBuilder,
    atom_count: AtomId,
}

impl MatcherBuilder {
    /// Nothing to look for yet.
    pub fn new(vocabulary: Vocabulary) -> Self {
        Self {
            vocabulary,
            terms: Vec::new(),
            known_terms: HashMap::new(),
            expressions: ExpressionsBuilder::default(),
            atom_count: 0,
        }
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
        let key = (lang, self.spoken(parts));
        if let Some(known) = self.known_terms.get(&key) {
            merge(&mut self.terms[*known].atoms, atoms);
            return true;
        }
        let parts = &key.1;
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
            let words = reading.rewrites.get(&part.word).map_or(std::slice::from_ref(&part.word), Vec::as_slice);
            for (index, word) in words.iter().enumerate() {
                if !reading.fillers.contains(word) {
                    spoken.push(Part { word: word.clone(), exact: part.exact, gap: part.gap && index == 0 });
                }
            }
        }
        spoken
    }

    fn element(&mut self, part: &Part, lang: Option<Lang>) -> Element {
        let any_of = if part.exact || part.word.len() <= 2 {
            [self.vocabulary.exact(&part.word); 2]
        } else if let Some(lang) = lang {
            [self.vocabulary.stemmed(&part.word, lang); 2]
        } else {
            [Lang::Fr, Lang::En].map(|lang| self.vocabulary.stemmed(&part.word, lang))
        };
        Element { any_of, gap: part.gap }
    }

    /// Adds an expression over the folded text to atoms.
    ///
    /// # Errors
    /// The sentence of the regex crate when it is none, or that it is too large.
    pub fn regex(&mut self, source: &str, atoms: &[AtomId]) -> Result<(), String> {
        self.expressions.add(source, atoms)
    }

    /// Builds the automata.
    ///
    /// # Errors
    /// When all expressions together don't fit.
    pub fn build(self) -> Result<Matcher, String> {
        let mut vocabulary = self.vocabulary;
        let expressions = self.expressions;
        thread::scope(|scope| {
            let expressions = scope.spawn(|| expressions.build());
            vocabulary.settle();
            let mut matcher = Matcher {
                elements: Vec::new(),
                atoms: Vec::new(),
                sought: Vec::new(),
                by_anchor: Vec::with_capacity(vocabulary.len()),
                vocabulary,
                expressions: Expressions::default(),
                atom_count: self.atom_count as usize,
            };
            matcher.lay_out(&self.terms);
            let expressions = expressions.join().unwrap_or_else(|broken| std::panic::resume_unwind(broken));
            Ok(Matcher { expressions: expressions?, ..matcher })
        })
    }
}

impl Matcher {
    /// Lays the terms side by side, those of one anchor together.
    fn lay_out(&mut self, terms: &[Term]) {
        let mut of_word = vec![Vec::new(); self.vocabulary.len()];
        for term in terms {
            let [one, other] = term.elements[term.anchor].any_of;
            let elements = place(&mut self.elements, &term.elements);
            let sought = Sought { elements, anchor: term.anchor as u32, atoms: place(&mut self.atoms, &term.atoms) };
            of_word[one as usize].push(sought);
            if other != one {
                of_word[other as usize].push(sought);
            }
        }
        for sought in of_word {
            self.by_anchor.push(place(&mut self.sought, &sought));
        }
    }

    /// All hits in a text, by atom, then by place.
    pub fn find(&self, folded: &Folded, words: &Words) -> Hits {
        let mut list = Vec::with_capacity(words.list.len() * 4);
        for index in 0..words.list.len() {
            for id in words.ids(index) {
                for sought in part(&self.sought, self.by_anchor[*id as usize]) {
                    self.find_term(sought, index, words, &mut list);
                }
            }
        }
        self.expressions.find(folded, words, &mut list);
        Hits::new(list, self.atom_count)
    }

    fn find_term(&self, sought: &Sought, at: usize, words: &Words, list: &mut Vec<Hit>) {
        let elements = part(&self.elements, sought.elements);
        let (before, from_anchor) = elements.split_at(sought.anchor as usize);
        let [anchor, after @ ..] = from_anchor else { return };
        let Some(first) = walk_back(before, anchor.gap, at, words) else { return };
        let Some(last) = walk_on(after, at, words) else { return };
        list.extend(part(&self.atoms, sought.atoms).iter().map(|atom| Hit {
            atom: *atom,
            first: first as u32,
            last: last as u32,
        }));
    }
}

/// Appends some things to those that lie there, and says where they lie.
fn place<T: Copy>(all: &mut Vec<T>, some: &[T]) -> (u32, u32) {
    let from = all.len() as u32;
    all.extend_from_slice(some);
    (from, all.len() as u32)
}

fn part<T>(all: &[T], (from, to): (u32, u32)) -> &[T] {
    &all[from as usize..to as usize]
}

fn holds(element: &Element, index: usize, words: &Words) -> bool {
    let [one, other] = element.any_of;
    words.ids(index).iter().any(|id| *id == one || *id == other)
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
