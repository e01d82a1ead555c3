//! Words at one typing error: one letter missing, added, changed or two swapped, the first letter right.
//!
//! Every known word is kept under each of its forms with one letter taken out, so that a look-up costs as many
//! steps as the word has letters, whatever the size of the lexicon.

use foldhash::{HashSet, HashSetExt as _};

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
    /// Hash of a form without one letter, and the form's place; sorted once all are learnt.
    by_deletion: Vec<(u64, u32)>,
    learnt: HashSet<(u64, WordId)>,
}

impl Typos {
    /// Makes a form findable, if it is long enough, once [`Self::settle`] was called.
    pub fn learn(&mut self, form: &str, id: WordId) {
        let fits = (SHORTEST_FORM..=LONGEST_FORM).contains(&form.len());
        if !fits || !self.learnt.insert((hash(form.as_bytes(), usize::MAX), id)) {
            return;
        }
        let index = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        self.forms.push((form.into(), id));
        self.by_deletion.extend(neighbourhood(form.as_bytes()).map(|key| (key, index)));
    }

    /// No more forms come.
    pub fn settle(&mut self) {
        self.learnt = HashSet::new();
        self.by_deletion.sort_unstable();
        self.by_deletion.dedup();
        self.by_deletion.shrink_to_fit();
    }

    /// Adds the ids of the known forms at one error from `form`, which comes from a word of `length` letters.
    pub fn near(&self, form: &str, length: usize, ids: &mut Vec<WordId>) {
        if length < SHORTEST_WORD || !(SHORTEST_FORM..=LONGEST_FORM).contains(&form.len()) {
            return;
        }
        for key in neighbourhood(form.as_bytes()) {
            for index in self.without_a_letter(key) {
                if let Some((known, id)) = self.forms.get(index as usize)
                    && one_error_apart(form.as_bytes(), known.as_bytes())
                {
                    ids.push(*id);
                }
            }
        }
    }

    fn without_a_letter(&self, key: u64) -> impl Iterator<Item = u32> {
        let from = self.by_deletion.partition_point(|(known, _)| *known < key);
        self.by_deletion[from..].iter().take_while(move |(known, _)| *known == key).map(|(_, index)| *index)
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
        typos.settle();
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
