//! What the lexicon doesn't know: the words of a text that no term holds, so that it grows from real calls.

use super::classify::Reading;
use super::fold::OTHER_LETTER;
use super::set::PlaybookSet;

/// Shorter words are articles and noise.
const SHORTEST: usize = 4;

impl PlaybookSet {
    /// The words of a text that no concept, phrase or language file holds, in order, each once.
    #[must_use]
    pub fn unknown_words(&self, text: &str) -> Vec<String> {
        let reading = Reading::new(self, text);
        let mut unknown: Vec<String> = Vec::new();
        for word in &reading.words.list {
            let said = reading.folded.text.get(word.start as usize..word.end as usize).unwrap_or_default();
            let readable = said.len() >= SHORTEST
                && !said.contains(OTHER_LETTER)
                && !said.starts_with(|c: char| c.is_ascii_digit());
            if readable && !self.matcher.vocabulary.knows(said) && !unknown.iter().any(|known| known == said) {
                unknown.push(said.to_owned());
            }
        }
        unknown
    }
}
