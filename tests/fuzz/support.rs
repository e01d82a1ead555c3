//! What several targets need: the real playbooks, and the sample log of `tests/verifier` with its key.

use std::{fs, path::Path, sync::LazyLock};

use ed25519_dalek::{Signature, VerifyingKey};
use vigie_domain::audit::VerifierKey;
use vigie_domain::playbook::{PlaybookSet, SourceFile};

/// The export of the sample log.
pub const EXPORT: &[u8] = include_bytes!("../verifier/sample.jsonl");
/// A receipt of the sample log.
pub const RECEIPT: &[u8] = include_bytes!("../verifier/sample-receipt.jsonl");

/// The playbooks that come with the desk, compiled once.
pub static PLAYBOOKS: LazyLock<PlaybookSet> = LazyLock::new(|| {
    let mut files = Vec::new();
    collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../playbooks")), "", &mut files);
    PlaybookSet::compile(&files).expect("the desk's own playbooks compile")
});

fn collect(folder: &Path, prefix: &str, files: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).expect("a folder of playbooks") {
        let path = entry.expect("an entry").path();
        let name = format!("{prefix}{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else {
            files.push(SourceFile { name, text: fs::read_to_string(&path).expect("a text") });
        }
    }
}

/// The key of the sample log.
#[must_use]
pub fn key() -> VerifierKey {
    include_str!("../verifier/sample.key").trim().parse().expect("a verifier key")
}

/// Whether a signature is the key's.
#[must_use]
pub fn check(key: &[u8; 32], text: &[u8], signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (VerifyingKey::from_bytes(key), Signature::from_slice(signature)) else {
        return false;
    };
    key.verify_strict(text, &signature).is_ok()
}

/// `sample` with edits: of each five bytes two say where, one what is done there, two with what.
#[must_use]
pub fn damaged(sample: &[u8], edits: &[u8]) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = sample.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    for edit in edits.chunks_exact(5).take(8) {
        let (line, at) = (usize::from(edit[0]) % lines.len(), usize::from(edit[1]) << 3 | usize::from(edit[2] >> 5));
        let (at, other) = (at % lines[line].len().max(1), usize::from(edit[3]) % lines.len());
        match edit[2] % 8 {
            0 => drop(lines.remove(line)),
            1 => lines.insert(line, lines[other].clone()),
            2 => lines.swap(line, other),
            3 => lines.truncate(line + 1),
            4 => lines[line].insert(at, edit[3]),
            5 if at < lines[line].len() => drop(lines[line].remove(at)),
            6 if at < lines[line].len() => lines[line][at] ^= edit[3].max(1),
            _ if at < lines[line].len() => lines[line][at] = edit[4],
            _ => {}
        }
        if lines.is_empty() {
            break;
        }
    }
    lines.concat()
}
