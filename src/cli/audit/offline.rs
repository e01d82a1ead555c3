//! Verifying files that the desk gave out, without the desk: its public key is enough.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::ExitCode,
};

use anyhow::Context;
use vigie_domain::audit::{
    Bad, Checkpoint, ExportVerifier, KeyRing, SignedNote, Standing, VerifierKey, check_tiles, verify_receipt,
};

use crate::log_key::is_signature;

/// Verifies a receipt.
///
/// # Errors
/// File or key can't be read.
pub(super) fn verify_bundle(file: &Path, key: Option<&str>) -> anyhow::Result<ExitCode> {
    let key = verifier_key(key.context("a receipt needs the desk's public key: --key")?)?;
    let receipt = fs::read(file).with_context(|| format!("{} can't be read", file.display()))?;
    Ok(match verify_receipt(&receipt, &key, is_signature) {
        Ok(proved) => {
            let (entries, shown, size) = (proved.entries, proved.shown, proved.checkpoint.size);
            println!("{entries} events are proved to be in the log of {size}, {shown} of them shown");
            ExitCode::SUCCESS
        }
        Err(bad) => refused(&bad),
    })
}

/// Verifies an export, line by line.
///
/// # Errors
/// File, key or checkpoint can't be read.
pub(super) fn verify_export(file: &Path, key: Option<&str>, held: Option<&Path>) -> anyhow::Result<ExitCode> {
    let mut verifier = ExportVerifier::new();
    if let Some(key) = key {
        verifier = verifier.trusting(verifier_key(key)?, is_signature);
    }
    if let Some(held) = held {
        verifier = verifier.through(checkpoint(held)?);
    }
    let opened = fs::File::open(file).with_context(|| format!("{} can't be read", file.display()))?;
    Ok(match read_all(BufReader::new(opened), verifier)? {
        Ok(standing) => {
            println!("{standing} are sound");
            ExitCode::SUCCESS
        }
        Err(bad) => refused(&bad),
    })
}

/// Verifies a copy of the published log.
///
/// # Errors
/// The folder holds no checkpoint, or the key can't be read.
pub(super) fn verify_tiles(folder: &Path, key: Option<&str>) -> anyhow::Result<ExitCode> {
    let mut keys = KeyRing::trusting(verifier_key(key.context("--key is needed")?)?, is_signature);
    // Keys that were replaced stand behind the first line, each as a note.
    let kept = fs::read_to_string(folder.join("keys")).unwrap_or_default();
    let notes = kept.split_once("\n\n").map_or("", |(_, notes)| notes);
    for note in notes_of(notes) {
        anyhow::ensure!(keys.follow(&note), "a rotation of the keys isn't signed by both of them");
    }
    let path = folder.join("checkpoint");
    let text = fs::read_to_string(&path).with_context(|| format!("{} can't be read", path.display()))?;
    let note: SignedNote = text.parse().with_context(|| format!("{} holds no checkpoint", path.display()))?;
    let head = checkpoint(&path)?;
    if !keys.signed(&note, head.size) {
        println!("signature at 0: the checkpoint isn't signed by the key");
        return Ok(ExitCode::from(1));
    }
    Ok(match check_tiles(&head, |tile| fs::read(folder.join("tile").join(tile.to_string())).ok()) {
        Ok(tiles) => {
            println!("{tiles} tiles give the signed root of {} events", head.size);
            ExitCode::SUCCESS
        }
        Err(bad) => refused(&bad),
    })
}

/// Notes one after the other, an empty line between them: each ends with its second signature.
fn notes_of(text: &str) -> Vec<SignedNote> {
    let parts: Vec<&str> = text.split("\n\n").collect();
    parts.chunks_exact(2).filter_map(|pair| format!("{}\n\n{}\n", pair[0], pair[1].trim_end()).parse().ok()).collect()
}

/// Reads an export to its end.
fn read_all(mut lines: impl BufRead, mut verifier: ExportVerifier) -> anyhow::Result<Result<Standing, Bad>> {
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        if let Err(bad) = verifier.check_line(&line) {
            return Ok(Err(bad));
        }
        line.clear();
    }
    Ok(verifier.finish())
}

fn refused(bad: &Bad) -> ExitCode {
    println!("{bad}");
    ExitCode::from(1)
}

/// A key as it is written, or the first line of a file that holds it.
fn verifier_key(given: &str) -> anyhow::Result<VerifierKey> {
    if let Ok(key) = given.parse() {
        return Ok(key);
    }
    let text = fs::read_to_string(given).with_context(|| format!("{given} is no key and no file"))?;
    text.lines().next().unwrap_or_default().parse().with_context(|| format!("{given} holds no key on its first line"))
}

fn checkpoint(file: &Path) -> anyhow::Result<Checkpoint> {
    let text = fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
    let note: SignedNote = text.parse().with_context(|| format!("{} holds no checkpoint", file.display()))?;
    note.text.parse().with_context(|| format!("{} holds no checkpoint", file.display()))
}
