//! Folding: the form of a word in which accents, case, ligatures and apostrophes no longer matter.
//!
//! For comparing names and for the search index. The engine of the playbooks has its own, which keeps a map back to
//! the original.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case without accents; ligatures opened; every run of anything else than a letter or a digit is one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfkd().filter(|character| !is_combining_mark(*character)) {
        match character {
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            other if other.is_alphanumeric() => folded.extend(other.to_lowercase()),
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A place's name for comparison: folded, `St` and `Ste` written out, `cedex` and its number left out.
#[must_use]
pub fn fold_place(name: &str) -> String {
    let folded = fold(name);
    let mut words = Vec::new();
    for word in folded.split(' ') {
        match word {
            "st" => words.push("saint"),
            "ste" => words.push("sainte"),
            "cedex" => break,
            other => words.push(other),
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_ligatures_do_not_matter() {
        assert_eq!(fold("  L’ŒUVRE d'Été\u{a0}: N°1 !"), "l oeuvre d ete n 1");
        assert_eq!(fold("…"), "");
    }

    #[test]
    fn places_are_compared_as_people_write_them() {
        assert_eq!(fold_place("ST-AFFRIQUE CEDEX 2"), fold_place("Saint-Affrique"));
        assert_eq!(fold_place("Ste Eulalie-d’Olt"), fold_place("Sainte-Eulalie-d'Olt"));
    }
}
