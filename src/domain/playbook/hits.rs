//! Where the atoms stand in one text.

/// Number of an atom: a distinct concept, phrase or expression.
pub(super) type AtomId = u32;

/// Hits of one expression that are located, and hits of one atom that are looked at, in one text.
pub(super) const MOST_HITS: usize = 64;

/// A place in the text where an atom stands: its first and last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Hit {
    /// What stands there.
    pub atom: AtomId,
    /// Index of the first word.
    pub first: u32,
    /// Index of the last word.
    pub last: u32,
}

/// Adds atoms to those that one thing stands for.
pub(super) fn merge(known: &mut Vec<AtomId>, more: &[AtomId]) {
    known.extend_from_slice(more);
    known.sort_unstable();
    known.dedup();
}

/// What was found in one text.
#[derive(Debug, Default)]
pub(super) struct Hits {
    list: Vec<Hit>,
    present: Vec<u64>,
}

impl Hits {
    /// Puts hits in order.
    pub fn new(mut list: Vec<Hit>, atom_count: usize) -> Self {
        list.sort_unstable();
        list.dedup();
        let mut present = vec![0_u64; atom_count / 64 + 1];
        for hit in &list {
            present[hit.atom as usize / 64] |= 1 << (hit.atom % 64);
        }
        Self { list, present }
    }

    /// True when the atom stands somewhere.
    pub fn has(&self, atom: AtomId) -> bool {
        self.present.get(atom as usize / 64).is_some_and(|bits| bits >> (atom % 64) & 1 == 1)
    }

    /// Where the atom stands; the first places when there are very many.
    pub fn of(&self, atom: AtomId) -> &[Hit] {
        if !self.has(atom) {
            return &[];
        }
        let from = self.list.partition_point(|hit| hit.atom < atom);
        let count = self.list[from..].iter().take(MOST_HITS).take_while(|hit| hit.atom == atom).count();
        &self.list[from..from + count]
    }

    /// Every hit, by atom, then by place.
    pub fn all(&self) -> &[Hit] {
        &self.list
    }
}
