//! Proofs over the log: that an event is in it, and that it only ever grew (RFC 6962, section 2.1).

use super::Digest;
use super::merkle::{Subtree, empty_root, node_hash};

/// Reads the hash of a complete subtree from wherever it is kept.
///
/// Proofs are made with it: their cost grows with the height of the tree, not with the length of the log.
pub trait SubtreeSource {
    /// Why it can't be read.
    type Error;

    /// The hash of this subtree.
    ///
    /// # Errors
    /// It can't be read.
    fn subtree(&mut self, subtree: Subtree) -> Result<Digest, Self::Error>;
}

/// The hashes that prove that leaf `index` is in the log of `size` leaves, from the leaf up. Empty if it isn't in it.
///
/// # Errors
/// The source couldn't be read.
pub fn inclusion_proof<S: SubtreeSource>(index: u64, size: u64, source: &mut S) -> Result<Vec<Digest>, S::Error> {
    let mut proof = Vec::new();
    if index < size {
        let (mut low, mut high) = (0, size);
        while high - low > 1 {
            let middle = low + split(high - low);
            if index < middle {
                proof.push(range_hash(middle, high, source)?);
                high = middle;
            } else {
                proof.push(range_hash(low, middle, source)?);
                low = middle;
            }
        }
    }
    proof.reverse();
    Ok(proof)
}

/// The hashes that prove that the log of `old` leaves is the beginning of the log of `new` leaves.
/// Empty if the one or the other is empty, or they are the same.
///
/// # Errors
/// The source couldn't be read.
pub fn consistency_proof<S: SubtreeSource>(old: u64, new: u64, source: &mut S) -> Result<Vec<Digest>, S::Error> {
    let mut proof = Vec::new();
    if old == 0 || old >= new {
        return Ok(proof);
    }
    let (mut low, mut high) = (0, new);
    while old != high {
        let middle = low + split(high - low);
        if old <= middle {
            proof.push(range_hash(middle, high, source)?);
            high = middle;
        } else {
            proof.push(range_hash(low, middle, source)?);
            low = middle;
        }
    }
    // The old tree's own root is known to whoever asks; a part of it is not (RFC 6962, section 2.1.2).
    if low > 0 {
        proof.push(range_hash(low, high, source)?);
    }
    proof.reverse();
    Ok(proof)
}

/// The largest power of two below `count`, which is at least 2.
const fn split(count: u64) -> u64 {
    1 << (63 - (count - 1).leading_zeros())
}

fn range_hash<S: SubtreeSource>(low: u64, high: u64, source: &mut S) -> Result<Digest, S::Error> {
    let count = high - low;
    if count.is_power_of_two() {
        let level = u8::try_from(count.trailing_zeros()).unwrap_or(u8::MAX);
        return source.subtree(Subtree { level, index: low >> level });
    }
    let middle = low + split(count);
    Ok(node_hash(&range_hash(low, middle, source)?, &range_hash(middle, high, source)?))
}

/// Checks an inclusion proof (RFC 9162, section 2.1.3.2).
#[must_use]
pub fn includes(leaf: &Digest, index: u64, proof: &[Digest], (size, root): (u64, &Digest)) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, *leaf);
    for step in proof {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            hash = node_hash(step, &hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, step);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// Checks a consistency proof (RFC 9162, section 2.1.4.2).
#[must_use]
pub fn extends((old, old_root): (u64, &Digest), proof: &[Digest], (new, new_root): (u64, &Digest)) -> bool {
    if old > new {
        return false;
    }
    if old == new {
        return proof.is_empty() && old_root == new_root;
    }
    if old == 0 {
        return proof.is_empty() && *old_root == empty_root();
    }
    let path: Vec<&Digest> =
        if old.is_power_of_two() { std::iter::once(old_root).chain(proof).collect() } else { proof.iter().collect() };
    let Some((first, path)) = path.split_first() else { return false };
    let shift = (old - 1).trailing_ones();
    let (mut at, mut last) = ((old - 1) >> shift, (new - 1) >> shift);
    let (mut old_hash, mut new_hash) = (**first, **first);
    for step in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            old_hash = node_hash(step, &old_hash);
            new_hash = node_hash(step, &new_hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node_hash(&new_hash, step);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && old_hash == *old_root && new_hash == *new_root
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Frontier, leaf_hash};
    use proptest::prelude::*;
    use std::collections::HashMap;
    use std::convert::Infallible;

    /// Every complete subtree of a log, as the frontier told them.
    #[derive(Default)]
    struct Kept(HashMap<Subtree, Digest>);

    impl SubtreeSource for Kept {
        type Error = Infallible;
        fn subtree(&mut self, subtree: Subtree) -> Result<Digest, Infallible> {
            Ok(self.0[&subtree])
        }
    }

    fn leaf(n: u64) -> Digest {
        leaf_hash(&n.to_be_bytes())
    }

    /// The definition of RFC 6962, section 2.1, word for word.
    fn defined_root(leaves: &[Digest]) -> Digest {
        match leaves {
            [] => empty_root(),
            [one] => *one,
            _ => {
                let (left, right) =
                    leaves.split_at(usize::try_from(split(u64::try_from(leaves.len()).unwrap())).unwrap());
                node_hash(&defined_root(left), &defined_root(right))
            }
        }
    }

    fn log(size: u64) -> (Vec<Digest>, Kept) {
        let (mut roots, mut kept, mut frontier) = (vec![empty_root()], Kept::default(), Frontier::new());
        for n in 0..size {
            frontier.push_telling(leaf(n), |subtree, hash| {
                kept.0.insert(subtree, hash);
            });
            roots.push(frontier.root());
        }
        (roots, kept)
    }

    fn root(roots: &[Digest], size: u64) -> (u64, &Digest) {
        (size, &roots[usize::try_from(size).unwrap()])
    }

    #[test]
    fn the_empty_root_is_the_published_one() {
        // RFC 6962, section 2.1: the hash of an empty list is the hash of an empty string.
        assert_eq!(empty_root().to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn roots_are_the_defined_ones_and_the_edge_can_be_taken_up_again() {
        let (roots, kept) = log(70);
        for size in 0..=70 {
            let leaves: Vec<_> = (0..size).map(leaf).collect();
            assert_eq!(*root(&roots, size).1, defined_root(&leaves), "{size}");
            let peaks = Frontier::peaks_of(size).iter().map(|peak| kept.0[peak]).collect();
            assert_eq!(Frontier::resume(size, peaks).unwrap().root(), defined_root(&leaves), "{size}");
        }
        assert_eq!(Frontier::resume(3, vec![leaf(0)]), None);
    }

    #[test]
    fn every_leaf_of_every_log_is_proved_and_no_other_place_is() {
        let (roots, mut kept) = log(40);
        for size in 1..=40 {
            for index in 0..size {
                let proof = inclusion_proof(index, size, &mut kept).unwrap();
                assert!(includes(&leaf(index), index, &proof, root(&roots, size)));
                assert!(!includes(&leaf(index + 1), index, &proof, root(&roots, size)));
                assert!(size == 1 || !includes(&leaf(index), (index + 1) % size, &proof, root(&roots, size)));
                assert!(!includes(&leaf(index), index, &proof, root(&roots, size - 1)));
            }
        }
    }

    #[test]
    fn every_log_is_proved_to_begin_every_longer_one() {
        let (roots, mut kept) = log(40);
        for new in 0..=40 {
            for old in 0..=new {
                let proof = consistency_proof(old, new, &mut kept).unwrap();
                assert!(extends(root(&roots, old), &proof, root(&roots, new)), "{old} {new}");
                if old > 0 && old < new {
                    assert!(!extends((old, &leaf(99)), &proof, root(&roots, new)), "{old} {new}");
                    assert!(!extends(root(&roots, old), &proof, (new, &leaf(99))), "{old} {new}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn a_damaged_proof_proves_nothing(
            size in 2_u64..64,
            at in any::<prop::sample::Index>(),
            hit in any::<prop::sample::Index>(),
            bit in 0_usize..256,
        ) {
            let (roots, mut kept) = log(size);
            let index = at.index(usize::try_from(size).unwrap()) as u64;
            let mut proof = inclusion_proof(index, size, &mut kept).unwrap();
            let hit = hit.index(proof.len());
            proof[hit].0[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(!includes(&leaf(index), index, &proof, root(&roots, size)));
            proof.remove(hit);
            prop_assert!(!includes(&leaf(index), index, &proof, root(&roots, size)));
        }

        #[test]
        fn a_log_that_was_rewritten_does_not_extend_the_old_one(
            old in 1_u64..40,
            more in 1_u64..40,
            at in any::<prop::sample::Index>(),
        ) {
            let (roots, _) = log(old);
            let changed = at.index(usize::try_from(old).unwrap()) as u64;
            let (mut kept, mut frontier) = (Kept::default(), Frontier::new());
            for n in 0..old + more {
                let leaf = if n == changed { leaf(1_000) } else { leaf(n) };
                frontier.push_telling(leaf, |subtree, hash| {
                    kept.0.insert(subtree, hash);
                });
            }
            let proof = consistency_proof(old, old + more, &mut kept).unwrap();
            prop_assert!(!extends(root(&roots, old), &proof, (old + more, &frontier.root())));
        }
    }
}
