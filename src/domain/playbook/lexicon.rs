//! The concepts of all languages: unique by language, including each other without a circle, turned into terms.

use std::collections::{BTreeMap, BTreeSet};

use super::hits::AtomId;
use super::load::{LoadError, Read, Sources, did_you_mean};
use super::matcher::MatcherBuilder;
use super::pattern::{self, Item};
use crate::vocabulary::Lang;

/// Makes an error at the place of a term, from message and hint.
type ErrorAt<'a> = Box<dyn Fn(&str, &str) -> LoadError + 'a>;

/// One term of a concept with where it was written.
struct Term<'a> {
    lang: Lang,
    text: &'a str,
    item: Item,
    error: ErrorAt<'a>,
}

/// Concepts by name, all languages together.
#[derive(Default)]
pub(super) struct Lexicon<'a> {
    concepts: BTreeMap<&'a str, Vec<Term<'a>>>,
    /// In which file a concept of a language is.
    written: BTreeMap<(Lang, &'a str), &'a str>,
}

impl<'a> Lexicon<'a> {
    /// Collects the concepts; gives what is wrong with them.
    pub fn read(sources: &'a Sources<'a>) -> (Self, Vec<LoadError>) {
        let mut lexicon = Self::default();
        let mut errors = Vec::new();
        for read in &sources.languages {
            let lang = read.file.name.trim_start_matches("_language/").trim_end_matches(".yaml").parse();
            if let Ok(lang) = lang {
                lexicon.add(lang, read, &read.value.concepts, &mut errors);
            }
        }
        for (lang, read) in &sources.concepts {
            lexicon.add(*lang, read, &read.value.concepts, &mut errors);
        }
        lexicon.check_includes(&mut errors);
        (lexicon, errors)
    }

    fn add<T>(
        &mut self,
        lang: Lang,
        read: &'a Read<'a, T>,
        concepts: &'a BTreeMap<String, Vec<String>>,
        errors: &mut Vec<LoadError>,
    ) {
        for (name, terms) in concepts {
            if let Some(other) = self.written.insert((lang, name), &read.file.name) {
                let message = format!("concept {name:?} is already in {other}");
                errors.push(read.error(&[name], message, "one file of a language holds a concept: join the two lists"));
                continue;
            }
            let list = self.concepts.entry(name).or_default();
            for text in terms {
                let error = move |message: &str, hint: &str| read.error(&[&format!("{name}:"), text], message, hint);
                match pattern::parse(text) {
                    Ok(item) => list.push(Term { lang, text, item, error: Box::new(error) }),
                    Err(unreadable) => {
                        errors.push(error(&unreadable.to_string(), "a word, a phrase, @concept or /regex/"))
                    }
                }
            }
        }
    }

    /// The names of all concepts.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.concepts.keys().copied()
    }

    /// True when the concept exists.
    pub fn has(&self, name: &str) -> bool {
        self.concepts.contains_key(name)
    }

    fn check_includes(&self, errors: &mut Vec<LoadError>) {
        for (name, terms) in &self.concepts {
            for term in terms {
                let Item::Concept(other) = &term.item else { continue };
                if !self.has(other) {
                    let message = format!("concept @{other} doesn't exist");
                    errors.push((term.error)(&message, &did_you_mean(other, self.names())));
                } else if self.closure(other).contains(name) {
                    let message = format!("@{name} includes @{other}, which includes @{name} again");
                    errors.push((term.error)(&message, "take one of the two includes out"));
                }
            }
        }
    }

    /// The concept and all that it includes.
    fn closure<'s>(&'s self, name: &'s str) -> BTreeSet<&'s str> {
        let mut reached = BTreeSet::new();
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            if let Some((name, terms)) = self.concepts.get_key_value(name)
                && reached.insert(*name)
            {
                open.extend(terms.iter().filter_map(|term| match &term.item {
                    Item::Concept(other) => Some(other.as_str()),
                    _ => None,
                }));
            }
        }
        reached
    }

    /// Gives every concept its atom and every term its concepts.
    pub fn build(&self, builder: &mut MatcherBuilder, errors: &mut Vec<LoadError>) -> BTreeMap<String, AtomId> {
        let atoms: BTreeMap<String, AtomId> = self.names().map(|name| (name.to_owned(), builder.atom())).collect();
        let mut reached_by: BTreeMap<&str, Vec<AtomId>> = BTreeMap::new();
        for (name, atom) in &atoms {
            for inner in self.closure(name) {
                reached_by.entry(inner).or_default().push(*atom);
            }
        }
        for (name, terms) in &self.concepts {
            let atoms = reached_by.get(name).map_or(&[][..], Vec::as_slice);
            for term in terms {
                errors.extend(term.build(builder, atoms));
            }
        }
        atoms
    }

    /// Adds the terms of a concept to one more atom.
    pub fn add_to(&self, name: &str, builder: &mut MatcherBuilder, atom: AtomId) {
        for inner in self.closure(name) {
            for term in self.concepts.get(inner).into_iter().flatten() {
                // Errors of these terms were given when the concept itself was built.
                term.build(builder, &[atom]);
            }
        }
    }
}

impl Term<'_> {
    fn build(&self, builder: &mut MatcherBuilder, atoms: &[AtomId]) -> Option<LoadError> {
        match &self.item {
            Item::Concept(_) => None,
            Item::Phrase(parts) => (!builder.phrase(parts, Some(self.lang), atoms)).then(|| {
                (self.error)(
                    &format!("the term {:?} holds only filler words", self.text),
                    "add a word that says something",
                )
            }),
            Item::Regex(source) => builder.regex(source, atoms).err().map(|reason| {
                (self.error)(&first_line(&reason), "a short expression without look-around or large repetitions")
            }),
        }
    }
}

/// The last line of a regex error says what is wrong.
pub(super) fn first_line(reason: &str) -> String {
    let line = reason.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or(reason);
    format!("the expression doesn't compile: {}", line.trim().trim_start_matches("error: "))
}
