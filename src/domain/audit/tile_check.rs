//! Verifies the tiles of a published log against its signed head.

use super::{Bad, Checkpoint, Digest, Frontier, Reason, TILE_WIDTH, Tile};

/// Reads every tile of a log, level by level from the leaves up, each from the left, and holds them against the head.
/// `read` gives a tile's octets, `None` if it isn't there.
///
/// # Errors
/// The first bad tile, counted from 1 in the order of reading.
pub fn check_tiles(head: &Checkpoint, mut read: impl FnMut(Tile) -> Option<Vec<u8>>) -> Result<u64, Bad> {
    let (mut place, mut level, mut log) = (0, 0, Frontier::new());
    // What the level below says of this one: the root of each of its whole tiles.
    let mut below: Vec<Digest> = Vec::new();
    while Tile::width_at(level, 0, head.size) > 0 {
        let mut roots = Vec::new();
        for index in 0.. {
            let width = Tile::width_at(level, index, head.size);
            if width == 0 {
                break;
            }
            place += 1;
            let tile = Tile { level, index, width: u16::try_from(width).unwrap_or(u16::MAX) };
            let hashes = hashes_of(read(tile), width).ok_or_else(|| bad(place, Reason::Decode, "not a whole tile"))?;
            if level == 0 {
                hashes.iter().for_each(|hash| log.push(*hash));
            } else if hashes.iter().zip(index * TILE_WIDTH..).any(|(hash, at)| expected(&below, at) != Some(hash)) {
                return Err(bad(place, Reason::Root, "this tile isn't what the tiles below it give"));
            }
            if width == TILE_WIDTH {
                roots.push(root_of(&hashes));
            }
        }
        if level == 0 && log.root() != head.root {
            return Err(bad(place, Reason::Root, "the leaf hashes don't give the root of the checkpoint"));
        }
        below = roots;
        level += 1;
    }
    Ok(place)
}

fn expected(below: &[Digest], at: u64) -> Option<&Digest> {
    below.get(usize::try_from(at).ok()?)
}

fn hashes_of(octets: Option<Vec<u8>>, width: u64) -> Option<Vec<Digest>> {
    let octets = octets?;
    let (hashes, rest) = octets.as_chunks::<32>();
    (rest.is_empty() && hashes.len() as u64 == width).then(|| hashes.iter().copied().map(Digest).collect())
}

fn root_of(hashes: &[Digest]) -> Digest {
    let mut tile = Frontier::new();
    hashes.iter().for_each(|hash| tile.push(*hash));
    tile.root()
}

fn bad(place: u64, reason: Reason, detail: &str) -> Bad {
    Bad { place, subject: None, seq: None, reason, detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// A log of 70,000 leaves with its tiles.
    fn published() -> (Checkpoint, HashMap<String, Vec<u8>>) {
        let (mut log, mut levels) = (Frontier::new(), vec![Vec::new(); 3]);
        for leaf in 0..70_000_u32 {
            log.push_telling(Digest::of(&[&leaf.to_be_bytes()]), |subtree, hash| {
                if subtree.level.is_multiple_of(8) {
                    levels[usize::from(subtree.level / 8)].push(hash);
                }
            });
        }
        let head = Checkpoint { origin: "desk.example/log".into(), size: log.size(), root: log.root() };
        let mut tiles = HashMap::new();
        for (level, hashes) in (0_u8..).zip(levels) {
            for (index, chunk) in (0_u64..).zip(hashes.chunks(256)) {
                let width = u16::try_from(chunk.len()).unwrap();
                let octets = chunk.iter().flat_map(|Digest(octets)| *octets).collect();
                tiles.insert(Tile { level, index, width }.to_string(), octets);
            }
        }
        (head, tiles)
    }

    fn check(head: &Checkpoint, tiles: &HashMap<String, Vec<u8>>) -> Result<u64, (u64, Reason)> {
        check_tiles(head, |tile| tiles.get(&tile.to_string()).cloned()).map_err(|bad| (bad.place, bad.reason))
    }

    #[test]
    fn whole_tiles_stand_and_each_damage_is_found() {
        let (head, tiles) = published();
        // 274 of leaves, 2 above them, 1 above those.
        assert_eq!(check(&head, &tiles), Ok(277));
        let damaged = |name: &str, damage: fn(&mut Vec<u8>)| {
            let mut tiles = tiles.clone();
            damage(tiles.get_mut(name).unwrap());
            check(&head, &tiles)
        };
        assert_eq!(damaged("0/005", |tile| tile.truncate(100)), Err((6, Reason::Decode)));
        assert_eq!(damaged("0/005", |tile| tile.truncate(32)), Err((6, Reason::Decode)));
        assert_eq!(damaged("0/005", |tile| tile[7] ^= 1), Err((274, Reason::Root)));
        assert_eq!(damaged("1/001.p/17", |tile| tile[0] ^= 1), Err((276, Reason::Root)));
        assert_eq!(damaged("2/000.p/1", |tile| tile.clear()), Err((277, Reason::Decode)));
    }
}
