//! Words as the search index keeps them: folded, stemmed in French, the same on both databases.
//!
//! Telephone numbers, SIRETs and references are found in any notation: the index holds them in one piece besides.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};

use crate::{intake::fold::fold, observable::phones_in, reference::Reference};

/// Where one number ends and the next may begin.
const BREAKS: [char; 8] = ['\n', ',', ';', ':', '(', ')', '«', '»'];
/// Longest number that is kept in one piece.
const LONGEST_NUMBER: usize = 20;

/// The column of the index: every word, and every number and reference in one piece.
#[must_use]
pub fn search_text(text: &str) -> String {
    let mut words = Words::default();
    for (phone, _) in phones_in(text) {
        words.add(phone);
    }
    for reference in Reference::mentioned_in(text) {
        words.add(reference.as_str().replace('-', "").to_lowercase());
    }
    for piece in text.split(BREAKS) {
        let folded = fold(piece);
        let parts: Vec<&str> = folded.split(' ').collect();
        for run in parts.chunk_by(|one, other| is_number(one) && is_number(other)) {
            run.iter().for_each(|part| words.add(stem(part)));
            words.add_number(run);
        }
    }
    words.in_order.join(" ")
}

/// The words of a query, all of which a case must have, each by its beginning.
///
/// A number typed in groups is one word; a telephone number is the same in every notation.
#[must_use]
pub fn search_words(query: &str) -> Vec<String> {
    let mut words = Words::default();
    let mut rest = String::with_capacity(query.len());
    let mut done = 0;
    for (phone, bytes) in phones_in(query) {
        rest.push_str(&query[done..bytes.start]);
        rest.push('\n');
        done = bytes.end;
        words.add(phone);
    }
    rest.push_str(&query[done..]);
    for piece in rest.split(BREAKS) {
        if let Some(reference) = reference_in(piece) {
            words.add(reference);
            continue;
        }
        let folded = fold(piece);
        let parts: Vec<&str> = folded.split(' ').collect();
        for run in parts.chunk_by(|one, other| is_number(one) && is_number(other)) {
            match run {
                [word] if !is_number(word) => words.add(reference_in(word).unwrap_or_else(|| stem(word))),
                numbers => words.add(numbers.concat()),
            }
        }
    }
    words.in_order
}

/// Words, each once, in the order of the text.
#[derive(Default)]
struct Words {
    in_order: Vec<String>,
    known: BTreeSet<String>,
}

impl Words {
    fn add(&mut self, word: String) {
        if !word.is_empty() && self.known.insert(word.clone()) {
            self.in_order.push(word);
        }
    }

    /// Groups of digits in one piece, from each group on: « 12 00 11 22 » is found by « 0011 ».
    fn add_number(&mut self, run: &[&str]) {
        if run.len() < 2 {
            return;
        }
        for from in 0..run.len() - 1 {
            let near = &run[from..run.len().min(from + LONGEST_NUMBER)];
            self.add(near.iter().flat_map(|group| group.chars()).take(LONGEST_NUMBER).collect());
        }
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|sign| sign.is_ascii_digit())
}

/// A reference typed in any way; a word without a digit isn't taken for one.
fn reference_in(typed: &str) -> Option<String> {
    let reference: Reference = typed.parse().ok().filter(|_| typed.contains(|sign: char| sign.is_ascii_digit()))?;
    Some(reference.as_str().replace('-', "").to_lowercase())
}

/// French stem of a folded word. Snowball sees feminines and plurals by their accents, which folding took.
fn stem(word: &str) -> String {
    let singular = word.strip_suffix('s').filter(|rest| rest.len() >= 3 && !rest.ends_with('s')).unwrap_or(word);
    let masculine =
        singular.strip_suffix('e').filter(|rest| rest.len() >= 4 && rest.ends_with('e')).unwrap_or(singular);
    Stemmer::create(Algorithm::French).stem(masculine).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether a query finds a text, as both databases decide it.
    fn finds(query: &str, text: &str) -> bool {
        let index = search_text(text);
        let known: Vec<&str> = index.split(' ').collect();
        search_words(query).iter().all(|word| known.iter().any(|known| known.starts_with(word.as_str())))
    }

    #[test]
    fn endings_and_accents_do_not_matter() {
        let text = "Nos fichiers ont été chiffrés par un rançongiciel à l’école";
        for query in ["rancongiciels", "fichier chiffrées", "CHIFFRÉ", "ecole", "ranço"] {
            assert!(finds(query, text), "{query}");
        }
        assert!(!finds("fichier virus", text));
    }

    #[test]
    fn a_telephone_number_is_found_in_any_notation() {
        let notations =
            ["+33465710001", "04 65 71 00 01", "0465710001", "04.65.71.00.01", "+33 4 65 71 00 01", "0033465710001"];
        for text in notations {
            for query in notations {
                assert!(finds(query, &format!("rappeler Mme Roux au {text}, merci")), "{query} in {text}");
            }
            assert!(finds("0465", text) && finds("04 65 71", text), "{text}");
        }
    }

    #[test]
    fn numbers_of_neighbouring_lines_stay_apart() {
        let text = "73282932000074 \n +33465710001 \n K7M4-92QX";
        for query in ["732 829 320 00074", "732829320", "04 65 71 00 01", "73282932000074"] {
            assert!(finds(query, text), "{query}");
        }
        assert!(finds("12 000", "12000 Rodez") && finds("12000", "12 000 Rodez"));
    }

    #[test]
    fn a_reference_is_found_as_it_is_said() {
        let reference = Reference::from_bits(0x0001_2345_6789);
        let text = format!("dossier \n {reference} \n Rodez");
        let bare = reference.as_str().replace('-', "");
        for query in [
            reference.as_str().to_owned(),
            reference.as_str().to_lowercase(),
            bare.clone(),
            bare.replace('0', "O"),
            reference.as_str().replace('-', " "),
        ] {
            assert!(finds(&query, &text), "{query}");
        }
    }

    #[test]
    fn an_address_is_found_by_its_parts() {
        let text = "anne.roux@mairie-exemple.fr";
        for query in ["anne.roux@mairie-exemple.fr", "roux", "mairie exemple"] {
            assert!(finds(query, text), "{query}");
        }
    }

    proptest! {
        #[test]
        fn every_text_is_found_by_each_of_its_words(words in proptest::collection::vec("[a-zéèàç]{3,12}", 1..12)) {
            let text = words.join(" ");
            for word in &words {
                prop_assert!(finds(word, &text), "{word} in {text}");
            }
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,60}") {
            let _ = search_text(&text);
            let _ = search_words(&text);
        }
    }
}
