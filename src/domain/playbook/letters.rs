//! Pieces of words: runs of three to five letters, ends included, each counted in one of 4,096 cells. They carry what
//! stems can't: typing errors, speech recognition's spelling, words never met whose parts were met.

use super::weights_document::LetterWeights;

/// Cells. Two runs may share one; at this number it costs nothing that can be measured.
pub(super) const CELLS: usize = 4096;
/// Lengths of the runs, in letters.
const SHORTEST: usize = 3;
const LONGEST: usize = 5;
/// Longer words are no words.
const LONGEST_WORD: usize = 40;

/// The cells of a folded word, as often as they come.
pub(super) fn cells(word: &str, mut each: impl FnMut(u16)) {
    if word.len() > LONGEST_WORD || word.starts_with(|first: char| first.is_ascii_digit()) {
        return;
    }
    let mut letters = [b'^'; LONGEST_WORD + 2];
    letters[1..=word.len()].copy_from_slice(word.as_bytes());
    letters[word.len() + 1] = b'$';
    let letters = &letters[..word.len() + 2];
    for first in 0..letters.len() {
        let mut hash = 0x811c_9dc5_u32;
        for (length, letter) in (1..=LONGEST).zip(&letters[first..]) {
            hash = (hash ^ u32::from(*letter)).wrapping_mul(0x0100_0193);
            if length >= SHORTEST {
                each(((hash >> 16) ^ hash) as u16 & (CELLS as u16 - 1));
            }
        }
    }
}

/// A set of cells: what a text's words hold, each once.
#[derive(Debug, Clone)]
pub(super) struct CellSet([u64; CELLS / 64]);

impl Default for CellSet {
    fn default() -> Self {
        Self([0; CELLS / 64])
    }
}

impl CellSet {
    /// Adds a cell.
    pub fn insert(&mut self, cell: u16) {
        self.0[usize::from(cell) / 64] |= 1 << (cell % 64);
    }

    /// The cells, in order.
    pub fn iter(&self) -> impl Iterator<Item = u16> + '_ {
        self.0.iter().enumerate().flat_map(|(block, bits)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.checked_sub(1)?;
                Some((block * 64) as u16 + bit as u16)
            })
        })
    }
}

/// Weights by cell and playbook.
#[derive(Debug, Default)]
pub(super) struct Letters {
    table: Vec<f32>,
    columns: usize,
}

impl Letters {
    /// The table with its columns in the order of the playbooks; a category without a column weighs nothing.
    pub fn new(document: &LetterWeights, playbooks: &[String]) -> Self {
        let written = document.table();
        let (from, to) = (document.categories.len(), playbooks.len());
        if written.len() != CELLS * from {
            return Self::default();
        }
        let mut table = vec![0.0; CELLS * to];
        for (column, category) in document.categories.iter().enumerate() {
            let Some(place) = playbooks.iter().position(|known| known == category) else { continue };
            for cell in 0..CELLS {
                table[cell * to + place] = (f64::from(written[cell * from + column]) * document.scale) as f32;
            }
        }
        Self { table, columns: to }
    }

    /// True when nothing is weighed.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// What a cell weighs for each playbook; nothing when there is no table.
    pub fn row(&self, cell: u16) -> &[f32] {
        let from = usize::from(cell) * self.columns;
        self.table.get(from..from + self.columns).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(word: &str) -> Vec<u16> {
        let mut set = CellSet::default();
        cells(word, |cell| set.insert(cell));
        set.iter().collect()
    }

    #[test]
    fn words_of_one_family_share_most_cells_and_others_few() {
        let shared = |one: &str, other: &str| set(one).iter().filter(|cell| set(other).contains(cell)).count();
        assert!(shared("ransomware", "ransomeware") > 12);
        assert!(shared("ransomware", "boulangerie") < 3);
    }

    #[test]
    fn numbers_and_endless_words_have_none() {
        assert!(set("2026").is_empty());
        assert!(set(&"a".repeat(41)).is_empty());
        assert!(!set("vi").is_empty());
    }
}
