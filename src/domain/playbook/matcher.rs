//! Everything the playbooks look for, found in one pass over the words: concepts, phrases and regular expressions.
//!
//! Each distinct concept, phrase and expression is one *atom*. A phrase is looked for where its longest word stands,
//! so that common words cost nothing. What the hits mean belongs to `evidence`.

use std::sync::OnceLock;
use std::thread;

use foldhash::{HashMap, HashMapExt as _};
use regex::bytes::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind};

use super::fold::Folded;
use super::pattern::{GAP_WORDS, Part};
use super::vocabulary::{Vocabulary, WordId};
use super::words::Words;
use crate::vocabulary::Lang;

/// Number of an atom.
pub(super) type AtomId = u32;

/// Steps of one expression, levels of its brackets, and bytes of the set of all.
const REGEX_STEPS: u64 = 4_000;
const NESTED: u32 = 40;
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
    set: RegexSet,
    expressions: Vec<Expression>,
    atom_count: usize,
}

/// An expression that the set of all tells of. Most texts hold none, so each is compiled alone at its first hit only.
#[derive(Debug)]
struct Expression {
    source: String,
    compiled: OnceLock<Option<Regex>>,
    atoms: Vec<AtomId>,
}

impl Expression {
    /// What compiled among the others compiles alone.
    fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| compile(&self.source).ok()).as_ref()
    }
}

/// Collects terms and expressions before the automata are built.
#[derive(Debug)]
pub(super) struct MatcherBuilder {
    vocabulary: Vocabulary,
    terms: Vec<Term>,
    known_terms: HashMap<(Option<Lang>, Vec<Part>), usize>,
    expressions: Vec<Expression>,
    known_expressions: HashMap<String, usize>,
    atom_count: AtomId,
}

impl MatcherBuilder {
    /// Nothing to look for yet.
    pub fn new(vocabulary: Vocabulary) -> Self {
        Self {
            vocabulary,
            terms: Vec::new(),
            known_terms: HashMap::new(),
            expressions: Vec::new(),
            known_expressions: HashMap::new(),
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
        if let Some(known) = self.known_expressions.get(source) {
            merge(&mut self.expressions[*known].atoms, atoms);
            return Ok(());
        }
        check(source)?;
        self.known_expressions.insert(source.to_owned(), self.expressions.len());
        let source = source.to_owned();
        self.expressions.push(Expression { source, compiled: OnceLock::new(), atoms: atoms.to_vec() });
        Ok(())
    }

    /// Builds the automata.
    ///
    /// # Errors
    /// When all expressions together don't fit.
    pub fn build(self) -> Result<Matcher, String> {
        let sources: Vec<String> = self.expressions.iter().map(|expression| expression.source.clone()).collect();
        let mut vocabulary = self.vocabulary;
        let (set, matcher) = thread::scope(|scope| {
            let set = scope.spawn(|| compile_set(&sources));
            vocabulary.settle();
            let mut matcher = Matcher {
                elements: Vec::new(),
                atoms: Vec::new(),
                sought: Vec::new(),
                by_anchor: Vec::with_capacity(vocabulary.len()),
                vocabulary,
                set: RegexSet::empty(),
                expressions: self.expressions,
                atom_count: self.atom_count as usize,
            };
            matcher.lay_out(&self.terms);
            (set.join().unwrap_or_else(|broken| std::panic::resume_unwind(broken)), matcher)
        });
        Ok(Matcher { set: set?, ..matcher })
    }
}

fn compile_set(sources: &[String]) -> Result<RegexSet, String> {
    let mut set = RegexSetBuilder::new(sources);
    set.unicode(false).size_limit(REGEX_SET_SIZE).dfa_size_limit(REGEX_SET_SIZE);
    set.build().map_err(|error| error.to_string())
}

fn merge(known: &mut Vec<AtomId>, more: &[AtomId]) {
    known.extend_from_slice(more);
    known.sort_unstable();
    known.dedup();
}

fn compile(source: &str) -> Result<Regex, String> {
    let mut builder = RegexBuilder::new(source);
    builder.unicode(false).nest_limit(NESTED);
    builder.build().map_err(|error| error.to_string())
}

/// Is it an expression, and a small one? Only the set of all is built before the first text comes.
fn check(source: &str) -> Result<(), String> {
    let mut parser = ParserBuilder::new().unicode(false).utf8(false).nest_limit(NESTED).build();
    let expression = parser.parse(source).map_err(|error| error.to_string())?;
    if size(&expression) <= REGEX_STEPS { Ok(()) } else { Err(format!("it takes more than {REGEX_STEPS} steps")) }
}

/// Steps of the automaton, about: a repetition counts as often as it may be taken.
fn size(expression: &Hir) -> u64 {
    match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len() as u64,
        HirKind::Class(_) => 2,
        HirKind::Capture(group) => size(&group.sub).saturating_add(2),
        HirKind::Repetition(again) => {
            let times = u64::from(again.max.unwrap_or(again.min.saturating_add(1)));
            size(&again.sub).saturating_mul(times).saturating_add(1)
        }
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().fold(1, |sum, part| size(part).saturating_add(sum))
        }
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
        self.find_expressions(folded, words, &mut list);
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

    fn find_expressions(&self, folded: &Folded, words: &Words, list: &mut Vec<Hit>) {
        if self.expressions.is_empty() || words.list.is_empty() {
            return;
        }
        let text = folded.text.as_bytes();
        for index in self.set.matches(text) {
            let expression = &self.expressions[index];
            for found in expression.regex().into_iter().flat_map(|regex| regex.find_iter(text)).take(MOST_HITS) {
                let (first, last) = words_over(words, found.start() as u32, found.end() as u32);
                list.extend(expression.atoms.iter().map(|atom| Hit { atom: *atom, first, last }));
            }
        }
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

/// The words that the bytes `start..end` touch; the nearest one when they lie between two.
fn words_over(words: &Words, start: u32, end: u32) -> (u32, u32) {
    let most = words.list.len().saturating_sub(1);
    let first = words.list.partition_point(|word| word.end <= start).min(most);
    let last = words.list.partition_point(|word| word.start < end).saturating_sub(1).clamp(first, most);
    (first as u32, last as u32)
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
