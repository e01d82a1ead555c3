//! Two verifiers that share no code agree on damaged logs, receipts and tiles: whether each stands, and if not, where and why.

use std::{collections::BTreeMap, path::Path, process::Command};

use serde_json::{Value, json};
use vigie::{
    domain::audit::{Bad, Digest, EventLine, ExportVerifier, Json, Line, read_line},
    log_key::is_signature,
};

/// Two hundred in the usual run; `tests/run full` asks for a thousand.
pub(crate) fn damaged_logs() -> u64 {
    std::env::var("VIGIE_TEST_DAMAGED_LOGS").ok().and_then(|count| count.parse().ok()).unwrap_or(200)
}

/// The last line that a checkpoint of the sample covers: whatever is wrong up to there must be found.
const SEALED_LINES: usize = 62;

pub(crate) fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/verifier/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("the sample is there")
}

pub(crate) fn key() -> String {
    String::from_utf8(sample("sample.key")).expect("text").trim().to_owned()
}

/// A small generator of chance, always the same.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        // xorshift64*, by Marsaglia and Vigna.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).expect("31 bits") % limit
    }
}

pub(crate) type Log = Vec<Vec<u8>>;

fn event_of(line: &[u8]) -> Option<Value> {
    match read_line(line.strip_suffix(b"\n")?)? {
        Line::Event(event) => serde_json::from_slice(event.canonical).ok(),
        _ => None,
    }
}

/// The line of an event with a hash of its own, as somebody with the database would write it.
fn line_of(event: &Value) -> (Vec<u8>, Digest) {
    let canonical = Json::try_from(event.clone()).expect("no fractions").to_bytes();
    let hash = Digest::of(&[&canonical]);
    ([EventLine { canonical: &canonical, hash }.to_bytes(), b"\n".to_vec()].concat(), hash)
}

fn rewrite(log: &mut Log, at: usize, field: &str, value: &Value) {
    if let Some(mut event) = event_of(&log[at]) {
        event[field] = value.clone();
        log[at] = line_of(&event).0;
    }
}

/// Rewrites an event and all later ones of its chain, so that every hash fits again: only signatures can't be made.
fn fork(log: &mut Log, at: usize) {
    let Some(mut event) = event_of(&log[at]) else { return };
    event["action"] = json!("offer.declined");
    let (line, mut hash) = line_of(&event);
    log[at] = line;
    for later in log.iter_mut().skip(at + 1) {
        match event_of(later) {
            Some(mut next) if next["subject"] == event["subject"] => {
                next["prev_hash"] = json!(hash.to_string());
                (*later, hash) = line_of(&next);
            }
            _ => {}
        }
    }
}

/// A wrong signature: another letter within the base64 of the last checkpoint before the end.
fn other_signature(log: &mut Log, chance: &mut Chance) {
    let checkpoints: Vec<usize> = (0..log.len()).filter(|at| log[*at].starts_with(b"{\"checkpoint\"")).collect();
    let line = &mut log[checkpoints[chance.below(checkpoints.len())]];
    let at = line.len() - 20 - chance.below(60);
    line[at] = if line[at] == b'A' { b'B' } else { b'A' };
}

/// Damages the sealed part of a log in one of ten ways; says which.
fn damage(log: &mut Log, chance: &mut Chance) -> &'static str {
    let at = 1 + chance.below(SEALED_LINES - 1);
    match chance.below(10) {
        0 => {
            let byte = chance.below(log[at].len());
            log[at][byte] ^= u8::try_from(1 + chance.below(255)).expect("a byte");
            "byte"
        }
        1 => {
            rewrite(log, at, "action", &json!("offer.declined"));
            "edit"
        }
        2 => {
            log.remove(at);
            "delete"
        }
        3 => {
            log.truncate(at);
            "delete tail"
        }
        4 => {
            let other = 1 + chance.below(SEALED_LINES - 1);
            log.swap(at, other);
            "reorder"
        }
        5 => {
            let again = log[at].clone();
            let is_event = event_of(&again).is_some();
            let place = at + chance.below(log.len() - at);
            log.insert(place, again);
            if is_event { "replay" } else { "checkpoint twice" }
        }
        6 => {
            fork(log, at);
            "fork"
        }
        7 => {
            rewrite(log, at, "at", &json!(chance.below(1_000)));
            "back-date"
        }
        8 => {
            other_signature(log, chance);
            "signature"
        }
        _ => {
            let keep = 1 + chance.below(log[at].len() - 1);
            log[at].truncate(keep);
            log.truncate(at + 1);
            "cut"
        }
    }
}

fn ours(log: &[u8]) -> String {
    let mut verifier = ExportVerifier::new().trusting(key().parse().expect("a key"), is_signature);
    let read = |verifier: &mut ExportVerifier| -> Result<(), Bad> {
        log.split_inclusive(|byte| *byte == b'\n').try_for_each(|line| verifier.check_line(line))
    };
    match read(&mut verifier).and_then(|()| verifier.finish().map(drop)) {
        Ok(()) => "stands".into(),
        Err(bad) => format!("{} {}", bad.place, bad.reason.as_str()),
    }
}

pub(crate) fn theirs(folder: &Path) -> BTreeMap<String, String> {
    let many = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verifier/many.py");
    let ran = Command::new("python3").arg(many).arg(folder).arg(key()).output().expect("python3 runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let text = String::from_utf8(ran.stdout).expect("text");
    text.lines().filter_map(|line| line.split_once(' ')).map(|(name, said)| (name.into(), said.into())).collect()
}

#[test]
fn attack_51_both_verifiers_say_the_same_of_every_damaged_log() {
    let whole: Log = sample("sample.jsonl").split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    assert_eq!(ours(&whole.concat()), "stands");
    let folder = tempfile::tempdir().expect("a folder");
    let mut said = BTreeMap::new();
    for n in 0..damaged_logs() {
        let (mut log, mut chance) = (whole.clone(), Chance(n * 2 + 0x9E37_79B9_7F4A_7C15));
        let kind = damage(&mut log, &mut chance);
        let name = format!("{n:04}");
        std::fs::write(folder.path().join(&name), log.concat()).expect("written");
        said.insert(name, (kind, ours(&log.concat()), log == whole));
    }
    let second = theirs(folder.path());
    let mut unfound = BTreeMap::new();
    for (name, (kind, ours, whole)) in &said {
        assert_eq!(Some(ours), second.get(name), "{kind}, log {name}");
        if ours == "stands" && !whole {
            *unfound.entry(*kind).or_insert(0) += 1;
        }
    }
    // A checkpoint may be missing or stand twice, and a tail be cut off right behind one: what is left is true.
    for harmless in ["delete", "delete tail", "checkpoint twice"] {
        unfound.remove(harmless);
    }
    assert_eq!(unfound, BTreeMap::new(), "damage that nobody found");
}
