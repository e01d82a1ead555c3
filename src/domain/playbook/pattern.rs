//! One item of a signal or concept, read: `@concept`, `/regex/`, or a phrase.

use super::fold::fold;
use super::words::plain_words;

/// A longer pattern is refused: nobody reads it, and compiling it may cost.
pub(super) const LONGEST_PATTERN: usize = 600;
/// Between two words of a phrase, `*` stands for at most this many words.
pub(super) const GAP_WORDS: u32 = 3;

/// An item, parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// A concept of the lexicon.
    Concept(String),
    /// A regular expression over the folded text.
    Regex(String),
    /// Words in a row.
    Phrase(Vec<Part>),
}

/// One word of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Part {
    /// Folded.
    pub word: String,
    /// In this form only.
    pub exact: bool,
    /// Words may stand between this one and the one before.
    pub gap: bool,
}

/// Why an item can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unreadable {
    #[error("the pattern is longer than {LONGEST_PATTERN} characters")]
    TooLong,
    #[error("the pattern has no word in it")]
    Empty,
}

/// Reads an item; the expression of a regex is not compiled here.
pub(super) fn parse(item: &str) -> Result<Item, Unreadable> {
    let item = item.trim();
    if item.chars().count() > LONGEST_PATTERN {
        return Err(Unreadable::TooLong);
    }
    if let Some(name) = item.strip_prefix('@') {
        return Ok(Item::Concept(name.trim().to_owned()));
    }
    if let Some(regex) = item.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
        return if regex.is_empty() { Err(Unreadable::Empty) } else { Ok(Item::Regex(folded_expression(regex))) };
    }
    let parts = parts(item);
    if parts.is_empty() { Err(Unreadable::Empty) } else { Ok(Item::Phrase(parts)) }
}

/// An expression is read over folded text: its own letters are folded, its classes (`\\S`) stay.
fn folded_expression(regex: &str) -> String {
    regex.chars().map(|letter| if letter.is_ascii() { letter.to_string() } else { fold(&letter.to_string()) }).collect()
}

fn parts(phrase: &str) -> Vec<Part> {
    let folded = fold(phrase);
    let mut parts = Vec::new();
    let mut gap = false;
    for chunk in folded.split_whitespace() {
        if chunk.chars().all(|letter| letter == '*') {
            gap = !parts.is_empty();
            continue;
        }
        let exact = chunk.starts_with('=');
        for word in plain_words(chunk) {
            parts.push(Part { word: word.to_owned(), exact, gap });
            gap = false;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_apart() {
        assert_eq!(parse("@files"), Ok(Item::Concept("files".into())));
        assert_eq!(parse(r"/\.lockbit\b/"), Ok(Item::Regex(r"\.lockbit\b".into())));
        assert_eq!(parse(" … "), Err(Unreadable::Empty));
        assert_eq!(parse(&"x".repeat(700)), Err(Unreadable::TooLong));
    }

    #[test]
    fn a_phrase_keeps_its_gaps_and_exact_words() {
        let Ok(Item::Phrase(parts)) = parse("Plus * =Accès") else { panic!("a phrase") };
        assert_eq!(parts[0], Part { word: "plus".into(), exact: false, gap: false });
        assert_eq!(parts[1], Part { word: "acces".into(), exact: true, gap: true });
    }
}
