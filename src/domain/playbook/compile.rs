//! From files to a set: reads, checks, builds the one matcher, and only then gives a set. A set that exists is trusted.

use std::collections::{BTreeMap, BTreeSet};

use super::check;
use super::document::{Playbook, Signal, Within};
use super::fitted::{self, Fitted};
use super::guards::{CompiledGuard, Cue, GuardSet, Scope};
use super::hits::AtomId;
use super::language::Profiles;
use super::language_document::{FactRule, Guard, Language, Scoring};
use super::lexicon::{Lexicon, first_line};
use super::load::{self, LoadError, Read, SourceFile, Sources, did_you_mean};
use super::matcher::MatcherBuilder;
use super::pattern::{self, Item};
use super::reach::Patterns;
use super::set::{CompiledFact, CompiledPlaybook, CompiledRule, CompiledSignal, PlaybookSet};
use super::vocabulary::{Reading, Vocabulary};
use super::words::plain_words;
use crate::vocabulary::Lang;

/// Builds a set from its files.
pub(super) fn compile(files: &[SourceFile]) -> Result<PlaybookSet, Vec<LoadError>> {
    let (sources, mut errors) = load::read(files);
    errors.extend(check::check(&sources));
    let (lexicon, wrong) = Lexicon::read(&sources);
    errors.extend(wrong);
    if sources.playbooks.is_empty() && errors.is_empty() {
        errors.push(load::whole("", "the set holds no playbook", "one file per category, such as ransomware.yaml"));
    }
    let set = Compiler::new(&sources, &lexicon, &mut errors).finish(&sources, load::hash(files));
    errors.sort();
    errors.dedup();
    match set {
        Some(set) if errors.is_empty() => Ok(set),
        _ => Err(errors),
    }
}

struct Compiler<'a, 'e> {
    lexicon: &'a Lexicon<'a>,
    builder: MatcherBuilder,
    concepts: BTreeMap<String, AtomId>,
    guard_names: Vec<String>,
    errors: &'e mut Vec<LoadError>,
}

/// Where an item of a pattern was written, for its errors.
struct Place<'p, T> {
    read: &'p Read<'p, T>,
    parent: String,
}

impl<T> Place<'_, T> {
    fn error(&self, item: &str, message: impl Into<String>, hint: impl Into<String>) -> LoadError {
        self.read.error(&[&self.parent, item], message, hint)
    }
}

impl<'a, 'e> Compiler<'a, 'e> {
    fn new(sources: &Sources<'_>, lexicon: &'a Lexicon<'a>, errors: &'e mut Vec<LoadError>) -> Self {
        let mut builder = MatcherBuilder::new(Vocabulary::new(reading(sources)));
        let concepts = lexicon.build(&mut builder, errors);
        let names: BTreeSet<&String> = sources.languages.iter().flat_map(|read| read.value.guards.keys()).collect();
        Self { lexicon, builder, concepts, guard_names: names.into_iter().cloned().collect(), errors }
    }

    fn finish(mut self, sources: &Sources<'_>, hash: String) -> Option<PlaybookSet> {
        let playbooks: Vec<CompiledPlaybook> = sources.playbooks.iter().map(|read| self.playbook(read)).collect();
        let facts = sources.facts.iter().flat_map(|read| read.value.facts.iter().map(move |rule| (read, rule)));
        let facts: Vec<CompiledFact> = facts.map(|(read, rule)| self.fact(read, rule)).collect();
        let first_cue = self.builder.atom();
        let guards = self.guards(sources);
        let scoring = sources.scoring.as_ref().map_or_else(Scoring::default, |read| read.value.clone());
        let profiles = Profiles::new(languages(sources));
        let fitted = Fitted::new(sources, &playbooks, &self.concepts);
        match self.builder.build() {
            Ok(matcher) => Some(PlaybookSet {
                hash,
                playbooks,
                facts,
                guards,
                scoring,
                profiles,
                fitted,
                matcher,
                first_cue,
                concepts: self.concepts,
                guard_tests: guard_tests(sources),
            }),
            Err(reason) => {
                let hint = "fewer or shorter expressions: prefer concepts and phrases";
                self.errors.push(load::whole("", format!("all expressions together don't fit: {reason}"), hint));
                None
            }
        }
    }

    fn playbook(&mut self, read: &Read<'_, Playbook>) -> CompiledPlaybook {
        let signals = read.value.signals.iter().map(|signal| self.signal(read, signal)).collect();
        let index = |id: &String| read.value.signals.iter().position(|signal| signal.id == *id);
        let rules = read.value.rules.iter().map(|rule| CompiledRule {
            if_all: rule.if_all.iter().filter_map(index).collect(),
            not_if: rule.not_if.iter().filter_map(index).collect(),
            facts: rule.facts.clone(),
            then: rule.then,
        });
        CompiledPlaybook {
            log_prior: read.value.prior.ln(),
            signals,
            rules: rules.collect(),
            document: read.value.clone(),
        }
    }

    fn signal(&mut self, read: &Read<'_, Playbook>, signal: &Signal) -> CompiledSignal {
        let place = Place { read, parent: format!("id: {}", signal.id) };
        let groups = Groups {
            any: &signal.any,
            all: &signal.all,
            near: &signal.near,
            seq: &signal.seq,
            within: signal.within,
            unless: &signal.unless,
            through: &signal.through,
        };
        CompiledSignal { patterns: self.patterns(&place, &groups), facts: signal.facts.clone() }
    }

    fn fact<T>(&mut self, read: &Read<'_, T>, rule: &FactRule) -> CompiledFact {
        let place = Place { read, parent: format!("fact: {}", rule.fact) };
        let groups = Groups {
            any: &rule.any,
            all: &rule.all,
            near: &rule.near,
            seq: &rule.seq,
            within: rule.within,
            unless: &rule.unless,
            through: &rule.through,
        };
        CompiledFact {
            patterns: self.patterns(&place, &groups),
            fact: rule.fact.clone(),
            value: rule.value.clone(),
            negated: rule.negated.clone(),
        }
    }

    fn patterns<T>(&mut self, place: &Place<'_, T>, groups: &Groups<'_>) -> Patterns {
        Patterns {
            any: self.either(place, groups.any),
            all: self.each(place, groups.all),
            near: self.each(place, groups.near),
            seq: self.each(place, groups.seq),
            within: groups.within,
            unless: self.either(place, groups.unless),
            through: self.through(place, groups.through),
        }
    }

    fn through<T>(&mut self, place: &Place<'_, T>, names: &[String]) -> GuardSet {
        let mut set = 0;
        for name in names {
            match self.guard_names.iter().position(|known| known == name) {
                Some(bit) => set |= 1 << bit,
                None => {
                    let hint = did_you_mean(name, self.guard_names.iter().map(String::as_str));
                    self.errors.push(place.error(name, format!("there is no guard {name:?}"), hint));
                }
            }
        }
        set
    }

    /// One atom per item.
    fn each<T>(&mut self, place: &Place<'_, T>, items: &[String]) -> Vec<AtomId> {
        items.iter().flat_map(|item| self.either(place, std::slice::from_ref(item))).collect()
    }

    /// Concepts keep their own atom; all phrases and expressions of the list share one.
    fn either<T>(&mut self, place: &Place<'_, T>, items: &[String]) -> Vec<AtomId> {
        let mut atoms = Vec::new();
        let mut own = None;
        for item in items {
            match self.item(item, own) {
                Ok(Added::Concept(atom)) => atoms.push(atom),
                Ok(Added::Own(atom)) => own = Some(atom),
                Err((message, hint)) => self.errors.push(place.error(item, message, hint)),
            }
        }
        atoms.extend(own);
        atoms
    }

    fn item(&mut self, item: &str, own: Option<AtomId>) -> Result<Added, (String, String)> {
        match pattern::parse(item)
            .map_err(|error| (error.to_string(), "a word, a phrase, @concept or /regex/".into()))?
        {
            Item::Concept(name) => {
                self.concepts.get(&name).copied().map(Added::Concept).ok_or_else(|| {
                    (format!("concept @{name} doesn't exist"), did_you_mean(&name, self.lexicon.names()))
                })
            }
            Item::Phrase(parts) => {
                let atom = own.unwrap_or_else(|| self.builder.atom());
                if self.builder.phrase(&parts, None, &[atom]) {
                    Ok(Added::Own(atom))
                } else {
                    Err((
                        format!("the phrase {item:?} holds only filler words"),
                        "add a word that says something".into(),
                    ))
                }
            }
            Item::Regex(source) => {
                let atom = own.unwrap_or_else(|| self.builder.atom());
                let hint = "a short expression without look-around or large repetitions";
                self.builder.regex(&source, &[atom]).map_err(|reason| (first_line(&reason), hint.into()))?;
                Ok(Added::Own(atom))
            }
        }
    }

    fn guards(&mut self, sources: &Sources<'_>) -> Vec<CompiledGuard> {
        let names = self.guard_names.clone();
        names.into_iter().map(|name| self.guard(name, sources)).collect()
    }

    fn guard(&mut self, name: String, sources: &Sources<'_>) -> CompiledGuard {
        let mut compiled = CompiledGuard { name, keeps: 0.0, reason: Default::default(), cues: Vec::new() };
        for read in &sources.languages {
            let Some(guard) = read.value.guards.get(&compiled.name) else { continue };
            compiled.keeps = guard.keeps;
            if let Some(reason) = &guard.reason {
                compiled.reason = reason.clone();
            }
            compiled.cues.extend(self.cues(read, &compiled.name, guard));
        }
        compiled
    }

    fn cues(&mut self, read: &Read<'_, Language>, name: &str, guard: &Guard) -> Vec<Cue> {
        let lang = language_of(read).and_then(|code| code.parse().ok());
        let place = Place { read, parent: format!("{name}:") };
        let except = self.cue_atom(&place, &guard.except, lang);
        let lists = [
            (&guard.before, Scope::Following(guard.reach)),
            (&guard.after, Scope::Preceding(guard.reach)),
            (&guard.sentence, Scope::Sentence),
            (&guard.text, Scope::Text),
        ];
        let lists = lists.into_iter().filter(|(items, _)| !items.is_empty());
        lists.map(|(items, scope)| Cue { atom: self.cue_atom(&place, items, lang), except, scope }).collect()
    }

    fn cue_atom<T>(&mut self, place: &Place<'_, T>, items: &[String], lang: Option<Lang>) -> AtomId {
        let atom = self.builder.atom();
        for item in items {
            let added = match pattern::parse(item) {
                Ok(Item::Concept(name)) if self.lexicon.has(&name) => {
                    self.lexicon.add_to(&name, &mut self.builder, atom);
                    Ok(())
                }
                Ok(Item::Concept(name)) => Err(format!("concept @{name} doesn't exist")),
                Ok(Item::Regex(source)) => self.builder.regex(&source, &[atom]).map_err(|reason| first_line(&reason)),
                Ok(Item::Phrase(parts)) if self.builder.phrase(&parts, lang, &[atom]) => Ok(()),
                Ok(Item::Phrase(_)) => Err(format!("the cue {item:?} holds only filler words")),
                Err(unreadable) => Err(unreadable.to_string()),
            };
            if let Err(message) = added {
                self.errors.push(place.error(item, message, "a word, a phrase, @concept or /regex/"));
            }
        }
        atom
    }
}

enum Added {
    Concept(AtomId),
    Own(AtomId),
}

struct Groups<'p> {
    any: &'p [String],
    all: &'p [String],
    near: &'p [String],
    seq: &'p [String],
    within: Within,
    unless: &'p [String],
    through: &'p [String],
}

fn language_of<'r>(read: &'r Read<'_, Language>) -> Option<&'r str> {
    read.file.name.strip_prefix("_language/")?.strip_suffix(".yaml")
}

fn languages(sources: &Sources<'_>) -> Vec<(String, bool)> {
    let named = sources.languages.iter();
    named.filter_map(|read| Some((language_of(read)?.to_owned(), read.value.supported))).collect()
}

fn reading(sources: &Sources<'_>) -> Reading {
    let mut reading = Reading::default();
    for (bit, read) in sources.languages.iter().enumerate() {
        let language = &read.value;
        let single = |words: &[String]| words.iter().flat_map(|word| one_word(word)).collect::<Vec<String>>();
        for word in single(&language.function_words) {
            *reading.function_words.entry(word).or_default() |= 1 << bit;
        }
        reading.fillers.extend(single(&language.fillers));
        reading.starters.extend(single(&language.clause_starters));
        reading.known.extend(single(&language.known_words));
        for (short, long) in &language.rewrites {
            let words = plain_words(&super::fold::fold(long)).into_iter().map(str::to_owned).collect();
            reading.rewrites.insert(super::fold::fold(short), words);
        }
    }
    reading.fitted = fitted::word_rows(sources);
    reading.letters = sources.weights.as_ref().is_some_and(|read| !read.value.letters.table.is_empty());
    reading
}

fn one_word(word: &str) -> Option<String> {
    let folded = super::fold::fold(word);
    plain_words(&folded).first().map(|first| (*first).to_owned())
}

fn guard_tests(sources: &Sources<'_>) -> Vec<(String, super::language_document::GuardExample)> {
    let guards = sources.languages.iter().flat_map(|read| &read.value.guards);
    guards.flat_map(|(name, guard)| guard.examples.iter().map(|example| (name.clone(), example.clone()))).collect()
}
