//! The words that the lexicon knows: each gets a number; a caller's word is looked up by its exact form, by its stem,
//! and, when it is long and unknown, by its neighbours at one typing error.
//!
//! What a word was seen to be is kept, so that the next caller's is one look-up. The memory is bounded and changes no result.

use std::borrow::Cow;
use std::sync::RwLock;

use foldhash::{HashMap, HashMapExt as _, HashSet};

use super::letters;
use super::stem::{Stems, singular};
use super::typos::Typos;
use crate::vocabulary::Lang;

/// Number of a word that some term holds.
pub(super) type WordId = u32;

/// How many distinct words of callers are remembered, and how long they may be.
const REMEMBERED_WORDS: usize = 40_000;
const REMEMBERED_LENGTH: usize = 32;

/// What one word of a caller is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// The words of the lexicon that it matches.
    pub ids: Vec<WordId>,
    /// Skipped between the words of a phrase.
    pub filler: bool,
    /// Begins a clause.
    pub starter: bool,
    /// The words that it stands for (« mdp »), each as seen.
    pub parts: Vec<Seen>,
    /// Bit per language in whose function words it is.
    pub languages: u16,
    /// Row of its fitted weights as a word of each language, counted from 1; 0 where it has none.
    pub fitted: [u32; 2],
    /// The cells of its pieces.
    pub cells: Box<[u16]>,
}

/// How words of all languages are read before they are looked up.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// See [`Seen::filler`].
    pub fillers: HashSet<String>,
    /// See [`Seen::starter`].
    pub starters: HashSet<String>,
    /// Shorthand → words.
    pub rewrites: HashMap<String, Vec<String>>,
    /// Never taken for a typing error.
    pub known: HashSet<String>,
    /// Stem → row of fitted weights, counted from 1, by language.
    pub fitted: [HashMap<String, u32>; 2],
    /// True when pieces of words are weighed.
    pub letters: bool,
    /// Function word → bit per language.
    pub function_words: HashMap<String, u16>,
}

/// What a word is called where weights are fitted: its stem; every number is the same.
pub(super) fn key<'w>(stems: &Stems, word: &'w str, lang: Lang) -> Cow<'w, str> {
    if word.starts_with(|first: char| first.is_ascii_digit()) { Cow::Borrowed("#") } else { stems.stem(word, lang) }
}

/// The words of all terms.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    exact: HashMap<String, Vec<WordId>>,
    stems: [HashMap<String, Vec<WordId>>; 2],
    typos: Typos,
    /// The number of each word that was stemmed, by language, while words come.
    stemmed: [HashMap<String, WordId>; 2],
    reading: Reading,
    count: WordId,
    memory: RwLock<HashMap<Box<str>, Seen>>,
}

impl Vocabulary {
    /// An empty vocabulary that reads as `reading` says.
    pub fn new(reading: Reading) -> Self {
        Self { reading, ..Self::default() }
    }

    /// How words are read.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// How many words have a number.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// The number of a word that matches in this form only.
    pub fn exact(&mut self, word: &str) -> WordId {
        if let Some(id) = self.exact.get(word).and_then(|ids| ids.first()) {
            return *id;
        }
        let id = self.next();
        self.exact.insert(word.to_owned(), vec![id]);
        id
    }

    /// The number of a word that matches by its stem in `lang`, and with one typing error when it is long.
    pub fn stemmed(&mut self, word: &str, lang: Lang) -> WordId {
        if let Some(id) = self.stemmed[lang as usize].get(word) {
            return *id;
        }
        let stem = Stems::new().stem(word, lang).into_owned();
        let known = self.stems[lang as usize].get(&stem).and_then(|ids| ids.first()).copied();
        let id = known.unwrap_or_else(|| {
            let id = self.next();
            self.stems[lang as usize].insert(stem.clone(), vec![id]);
            id
        });
        self.typos.learn(singular(word), id);
        if word.len() > stem.len() {
            self.typos.learn(&stem, id);
        }
        self.stemmed[lang as usize].insert(word.to_owned(), id);
        id
    }

    /// No more words come.
    pub fn settle(&mut self) {
        self.stemmed = Default::default();
        self.typos.settle();
    }

    fn next(&mut self) -> WordId {
        self.count += 1;
        self.count - 1
    }

    /// Calls `each` with every word as seen; remembers new ones.
    pub fn see_all<'a>(&self, words: impl Iterator<Item = &'a str>, mut each: impl FnMut(usize, &Seen)) {
        let mut fresh: HashMap<Box<str>, Seen> = HashMap::new();
        if let Ok(memory) = self.memory.read() {
            for (index, word) in words.enumerate() {
                if let Some(seen) = memory.get(word).or_else(|| fresh.get(word)) {
                    each(index, seen);
                } else {
                    let seen = self.see(word);
                    each(index, &seen);
                    if word.len() <= REMEMBERED_LENGTH && fresh.len() < REMEMBERED_WORDS {
                        fresh.insert(word.into(), seen);
                    }
                }
            }
        }
        self.remember(fresh);
    }

    fn remember(&self, fresh: HashMap<Box<str>, Seen>) {
        if fresh.is_empty() {
            return;
        }
        if let Ok(mut memory) = self.memory.write() {
            let room = REMEMBERED_WORDS.saturating_sub(memory.len());
            memory.extend(fresh.into_iter().take(room));
        }
    }

    /// What one folded word is, without the memory.
    pub fn see(&self, word: &str) -> Seen {
        let mut seen = self.look_up(word);
        if let Some(parts) = self.reading.rewrites.get(word) {
            seen.parts = parts.iter().map(|part| self.look_up(part)).collect();
        }
        seen
    }

    fn look_up(&self, word: &str) -> Seen {
        Seen {
            ids: self.ids(word),
            filler: self.reading.fillers.contains(word),
            starter: self.reading.starters.contains(word),
            parts: Vec::new(),
            languages: self.reading.function_words.get(word).copied().unwrap_or(0),
            fitted: self.fitted(word),
            cells: self.cells(word),
        }
    }

    fn cells(&self, word: &str) -> Box<[u16]> {
        let mut cells = Vec::new();
        if self.reading.letters {
            letters::cells(word, |cell| cells.push(cell));
        }
        cells.into()
    }

    fn fitted(&self, word: &str) -> [u32; 2] {
        let stems = Stems::new();
        let row = |lang: Lang| self.reading.fitted[lang as usize].get(key(&stems, word, lang).as_ref());
        [row(Lang::Fr).copied().unwrap_or(0), row(Lang::En).copied().unwrap_or(0)]
    }

    fn ids(&self, word: &str) -> Vec<WordId> {
        let stems = Stems::new();
        let mut ids = self.exact.get(word).cloned().unwrap_or_default();
        for lang in Lang::ALL {
            ids.extend(self.stems[*lang as usize].get(stems.stem(word, *lang).as_ref()).into_iter().flatten());
        }
        let guessable = !self.reading.known.contains(word) && !self.reading.function_words.contains_key(word);
        if ids.is_empty() && guessable {
            self.typos.near(singular(word), word.len(), &mut ids);
            self.typos.near(&stems.stem(word, Lang::Fr), word.len(), &mut ids);
            self.typos.near(&stems.stem(word, Lang::En), word.len(), &mut ids);
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// True when some term holds this word, or the language files name it.
    pub fn knows(&self, word: &str) -> bool {
        let seen = self.see(word);
        let reading = &self.reading;
        !seen.ids.is_empty() || !seen.parts.is_empty() || seen.languages != 0 || reading.known.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> (Vocabulary, WordId, WordId) {
        let mut vocabulary = Vocabulary::new(Reading::default());
        let files = vocabulary.stemmed("fichier", Lang::Fr);
        let exact = vocabulary.exact("vol");
        vocabulary.settle();
        (vocabulary, files, exact)
    }

    #[test]
    fn a_word_is_found_by_its_stem_and_with_one_typing_error() {
        let (vocabulary, files, _) = vocabulary();
        for word in ["fichier", "fichiers", "fichers", "fichiesr", "ficheirs"] {
            assert_eq!(vocabulary.see(word).ids, vec![files], "{word}");
        }
        assert!(vocabulary.see("fichent").ids.is_empty());
    }

    #[test]
    fn an_exact_word_has_no_other_form() {
        let (vocabulary, _, exact) = vocabulary();
        assert_eq!(vocabulary.see("vol").ids, vec![exact]);
        assert!(vocabulary.see("vols").ids.is_empty());
    }

    #[test]
    fn memory_changes_no_result() {
        let (vocabulary, ..) = vocabulary();
        let words = ["fichers", "rien", "fichers"];
        let mut first = Vec::new();
        vocabulary.see_all(words.into_iter(), |_, seen| first.push(seen.clone()));
        let mut second = Vec::new();
        vocabulary.see_all(words.into_iter(), |_, seen| second.push(seen.clone()));
        assert_eq!(first, second);
    }
}
