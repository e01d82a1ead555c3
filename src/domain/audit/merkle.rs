//! The global log as a Merkle tree (RFC 6962, section 2.1): its roots, as it grows.
//!
//! leaf = SHA-256(0x00 ‖ canonical bytes of the event), node = SHA-256(0x01 ‖ left ‖ right).

use super::Digest;

/// The hash of a leaf: of an event, by its canonical bytes.
#[must_use]
pub fn leaf_hash(canonical: &[u8]) -> Digest {
    Digest::of(&[&[0], canonical])
}

pub(super) fn node_hash(left: &Digest, right: &Digest) -> Digest {
    Digest::of(&[&[1], &left.0, &right.0])
}

/// The root of the empty log: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Digest {
    Digest::of(&[])
}

/// A complete subtree: 2^`level` leaves, the `index`-th of its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Subtree {
    /// 0 is a leaf.
    pub level: u8,
    /// Counted from 0, from the left.
    pub index: u64,
}

/// The right edge of the tree: all that is needed to append and to tell the root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    /// The roots of the complete subtrees that the log falls into, largest first: one for each bit of `size`.
    peaks: Vec<Digest>,
}

impl Frontier {
    /// The empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes up a log of `size` leaves whose complete subtrees, largest first, have these roots.
    /// `None`: their number doesn't fit the size.
    #[must_use]
    pub fn resume(size: u64, peaks: Vec<Digest>) -> Option<Self> {
        (u32::try_from(peaks.len()) == Ok(size.count_ones())).then_some(Self { size, peaks })
    }

    /// How many leaves there are.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The subtrees that [`Frontier::resume`] asks for, in its order.
    #[must_use]
    pub fn peaks_of(size: u64) -> Vec<Subtree> {
        let mut left = 0;
        let mut peaks = Vec::new();
        for level in (0..64_u8).rev().filter(|level| size >> level & 1 == 1) {
            peaks.push(Subtree { level, index: left >> level });
            left += 1 << level;
        }
        peaks
    }

    /// Appends a leaf.
    pub fn push(&mut self, leaf: Digest) {
        self.push_telling(leaf, |_, _| ());
    }

    /// Appends a leaf and tells each subtree that it completes, from the leaf up: what tiles and proofs are made of.
    pub fn push_telling(&mut self, leaf: Digest, mut tell: impl FnMut(Subtree, Digest)) {
        let mut hash = leaf;
        tell(Subtree { level: 0, index: self.size }, hash);
        // Each trailing one of the size is a peak as high as what was just made: the two become one.
        for level in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(&left, &hash);
                let level = u8::try_from(level + 1).unwrap_or(u8::MAX);
                tell(Subtree { level, index: self.size >> level }, hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The root of the log as it stands.
    #[must_use]
    pub fn root(&self) -> Digest {
        self.peaks.iter().rev().copied().reduce(|right, left| node_hash(&left, &right)).unwrap_or_else(empty_root)
    }
}
