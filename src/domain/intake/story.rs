//! How alike two texts are: the stems and pairs of stems that they share, whatever their endings, accents and order.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};

use super::fold::fold;

/// Words of a text that are looked at: more tells nothing new.
const MOST_WORDS: usize = 2_000;
/// Words that stand in every story.
const EMPTY: &[&str] = &[
    "les", "des", "une", "est", "sont", "dans", "par", "pour", "sur", "avec", "que", "qui", "nous", "vous", "ils",
    "elle", "mon", "mes", "nos", "notre", "votre", "son", "ses", "leur", "leurs", "pas", "plus", "tout", "tous", "ont",
    "avons", "ete", "etait", "fait", "cela", "cette", "bonjour", "merci", "the", "and", "our", "have", "has", "was",
    "are", "with", "this", "that", "for", "from",
];

/// A text as the set of what it tells, made once and compared often.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    parts: BTreeSet<u64>,
    words: usize,
}

impl Story {
    /// Reads a text, in French or in English.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let stemmer = Stemmer::create(Algorithm::French);
        let folded = fold(text);
        let told = folded.split(' ').filter(|word| word.len() > 2 && !EMPTY.contains(word)).take(MOST_WORDS);
        let stems: Vec<String> = told.map(|word| stemmer.stem(word).into_owned()).collect();
        let pairs = stems.windows(2).map(|pair| hash(&[&pair[0], " ", &pair[1]]));
        let parts = stems.iter().map(|stem| hash(&[stem])).chain(pairs).collect();
        Self { parts, words: stems.len() }
    }

    /// How many words count.
    #[must_use]
    pub const fn words(&self) -> usize {
        self.words
    }

    /// Share of common parts, from 0 to 1 (Jaccard's index); 0 when one tells nothing.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f64 {
        let common = self.parts.intersection(&other.parts).count();
        let all = self.parts.len() + other.parts.len() - common;
        if all == 0 { 0.0 } else { common as f64 / all as f64 }
    }
}

/// FNV-1a, 64 bits: the same on every machine, and no secret.
fn hash(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn likeness(one: &str, other: &str) -> f64 {
        Story::of(one).likeness(&Story::of(other))
    }

    #[test]
    fn the_same_story_in_other_words_is_alike_and_another_is_not() {
        let first = "Bonjour, tous nos fichiers sont chiffrés depuis ce matin, une note demande une rançon en bitcoin";
        let again = "nos fichiers ont été chiffrés ce matin et la note réclame une rançon en bitcoins";
        let other = "on a reçu un faux mail de la banque, ma comptable a cliqué et donné le code";
        assert!(likeness(first, again) > 0.3, "{}", likeness(first, again));
        assert!(likeness(first, other) < 0.1, "{}", likeness(first, other));
        assert!(likeness("", "") < f64::EPSILON);
    }

    proptest! {
        #[test]
        fn likeness_is_symmetric_and_whole_with_itself(one in "[a-z ]{10,80}", other in "[a-z ]{10,80}") {
            prop_assert!((likeness(&one, &other) - likeness(&other, &one)).abs() < f64::EPSILON);
            prop_assert!(Story::of(&one).words() == 0 || (likeness(&one, &one) - 1.0).abs() < f64::EPSILON);
        }
    }
}
