//! Folding of a caller's words: lower case, no accents, plain apostrophes and quotes, pure ASCII, with a map back
//! to the original so that a match is highlighted where the caller said it.
//!
//! Splitting into words belongs to `words`.

use unicode_normalization::char::decompose_compatible;

/// Stands for a letter that has no ASCII form, so that a word of another script stays one word.
pub(super) const OTHER_LETTER: char = '~';

/// A text folded to ASCII and, for each of its bytes, where it came from.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// ASCII only, the same order as the original.
    pub text: String,
    /// For each byte of `text`: byte offset in the original of the character it came from.
    origin: Vec<u32>,
}

impl Folded {
    /// Folds `original`; time and space are linear in its length.
    pub fn new(original: &str) -> Self {
        let mut folded =
            Self { text: String::with_capacity(original.len() + 8), origin: Vec::with_capacity(original.len() + 8) };
        for (offset, character) in original.char_indices() {
            let offset = u32::try_from(offset).unwrap_or(u32::MAX);
            if character.is_ascii() {
                folded.push(plain(character), offset);
            } else {
                folded.fold(character, offset);
            }
        }
        folded
    }

    /// The bytes of the original that the folded bytes `start..end` came from, on character boundaries.
    pub fn original_span(&self, original: &str, start: usize, end: usize) -> (usize, usize) {
        let at = |index: usize| self.origin.get(index).map_or(original.len(), |offset| *offset as usize);
        let first = at(start);
        let last = if end > start { at(end - 1) } else { first };
        let width = original.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (first, last + width)
    }

    fn push(&mut self, character: char, offset: u32) {
        self.text.push(character);
        self.origin.push(offset);
    }

    fn push_all(&mut self, letters: &str, offset: u32) {
        letters.chars().for_each(|letter| self.push(letter, offset));
    }

    fn fold(&mut self, character: char, offset: u32) {
        match character {
            '’' | '‘' | 'ʼ' | '´' | '′' => self.push('\'', offset),
            '«' | '»' | '“' | '”' | '„' => self.push('"', offset),
            '–' | '—' | '‑' | '‐' | '−' => self.push('-', offset),
            'œ' | 'Œ' => self.push_all("oe", offset),
            'æ' | 'Æ' => self.push_all("ae", offset),
            'ß' => self.push_all("ss", offset),
            'ø' | 'Ø' => self.push('o', offset),
            'ł' | 'Ł' => self.push('l', offset),
            '€' => self.push_all("eur", offset),
            '£' => self.push_all("gbp", offset),
            '…' => self.push_all("...", offset),
            '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {}
            '\u{ad}' => {}
            other => self.decompose(other, offset),
        }
    }

    fn decompose(&mut self, character: char, offset: u32) {
        let before = self.text.len();
        decompose_compatible(character, |part| {
            if part.is_ascii() && !part.is_ascii_control() {
                self.push(part.to_ascii_lowercase(), offset);
            }
        });
        if self.text.len() == before {
            self.push(if character.is_alphanumeric() { OTHER_LETTER } else { ' ' }, offset);
        }
    }
}

fn plain(character: char) -> char {
    match character {
        '`' => '\'',
        '\n' => '\n',
        OTHER_LETTER => ' ',
        control if control.is_ascii_control() => ' ',
        letter => letter.to_ascii_lowercase(),
    }
}

/// The folded form alone, for terms and keys.
pub(super) fn fold(text: &str) -> String {
    Folded::new(text).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_ligatures_and_typography_disappear() {
        assert_eq!(fold("L’Œuvre « chiffrée »\u{a0}: 500€…"), "l'oeuvre \" chiffree \" : 500eur...");
    }

    #[test]
    fn a_span_leads_back_to_the_characters_it_came_from() {
        let text = "été 500€ déçu";
        let folded = Folded::new(text);
        let start = folded.text.find("500eur").unwrap();
        let (from, to) = folded.original_span(text, start, start + 6);
        assert_eq!(&text[from..to], "500€");
    }

    #[test]
    fn another_script_stays_a_word() {
        assert_eq!(fold("привет 你好 🙂"), "~~~~~~ ~~  ");
    }
}
