//! The log's tree, read by tiles of 256 hashes: proofs over millions of events cost a few reads, not the whole log.

use std::collections::HashMap;

use vigie_domain::audit::{
    Digest, Frontier, Subtree, SubtreeSource, TILE_WIDTH, Tile, consistency_proof, inclusion_proof,
};

use super::DeskError;
use crate::store::{Store, StoreError, find};

/// Levels of the tree that one level of tiles spans.
const TILE_HEIGHT: u8 = 8;

/// The tree of a log of so many leaves. Tiles that were read once are kept.
#[derive(Debug)]
pub struct LogTree<'s> {
    store: &'s Store,
    size: u64,
    tiles: HashMap<(u8, u64), Vec<Digest>>,
}

impl<'s> LogTree<'s> {
    /// The tree of the log's first `size` leaves.
    #[must_use]
    pub fn new(store: &'s Store, size: u64) -> Self {
        Self { store, size, tiles: HashMap::new() }
    }

    /// The hashes of a tile, as many as this log gives it.
    ///
    /// # Errors
    /// The database; [`StoreError::Corrupt`] when some are missing.
    pub async fn tile(&mut self, level: u8, index: u64) -> Result<&[Digest], DeskError> {
        let place = (level, index);
        if !self.tiles.contains_key(&place) {
            let hashes = self.read(level, index).await?;
            self.tiles.insert(place, hashes);
        }
        Ok(self.tiles.get(&place).map_or(&[], Vec::as_slice))
    }

    async fn read(&self, level: u8, index: u64) -> Result<Vec<Digest>, DeskError> {
        let (first, width) = (index.saturating_mul(TILE_WIDTH), Tile::width_at(level, index, self.size));
        let (db, from) = (self.store.reader(), place(first)?);
        let rows: Vec<(i64, String)> = if level == 0 {
            let leaves = find::leaves_from(db, from, width).await?;
            leaves.into_iter().map(|leaf| (leaf.leaf_index, leaf.leaf_hash)).collect()
        } else {
            let nodes = find::nodes_from(db, i32::from(level) * i32::from(TILE_HEIGHT), from, width).await?;
            nodes.into_iter().map(|node| (node.node_index, node.hash)).collect()
        };
        let is_whole = rows.len() as u64 == width && rows.iter().zip(from..).all(|((at, _), due)| *at == due);
        if !is_whole {
            return Err(corrupt(format!("hashes of tile {index} of level {level} are missing")));
        }
        rows.iter().map(|(_, hash)| hash.parse().map_err(|error| corrupt(format!("{error}")))).collect()
    }

    /// The hash of a complete subtree: within one tile, since a tile is a complete subtree itself.
    async fn subtree(&mut self, Subtree { level, index }: Subtree) -> Result<Digest, DeskError> {
        let (tile_level, above) = (level / TILE_HEIGHT, u32::from(level % TILE_HEIGHT));
        let (first, count) = (index << above, 1_usize << above);
        let tile = self.tile(tile_level, first / TILE_WIDTH).await?;
        let from = usize::try_from(first % TILE_WIDTH).unwrap_or(usize::MAX);
        let hashes = tile.get(from..from + count).ok_or_else(|| corrupt("a subtree is not complete".into()))?;
        let mut peak = Frontier::new();
        hashes.iter().for_each(|hash| peak.push(*hash));
        Ok(peak.root())
    }

    /// Proves that a leaf is in this log.
    ///
    /// # Errors
    /// As [`LogTree::tile`].
    pub async fn inclusion_proof(&mut self, leaf: u64) -> Result<Vec<Digest>, DeskError> {
        let size = self.size;
        self.prove(|source| inclusion_proof(leaf, size, source)).await
    }

    /// Proves that a shorter log is the beginning of this one.
    ///
    /// # Errors
    /// As [`LogTree::tile`].
    pub async fn consistency_proof(&mut self, old: u64) -> Result<Vec<Digest>, DeskError> {
        let size = self.size;
        self.prove(|source| consistency_proof(old, size, source)).await
    }

    /// Asks first which subtrees the proof is made of, reads them, and makes it.
    async fn prove(
        &mut self,
        make: impl Fn(&mut Known) -> Result<Vec<Digest>, std::convert::Infallible>,
    ) -> Result<Vec<Digest>, DeskError> {
        let mut known = Known::default();
        let Ok(_) = make(&mut known);
        for wanted in std::mem::take(&mut known.wanted) {
            let hash = self.subtree(wanted).await?;
            known.hashes.insert(wanted, hash);
        }
        let Ok(proof) = make(&mut known);
        Ok(proof)
    }

    /// The right edge of this log, to go on from.
    ///
    /// # Errors
    /// As [`LogTree::tile`].
    pub async fn edge(&mut self) -> Result<Frontier, DeskError> {
        let mut peaks = Vec::new();
        for peak in Frontier::peaks_of(self.size) {
            peaks.push(self.subtree(peak).await?);
        }
        Frontier::resume(self.size, peaks).ok_or_else(|| corrupt("its edge doesn't fit its length".into()))
    }
}

/// Subtrees that were read, and those that are asked for and weren't.
#[derive(Default)]
struct Known {
    hashes: HashMap<Subtree, Digest>,
    wanted: Vec<Subtree>,
}

impl SubtreeSource for Known {
    type Error = std::convert::Infallible;
    fn subtree(&mut self, subtree: Subtree) -> Result<Digest, Self::Error> {
        let known = self.hashes.get(&subtree).copied();
        if known.is_none() {
            self.wanted.push(subtree);
        }
        Ok(known.unwrap_or(Digest::ZERO))
    }
}

fn place(index: u64) -> Result<i64, DeskError> {
    i64::try_from(index).map_err(|error| corrupt(error.to_string()))
}

fn corrupt(reason: String) -> DeskError {
    StoreError::Corrupt { what: "audit log", reason }.into()
}
