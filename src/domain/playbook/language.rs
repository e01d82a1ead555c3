//! Which language a text is in, told by its function words among those that the set knows, in microseconds.

use super::words::Words;

/// One share of a function word, so that a word of two or three languages counts half or a third.
pub(super) const WHOLE_WORD: u32 = 60;
/// Fewer shares than this say nothing about a language.
const LEAST: u32 = 2 * WHOLE_WORD;

/// The languages that a set knows, in the order of their bits.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    languages: Vec<(String, bool)>,
}

/// The language of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Detected {
    /// ISO 639-1, or what was declared.
    pub lang: String,
    /// The set can classify it.
    pub supported: bool,
}

impl Profiles {
    /// Languages with whether playbooks support them.
    pub fn new(languages: Vec<(String, bool)>) -> Self {
        Self { languages }
    }

    /// The declared language, unless the words plainly say another; French where neither says anything.
    pub fn detect(&self, declared: Option<&str>, words: &Words) -> Detected {
        let counts = words.languages.iter();
        let ranked = self.languages.iter().zip(counts).map(|((name, supported), count)| (*count, name, *supported));
        let best = ranked.clone().max_by_key(|(count, name, supported)| (*count, *supported, name.as_str() == "fr"));
        let of = |lang: &str| ranked.clone().find(|(_, name, _)| *name == lang);
        match (declared, best) {
            (Some(lang), best) => {
                let (count, supported) = of(lang).map_or((0, false), |(count, _, supported)| (count, supported));
                match best {
                    Some((most, name, supported)) if most >= 2 * LEAST && most > 2 * count => named(name, supported),
                    _ => named(lang, supported),
                }
            }
            (None, Some((most, name, supported))) if most >= LEAST => named(name, supported),
            (None, _) => named("fr", of("fr").is_none_or(|(_, _, supported)| supported)),
        }
    }
}

fn named(lang: &str, supported: bool) -> Detected {
    Detected { lang: lang.to_owned(), supported }
}
