//! Receipts: that the events of a case are in the log, checked offline with the desk's public key alone.
//!
//! A receipt is JSON lines: its header, rotations of the key if there were any, one checkpoint, then entries with their
//! inclusion proofs. An entry shows its event, or its leaf hash alone.

use serde::Deserialize;

use super::{
    Bad, Checkpoint, Digest, Json, KeyRing, Line, RECEIPT_HEADER_LINE, Reason, SignatureCheck, SignedNote, Verifier,
    VerifierKey, check_canonical, includes, leaf_hash, read_line,
};

const BEFORE_EVENT: &[u8] = br#"{"event":"#;
const BEFORE_LEAF: &[u8] = br#","leaf":"#;

/// One event of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptEntry {
    /// The event's bytes; none where only its leaf hash is shown.
    pub canonical: Option<Vec<u8>>,
    /// Its place in the log, from 0.
    pub leaf: u64,
    /// Its leaf hash.
    pub leaf_hash: Digest,
    /// The inclusion proof, from the leaf up.
    pub proof: Vec<Digest>,
}

/// What a receipt proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// The head of the log that all entries are in.
    pub checkpoint: Checkpoint,
    /// How many entries.
    pub entries: u64,
    /// How many of them show their event.
    pub shown: u64,
}

impl ReceiptEntry {
    /// The line of the entry, without its line break.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let proof = self.proof.iter().map(|hash| Json::Text(hash.to_string())).collect();
        let tail = Json::Map(vec![
            ("leaf".into(), Json::integer(i64::try_from(self.leaf).unwrap_or(i64::MAX))),
            ("leaf_hash".into(), Json::Text(self.leaf_hash.to_string())),
            ("proof".into(), Json::List(proof)),
        ])
        .to_bytes();
        match &self.canonical {
            // "event" sorts before "leaf": the line stays canonical.
            Some(event) => [BEFORE_EVENT, event, b",", &tail[1..]].concat(),
            None => tail,
        }
    }
}

/// The exact bytes of the event, cut out of the line, and the rest of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tail {
    leaf: u64,
    leaf_hash: String,
    proof: Vec<String>,
}

fn read_entry(line: &[u8]) -> Option<ReceiptEntry> {
    check_canonical(line).ok()?;
    let (canonical, tail) = match line.strip_prefix(BEFORE_EVENT) {
        Some(framed) => {
            // Nothing behind the event holds this text again, whatever the event holds.
            let cut = framed.windows(BEFORE_LEAF.len()).rposition(|window| window == BEFORE_LEAF)?;
            let (event, rest) = framed.split_at(cut);
            (Some(event.to_vec()), [b"{", &rest[1..]].concat())
        }
        None => (None, line.to_vec()),
    };
    let Tail { leaf, leaf_hash, proof } = serde_json::from_slice(&tail).ok()?;
    let proof = proof.iter().map(|hash| hash.parse().ok()).collect::<Option<_>>()?;
    Some(ReceiptEntry { canonical, leaf, leaf_hash: leaf_hash.parse().ok()?, proof })
}

/// Verifies a whole receipt against the desk's public key. Events that are shown must also follow each other in
/// their chains, from the first on.
///
/// # Errors
/// The first bad place, counted in lines from 1.
pub fn verify_receipt(receipt: &[u8], key: &VerifierKey, check: SignatureCheck) -> Result<Proved, Bad> {
    let mut lines = receipt.split_inclusive(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\n")).zip(1..);
    if lines.next().and_then(|(line, _)| line) != Some(RECEIPT_HEADER_LINE.as_bytes()) {
        return Err(bad(1, Reason::Decode, "the first line isn't the header of a receipt"));
    }
    let checkpoint = checkpoint(&mut lines, KeyRing::trusting(key.clone(), check))?;
    let mut proved = Proved { checkpoint, entries: 0, shown: 0 };
    let mut chains = Verifier::new();
    for (line, place) in lines {
        let entry = line.and_then(read_entry).ok_or_else(|| bad(place, Reason::Decode, "not an entry of a receipt"))?;
        check_entry(&entry, place, &mut proved, &mut chains)?;
    }
    Ok(proved)
}

fn check_entry(entry: &ReceiptEntry, place: u64, proved: &mut Proved, chains: &mut Verifier) -> Result<(), Bad> {
    if let Some(canonical) = &entry.canonical {
        if leaf_hash(canonical) != entry.leaf_hash {
            return Err(bad(place, Reason::Hash, "the bytes don't give the leaf hash that stands beside them"));
        }
        chains.check(canonical, &Digest::of(&[canonical])).map_err(|error| Bad { place, ..error })?;
        proved.shown += 1;
    }
    let head = (proved.checkpoint.size, &proved.checkpoint.root);
    if !includes(&entry.leaf_hash, entry.leaf, &entry.proof, head) {
        return Err(bad(place, Reason::Root, "this event isn't proved to be in the log"));
    }
    proved.entries += 1;
    Ok(())
}

/// The checkpoint, by way of the rotations that may stand before it.
fn checkpoint<'r>(
    lines: &mut impl Iterator<Item = (Option<&'r [u8]>, u64)>,
    mut keys: KeyRing,
) -> Result<Checkpoint, Bad> {
    let mut last = 2;
    for (line, place) in lines {
        last = place;
        match line.and_then(read_line) {
            Some(Line::Rotation(note)) => {
                let note: Option<SignedNote> = note.parse().ok();
                if !note.is_some_and(|note| keys.follow(&note)) {
                    return Err(bad(place, Reason::Signature, "this rotation isn't signed by both of its keys"));
                }
            }
            Some(Line::Checkpoint(note)) => return head_of(&note, place, &keys),
            _ => break,
        }
    }
    Err(bad(last, Reason::Decode, "a receipt without a checkpoint"))
}

fn head_of(note: &str, place: u64, keys: &KeyRing) -> Result<Checkpoint, Bad> {
    let unreadable = |_| bad(place, Reason::Decode, "not a checkpoint of the format");
    let note: SignedNote = note.parse().map_err(unreadable)?;
    let checkpoint: Checkpoint = note.text.parse().map_err(unreadable)?;
    if keys.signed(&note, checkpoint.size) {
        Ok(checkpoint)
    } else {
        Err(bad(place, Reason::Signature, "the checkpoint isn't signed by the key"))
    }
}

fn bad(place: u64, reason: Reason, detail: &str) -> Bad {
    Bad { place, subject: None, seq: None, reason, detail: detail.to_owned() }
}

#[cfg(test)]
mod tests;
