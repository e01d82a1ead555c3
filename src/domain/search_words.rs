//! Words as the search index keeps them: folded, stemmed in French, the same on both databases.

use rust_stemmers::{Algorithm, Stemmer};

use crate::intake::fold::fold;

/// The words of a text for the index or for a query, in order, each once in a row.
///
/// Digits typed in groups (a telephone number, a SIRET) are joined as well, so that any notation finds them.
#[must_use]
pub fn search_words(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::French);
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut found: Vec<String> = words.iter().map(|word| stemmer.stem(word).into_owned()).collect();
    found.extend(joined_digits(&words));
    found.dedup();
    found
}

/// The column of the index.
#[must_use]
pub fn search_text(text: &str) -> String {
    search_words(text).join(" ")
}

/// Runs of groups of digits, joined; French telephone numbers in both notations.
fn joined_digits(words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let is_number = |word: &&&str| word.bytes().all(|sign| sign.is_ascii_digit());
    let mut rest = words;
    while let Some(start) = rest.iter().position(|word| is_number(&word)) {
        let run: Vec<&str> = rest[start..].iter().take_while(|word| is_number(word)).copied().collect();
        rest = &rest[start + run.len()..];
        let number = run.concat();
        if run.len() > 1 && number.len() <= 20 {
            found.push(number.clone());
        }
        if let Some(national) = number.strip_prefix("33").filter(|digits| digits.len() == 9) {
            found.push(format!("0{national}"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plural_and_an_accent_find_the_same() {
        assert_eq!(search_words("Rançongiciels"), search_words("rancongiciel"));
    }

    #[test]
    fn a_telephone_number_is_found_in_any_notation() {
        assert!(search_words("+33465710001").contains(&"0465710001".to_owned()));
        assert!(search_words("04 65 71 00 01").contains(&"0465710001".to_owned()));
    }
}
