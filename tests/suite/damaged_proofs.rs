//! Two verifiers that share no code agree on damaged receipts and on damaged tiles of a published log.

use std::{collections::BTreeMap, fs, path::Path};

use vigie::{
    domain::audit::{Checkpoint, Digest, Frontier, SignedNote, Tile, check_tiles, verify_receipt},
    log_key::{LogKey, is_signature},
};

use crate::second_verifier::{Chance, Log, damaged_logs, key, sample, theirs};

/// Leaves of the published log: four tiles of them, and one above.
const LEAVES: u32 = 900;

fn said(verdict: Result<(), (u64, &'static str)>) -> String {
    verdict.map_or_else(|(place, reason)| format!("{place} {reason}"), |()| "stands".into())
}

/// Damages a receipt in one of seven ways; says which.
fn damage(receipt: &mut Log, chance: &mut Chance) -> &'static str {
    let at = chance.below(receipt.len());
    let other = 2 + chance.below(receipt.len() - 2);
    match chance.below(7) {
        0 => {
            let byte = chance.below(receipt[at].len());
            receipt[at][byte] ^= u8::try_from(1 + chance.below(255)).expect("a byte");
            "byte"
        }
        1 => {
            receipt.remove(at.min(8));
            "delete"
        }
        2 => {
            let again = receipt[other].clone();
            receipt.push(again);
            "replay"
        }
        3 => {
            receipt.swap(2, other);
            "reorder"
        }
        4 => {
            let place = receipt[1].len() - 20 - chance.below(60);
            receipt[1][place] = if receipt[1][place] == b'A' { b'B' } else { b'A' };
            "signature"
        }
        5 => {
            // Among the digits of the proof and its brackets: what is left can be read, and proves nothing.
            let place = receipt[other].len() - 5 - chance.below(50);
            receipt[other][place] = if receipt[other][place] == b'0' { b'1' } else { b'0' };
            "another digit of a proof"
        }
        _ => {
            let keep = 1 + chance.below(receipt[at].len() - 1);
            receipt[at].truncate(keep);
            receipt.truncate(at + 1);
            "cut"
        }
    }
}

#[test]
fn attack_51_both_verifiers_say_the_same_of_every_damaged_receipt() {
    let whole: Log =
        sample("sample-receipt.jsonl").split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let key = key().parse().expect("a key");
    let ours = |receipt: &Log| {
        let read = verify_receipt(&receipt.concat(), &key, is_signature).map(drop);
        said(read.map_err(|bad| (bad.place, bad.reason.as_str())))
    };
    assert_eq!(ours(&whole), "stands");
    let (folder, mut told) = (tempfile::tempdir().expect("a folder"), BTreeMap::new());
    for n in 0..damaged_logs() {
        let (mut receipt, mut chance) = (whole.clone(), Chance(n * 2 + 0x9E37_79B9_7F4A_7C15));
        let kind = damage(&mut receipt, &mut chance);
        fs::write(folder.path().join(format!("{n:04}")), receipt.concat()).expect("written");
        told.insert(format!("{n:04}"), (kind, ours(&receipt), receipt == whole));
    }
    let second = theirs(folder.path());
    for (name, (kind, ours, is_whole)) in &told {
        assert_eq!(Some(ours), second.get(name), "{kind}, receipt {name}");
        // A receipt that shows an entry less, or one of the hashes twice or elsewhere, still proves what it shows.
        let harmless = ["delete", "replay", "reorder"].contains(kind);
        assert!(ours != "stands" || *is_whole || harmless, "{kind}, receipt {name}: nobody found it");
    }
}

/// A log that was published: its head and its tiles by their addresses.
fn published() -> (SignedNote, BTreeMap<String, Vec<u8>>) {
    let (mut log, mut levels) = (Frontier::new(), [Vec::new(), Vec::new()]);
    for leaf in 0..LEAVES {
        log.push_telling(Digest::of(&[&leaf.to_be_bytes()]), |subtree, hash| {
            if subtree.level.is_multiple_of(8) {
                levels[usize::from(subtree.level / 8)].push(hash);
            }
        });
    }
    let mut tiles = BTreeMap::new();
    for (level, hashes) in (0_u8..).zip(levels) {
        for (index, part) in (0_u64..).zip(hashes.chunks(256)) {
            let width = u16::try_from(part.len()).expect("a width");
            let octets = part.iter().flat_map(|Digest(octets)| *octets).collect();
            tiles.insert(Tile { level, index, width }.to_string(), octets);
        }
    }
    let signer = LogKey::new("desk.example/log", &[7; 32]).expect("a name");
    assert_eq!(signer.verifier().to_string(), key(), "the sample's key");
    (signer.sign(log.size(), log.root()), tiles)
}

/// Damages a published log in one of six ways; says which.
fn damage_tiles(note: &mut String, tiles: &mut BTreeMap<String, Vec<u8>>, chance: &mut Chance) -> &'static str {
    let names: Vec<String> = tiles.keys().cloned().collect();
    let (one, two) = (&names[chance.below(names.len())], &names[chance.below(names.len())]);
    match chance.below(6) {
        0 => {
            let keep = chance.below(tiles[one].len());
            tiles.get_mut(one).expect("a tile").truncate(keep);
            "truncated tile"
        }
        1 => {
            let at = chance.below(tiles[one].len());
            tiles.get_mut(one).expect("a tile")[at] ^= 1;
            "edited tile"
        }
        2 => {
            tiles.remove(one);
            "deleted tile"
        }
        3 => {
            let (first, second) = (tiles[one].clone(), tiles[two].clone());
            tiles.insert(one.clone(), second);
            tiles.insert(two.clone(), first);
            "tiles in each other's place"
        }
        4 => {
            let other = tiles[two].clone();
            tiles.insert(one.clone(), other);
            "a tile twice"
        }
        _ => {
            let at = note.len() - 30 - chance.below(40);
            let other = if &note[at..=at] == "A" { "B" } else { "A" };
            note.replace_range(at..=at, other);
            "wrong signature"
        }
    }
}

fn write_log(folder: &Path, note: &str, tiles: &BTreeMap<String, Vec<u8>>) {
    for (name, octets) in tiles {
        let path = folder.join("tile").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, octets).expect("written");
    }
    fs::write(folder.join("checkpoint"), note).expect("written");
    fs::write(folder.join("keys"), format!("{}\n", key())).expect("written");
}

fn ours_of_tiles(note: &str, tiles: &BTreeMap<String, Vec<u8>>) -> String {
    let note: SignedNote = note.parse().expect("a note");
    let head: Checkpoint = note.text.parse().expect("a checkpoint");
    if !note.is_signed_by(&key().parse().expect("a key"), is_signature) {
        return "0 signature".into();
    }
    let read = check_tiles(&head, |tile| tiles.get(&tile.to_string()).cloned()).map(drop);
    said(read.map_err(|bad| (bad.place, bad.reason.as_str())))
}

#[test]
fn attack_51_both_verifiers_say_the_same_of_every_damaged_tile() {
    let (note, tiles) = published();
    assert_eq!(ours_of_tiles(&note.to_string(), &tiles), "stands");
    let (folder, mut told) = (tempfile::tempdir().expect("a folder"), BTreeMap::new());
    for n in 0..damaged_logs() {
        let (mut text, mut damaged) = (note.to_string(), tiles.clone());
        let mut chance = Chance(n * 2 + 0x9E37_79B9_7F4A_7C15);
        let kind = damage_tiles(&mut text, &mut damaged, &mut chance);
        let name = format!("{n:04}");
        write_log(&folder.path().join(&name), &text, &damaged);
        told.insert(name, (kind, ours_of_tiles(&text, &damaged), damaged == tiles && text == note.to_string()));
    }
    let second = theirs(folder.path());
    for (name, (kind, ours, is_whole)) in &told {
        assert_eq!(Some(ours), second.get(name), "{kind}, log {name}");
        assert!(ours != "stands" || *is_whole, "{kind}, log {name}: nobody found it");
    }
}
