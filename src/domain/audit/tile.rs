//! Tiles: the log's tree cut into pieces of 256 hashes, for monitors that follow it (C2SP tlog-tiles, without entries).

use std::fmt;
use std::str::FromStr;

/// Hashes in a whole tile.
pub const TILE_WIDTH: u64 = 256;

/// Levels of the tree that one level of tiles spans.
const TILE_HEIGHT: u32 = 8;

/// A tile: `width` hashes of complete subtrees of 256^`level` leaves each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tile {
    /// 0 holds leaf hashes.
    pub level: u8,
    /// Counted from 0, from the left.
    pub index: u64,
    /// From 1 to 256; less than 256 is a partial tile.
    pub width: u16,
}

/// The text names no tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a tile")]
pub struct NoTile;

impl Tile {
    /// How many hashes this tile has in a log of so many leaves.
    #[must_use]
    pub fn width_at(level: u8, index: u64, size: u64) -> u64 {
        let nodes = size.checked_shr(u32::from(level) * TILE_HEIGHT).unwrap_or(0);
        nodes.saturating_sub(index.saturating_mul(TILE_WIDTH)).min(TILE_WIDTH)
    }
}

impl fmt::Display for Tile {
    /// As the address writes it: `0/x001/x234/067`, `0/000.p/5`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut groups = vec![format!("{:03}", self.index % 1_000)];
        let mut rest = self.index / 1_000;
        while rest > 0 {
            groups.push(format!("x{:03}", rest % 1_000));
            rest /= 1_000;
        }
        groups.reverse();
        write!(out, "{}/{}", self.level, groups.join("/"))?;
        if u64::from(self.width) < TILE_WIDTH { write!(out, ".p/{}", self.width) } else { Ok(()) }
    }
}

impl FromStr for Tile {
    type Err = NoTile;
    fn from_str(address: &str) -> Result<Self, NoTile> {
        let (level, rest) = address.split_once('/').ok_or(NoTile)?;
        let (index, width) = rest.split_once(".p/").unwrap_or((rest, "256"));
        let digits: String = index.chars().filter(char::is_ascii_digit).collect();
        let tile = Self {
            level: level.parse().map_err(|_| NoTile)?,
            index: digits.parse().map_err(|_| NoTile)?,
            width: width.parse().map_err(|_| NoTile)?,
        };
        // The format has levels up to 63. One tile has one address.
        let is_one = tile.level < 64 && (1..=TILE_WIDTH).contains(&u64::from(tile.width));
        if is_one && tile.to_string() == address { Ok(tile) } else { Err(NoTile) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_the_format() {
        for (level, index, width, address) in [
            (0, 0, 256, "0/000"),
            (0, 0, 5, "0/000.p/5"),
            (1, 1_234_067, 256, "1/x001/x234/067"),
            (2, 273, 112, "2/273.p/112"),
            (0, 1_000, 256, "0/x001/000"),
        ] {
            let tile = Tile { level, index, width };
            assert_eq!(tile.to_string(), address);
            assert_eq!(address.parse(), Ok(tile));
        }
    }

    #[test]
    fn a_tile_has_one_address() {
        for wrong in [
            "",
            "0",
            "0/",
            "0/0",
            "0/0000",
            "0/x000/001",
            "0/001/002",
            "0/000.p/0",
            "0/000.p/256",
            "0/000.p/257",
            "0/000.p/05",
            "64/000",
            "00/000",
            "0/-01",
            "0/x1/000",
            "0/000/../001",
            "a/000",
            "0/x001/x234",
        ] {
            assert!(wrong.parse::<Tile>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_log_has_as_many_hashes_in_its_tiles_as_complete_subtrees() {
        assert_eq!(Tile::width_at(0, 0, 0), 0);
        assert_eq!(Tile::width_at(0, 0, 70), 70);
        assert_eq!(Tile::width_at(0, 1, 70), 0);
        assert_eq!(Tile::width_at(0, 273, 70_000), 112);
        assert_eq!(Tile::width_at(1, 1, 70_000), 17);
        assert_eq!(Tile::width_at(2, 0, 70_000), 1);
        assert_eq!(Tile::width_at(63, u64::MAX, u64::MAX), 0);
    }
}
