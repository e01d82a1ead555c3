//! What is left of a folded word when its ending is taken off: Snowball, after a rule for French words without accents.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use crate::vocabulary::Lang;

/// The stems of both languages; cheap to make.
pub(super) struct Stems {
    french: Stemmer,
    english: Stemmer,
}

impl Stems {
    /// Both stemmers.
    pub fn new() -> Self {
        Self { french: Stemmer::create(Algorithm::French), english: Stemmer::create(Algorithm::English) }
    }

    /// The stem of a folded word.
    pub fn stem<'a>(&self, word: &'a str, lang: Lang) -> Cow<'a, str> {
        match lang {
            Lang::Fr => self.french.stem(singular(word)),
            Lang::En => self.english.stem(word),
        }
    }
}

/// Takes off the feminine and plural that Snowball sees by their accent (« chiffrées » → chiffre, not chiffree), and
/// the plural that both languages share.
pub(super) fn singular(word: &str) -> &str {
    let word = word.strip_suffix('s').filter(|rest| rest.len() >= 3 && !rest.ends_with('s')).unwrap_or(word);
    if word.len() >= 5 && word.ends_with("ee") { &word[..word.len() - 1] } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_participle_has_one_stem() {
        let stems = Stems::new();
        let forms = ["chiffre", "chiffres", "chiffree", "chiffrees", "chiffrer"];
        let found: Vec<_> = forms.iter().map(|form| stems.stem(form, Lang::Fr)).collect();
        assert!(found.iter().all(|stem| stem == &found[0]), "{found:?}");
    }
}
