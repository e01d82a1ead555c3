//! Regular expressions over the folded text: all tried in one pass, each measured before anything is compiled.

use std::sync::OnceLock;

use foldhash::HashMap;
use regex::bytes::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind};

use super::fold::Folded;
use super::hits::{AtomId, Hit, MOST_HITS, merge};
use super::words::Words;

/// Steps of one expression, levels of its brackets, and bytes of the set of all.
const REGEX_STEPS: u64 = 4_000;
const NESTED: u32 = 40;
const REGEX_SET_SIZE: usize = 16 << 20;

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

/// Collects expressions before the set of all is built.
#[derive(Debug, Default)]
pub(super) struct ExpressionsBuilder {
    list: Vec<Expression>,
    known: HashMap<String, usize>,
}

impl ExpressionsBuilder {
    /// Adds an expression to atoms.
    ///
    /// # Errors
    /// The sentence of the regex crate when it is none, or that it is too large.
    pub fn add(&mut self, source: &str, atoms: &[AtomId]) -> Result<(), String> {
        if let Some(known) = self.known.get(source) {
            merge(&mut self.list[*known].atoms, atoms);
            return Ok(());
        }
        check(source)?;
        self.known.insert(source.to_owned(), self.list.len());
        let source = source.to_owned();
        self.list.push(Expression { source, compiled: OnceLock::new(), atoms: atoms.to_vec() });
        Ok(())
    }

    /// Builds the set of all.
    ///
    /// # Errors
    /// When all together don't fit.
    pub fn build(self) -> Result<Expressions, String> {
        let mut set = RegexSetBuilder::new(self.list.iter().map(|expression| &expression.source));
        set.unicode(false).size_limit(REGEX_SET_SIZE).dfa_size_limit(REGEX_SET_SIZE);
        Ok(Expressions { set: set.build().map_err(|error| error.to_string())?, list: self.list })
    }
}

/// All expressions, ready to be looked for.
#[derive(Debug, Default)]
pub(super) struct Expressions {
    set: RegexSet,
    list: Vec<Expression>,
}

impl Expressions {
    /// Adds the words that each expression touches to the hits of its atoms.
    pub fn find(&self, folded: &Folded, words: &Words, hits: &mut Vec<Hit>) {
        if self.list.is_empty() || words.list.is_empty() {
            return;
        }
        let text = folded.text.as_bytes();
        for index in self.set.matches(text) {
            let expression = &self.list[index];
            for found in expression.regex().into_iter().flat_map(|regex| regex.find_iter(text)).take(MOST_HITS) {
                let (first, last) = words_over(words, found.start() as u32, found.end() as u32);
                hits.extend(expression.atoms.iter().map(|atom| Hit { atom: *atom, first, last }));
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
