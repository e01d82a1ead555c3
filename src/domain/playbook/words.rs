//! The words of a text, with their place: sentence, and a position that grows faster across commas and conjunctions,
//! so that "in one clause" is a distance and holds for speech recognition's text without punctuation, too.

use super::fold::{Folded, OTHER_LETTER};
use super::language::WHOLE_WORD;
use super::letters::CellSet;
use super::vocabulary::{Seen, Vocabulary, WordId};

/// What a boundary adds to the distance between the words on its two sides.
const COMMA: u32 = 3;
const STARTER: u32 = 1;
const SENTENCE: u32 = 40;

/// One word as the lexicon sees it. A shorthand gives several, all over the same letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// First byte in the folded text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Place on the scale of reaches.
    pub position: u32,
    /// Number of its sentence.
    pub sentence: u32,
    ids: (u32, u32),
}

/// The words of a text in order, without fillers.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The words.
    pub list: Vec<Word>,
    ids: Vec<WordId>,
    /// Shares of function words met, by language.
    pub languages: [u32; 16],
    /// Words with fitted weights: the rows by language, and the word's index.
    pub fitted: Vec<([u32; 2], u32)>,
    /// Cells of the pieces of all words.
    pub cells: CellSet,
}

impl Words {
    /// Reads the words of a folded text.
    pub fn read(folded: &Folded, vocabulary: &Vocabulary) -> Self {
        let raw = split(&folded.text);
        let mut words = Self::default();
        words.list.reserve(raw.len());
        let mut place = Place::default();
        vocabulary.see_all(raw.iter().map(|word| &folded.text[word.start..word.end]), |index, seen| {
            if let Some(word) = raw.get(index) {
                place.enter(word.before, seen.starter);
                words.add(word, seen, &mut place);
            }
        });
        words
    }

    fn add(&mut self, raw: &RawWord, seen: &Seen, place: &mut Place) {
        if seen.languages != 0 {
            let share = WHOLE_WORD / seen.languages.count_ones();
            for (bit, count) in self.languages.iter_mut().enumerate() {
                *count += share * u32::from(seen.languages >> bit & 1);
            }
        }
        if seen.filler {
            return;
        }
        seen.cells.iter().for_each(|cell| self.cells.insert(*cell));
        if seen.fitted != [0, 0] {
            self.fitted.push((seen.fitted, self.list.len() as u32));
        }
        let parts = if seen.parts.is_empty() { std::slice::from_ref(seen) } else { &seen.parts };
        for part in parts.iter().filter(|part| !part.filler) {
            let from = self.ids.len() as u32;
            self.ids.extend_from_slice(&part.ids);
            place.position += 1;
            self.list.push(Word {
                start: raw.start as u32,
                end: raw.end as u32,
                position: place.position,
                sentence: place.sentence,
                ids: (from, self.ids.len() as u32),
            });
        }
    }

    /// The words of the lexicon that word number `index` matches.
    pub fn ids(&self, index: usize) -> &[WordId] {
        let (from, to) = self.list[index].ids;
        &self.ids[from as usize..to as usize]
    }
}

#[derive(Default)]
struct Place {
    position: u32,
    sentence: u32,
}

impl Place {
    fn enter(&mut self, boundary: Boundary, starter: bool) {
        self.position += match boundary {
            Boundary::None => 0,
            Boundary::Clause => COMMA,
            Boundary::Sentence => SENTENCE,
        } + if starter { STARTER } else { 0 };
        self.sentence += u32::from(boundary == Boundary::Sentence);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Boundary {
    None,
    Clause,
    Sentence,
}

#[derive(Debug)]
struct RawWord {
    start: usize,
    end: usize,
    before: Boundary,
}

/// The folded words of a term, in order.
pub(super) fn plain_words(folded: &str) -> Vec<&str> {
    split(folded).iter().map(|word| &folded[word.start..word.end]).collect()
}

fn split(text: &str) -> Vec<RawWord> {
    let bytes = text.as_bytes();
    let mut words = Vec::with_capacity(text.len() / 5 + 1);
    let mut before = Boundary::None;
    let mut index = 0;
    while index < bytes.len() {
        if let Some(kind) = Kind::of(bytes[index]) {
            let end =
                bytes[index..].iter().position(|byte| Kind::of(*byte) != Some(kind)).map_or(bytes.len(), |n| index + n);
            words.push(RawWord { start: index, end, before });
            before = Boundary::None;
            index = end;
        } else {
            before = before.max(boundary(bytes, index));
            index += 1;
        }
    }
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letters,
    Digits,
}

impl Kind {
    fn of(byte: u8) -> Option<Self> {
        match byte {
            b'0'..=b'9' => Some(Self::Digits),
            b'a'..=b'z' => Some(Self::Letters),
            other if other == OTHER_LETTER as u8 => Some(Self::Letters),
            _ => None,
        }
    }
}

/// What the mark at `index` separates. A full stop counts before a space or the end only, and not after one letter.
fn boundary(bytes: &[u8], index: usize) -> Boundary {
    let next = bytes.get(index + 1).copied().unwrap_or(b' ');
    let blank_next = next == b' ' || next == b'\n' || next == b'"';
    match bytes[index] {
        b'!' | b'?' => Boundary::Sentence,
        b'.' if blank_next && !after_initial(bytes, index) => Boundary::Sentence,
        b'\n' if next == b'\n' => Boundary::Sentence,
        b'\n' | b';' | b'(' | b')' => Boundary::Clause,
        b',' | b':' if blank_next => Boundary::Clause,
        b'-' if blank_next && index > 0 && bytes[index - 1] == b' ' => Boundary::Clause,
        _ => Boundary::None,
    }
}

fn after_initial(bytes: &[u8], index: usize) -> bool {
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    index >= 1 && letter(index - 1) && (index < 2 || !letter(index - 2))
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::Reading;
    use super::*;

    fn read(text: &str) -> Words {
        Words::read(&Folded::new(text), &Vocabulary::new(Reading::default()))
    }

    #[test]
    fn full_stops_of_numbers_and_initials_end_no_sentence() {
        let words = read("M. Durand a payé 12.400 €. Puis plus rien");
        let sentences: Vec<u32> = words.list.iter().map(|word| word.sentence).collect();
        assert_eq!(sentences, [0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
    }

    #[test]
    fn commas_make_words_farther_apart() {
        let plain = read("fichiers bloques");
        let comma = read("fichiers, bloques");
        let distance = |words: &Words| words.list[1].position - words.list[0].position;
        assert!(distance(&comma) > distance(&plain));
    }

    #[test]
    fn letters_and_digits_part() {
        assert_eq!(plain_words("m365 12k"), ["m", "365", "12", "k"]);
    }
}
