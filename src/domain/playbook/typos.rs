//! Words at one typing error: one letter missing, added, changed or two swapped, the first letter right.
//!
//! Every known word is kept under each of its forms with one letter taken out, so that a look-up costs as many
//! steps as the word has letters, whatever the size of the lexicon.

use std::collections::HashMap;

use super::vocabulary::WordId;

/// A caller's word shorter than this is read as it stands.
const SHORTEST_WORD: usize = 7;
/// A known form shorter than this is too easily met by chance.
const SHORTEST_FORM: usize = 6;
const LONGEST_FORM: usize = 24;

/// The known forms and their deletion neighbourhood.
#[derive(Debug, Default)]
pub(super) struct Typos {
    forms: Vec<(Box<str>, WordId)>,
    by_deletion: HashMap<u64, Vec<u32>>,
}

impl Typos {
    /// Makes a form findable, if it is long enough.
    pub fn learn(&mut self, form: &str, id: WordId) {
        let known = |entry: &(Box<str>, WordId)| entry.1 == id && entry.0.as_ref() == form;
        if !(SHORTEST_FORM..=LONGEST_FORM).contains(&form.len()) || self.bucket(form).any(known) {
            return;
        }
        let index = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        self.forms.push((form.into(), id));
        for key in neighbourhood(form.as_bytes()) {
            let bucket = self.by_deletion.entry(key).or_default();
            if bucket.last() != Some(&index) {
                bucket.push(index);
            }
        }
    }

    fn bucket(&self, form: &str) -> impl Iterator<Item = &(Box<str>, WordId)> {
        let indexes = self.by_deletion.get(&hash(form.as_bytes(), usize::MAX)).map_or(&[][..], Vec::as_slice);
        indexes.iter().filter_map(|index| self.forms.get(*index as usize))
    }

    /// Adds the ids of the known forms at one error from `form`, which comes from a word of `length` letters.
    pub fn near(&self, form: &str, length: usize, ids: &mut Vec<WordId>) {
        if length < SHORTEST_WORD || !(SHORTEST_FORM..=LONGEST_FORM).contains(&form.len()) {
            return;
        }
        for key in neighbourhood(form.as_bytes()) {
            for index in self.by_deletion.get(&key).into_iter().flatten() {
                if let Some((known, id)) = self.forms.get(*index as usize)
                    && one_error_apart(form.as_bytes(), known.as_bytes())
                {
                    ids.push(*id);
                }
            }
        }
    }
}

fn neighbourhood(form: &[u8]) -> impl Iterator<Item = u64> {
    std::iter::once(usize::MAX).chain(0..form.len()).map(move |left_out| hash(form, left_out))
}

/// FNV-1a over the bytes but one.
fn hash(form: &[u8], left_out: usize) -> u64 {
    let kept = form.iter().enumerate().filter(|(index, _)| *index != left_out);
    kept.fold(0xcbf2_9ce4_8422_2325, |hash, (_, byte)| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// At most one insertion, deletion, change or swap of neighbours, and the same first letter.
fn one_error_apart(one: &[u8], other: &[u8]) -> bool {
    if one.first() != other.first() || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same_start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same_start..], &other[same_start..]);
    match one.len().cmp(&other.len()) {
        std::cmp::Ordering::Less => one == &other[1..],
        std::cmp::Ordering::Greater => &one[1..] == other,
        std::cmp::Ordering::Equal if one.is_empty() => true,
        std::cmp::Ordering::Equal => {
            one[1..] == other[1..]
                || (one.len() >= 2 && one[0] == other[1] && one[1] == other[0] && one[2..] == other[2..])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_error_is_found_and_two_are_not() {
        let mut typos = Typos::default();
        typos.learn("virement", 7);
        let found = |word: &str| {
            let mut ids = Vec::new();
            typos.near(word, word.len(), &mut ids);
            !ids.is_empty()
        };
        for word in ["virment", "virrement", "viremant", "vierment", "virement"] {
            assert!(found(word), "{word}");
        }
        for word in ["vrmant", "firement", "vivemant"] {
            assert!(!found(word), "{word}");
        }
    }
}
