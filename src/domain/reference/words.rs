//! Two words by which desk and victim recognise each other: whoever calls back says them first.
//!
//! 1,024 harmless nouns (`words_fr.txt`), no two of which differ by one letter once their accents are gone.

use std::sync::LazyLock;

const WORDS: &str = include_str!("words_fr.txt");

static IN_ORDER: LazyLock<Vec<&str>> = LazyLock::new(|| WORDS.lines().collect());

/// Two different words, such as `moulin` and `lilas`, from the lowest 20 bits of `random`.
#[must_use]
pub fn recognition_words(random: u64) -> (&'static str, &'static str) {
    let (first, second) = (random % 1024, random / 1024 % 1024);
    let apart = if first == second { (second + 1) % 1024 } else { second };
    (word(first), word(apart))
}

fn word(place: u64) -> &'static str {
    let place = usize::try_from(place).unwrap_or_default();
    IN_ORDER.get(place).copied().unwrap_or("moulin")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::intake::fold::fold;

    #[test]
    fn there_are_1024_short_words_that_nobody_confuses() {
        let words: Vec<String> = WORDS.lines().map(fold).collect();
        assert_eq!(words.iter().collect::<HashSet<_>>().len(), 1024);
        assert!(
            words
                .iter()
                .all(|word| (3..=9).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase()))
        );
        for (place, word) in words.iter().enumerate() {
            let close = words[place + 1..].iter().find(|other| strsim::levenshtein(word, other) < 2);
            assert_eq!(close, None, "{word}");
        }
    }

    #[test]
    fn the_two_words_are_never_the_same() {
        for random in 0..1 << 20 {
            if random % 1025 == 0 {
                let (first, second) = recognition_words(random);
                assert_ne!(first, second);
            }
        }
        assert_eq!(recognition_words(7).0, recognition_words(7 + 5 * 1024).0);
    }
}
