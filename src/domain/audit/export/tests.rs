use super::*;
use crate::audit::{HEADER_LINE, sample};
use proptest::prelude::*;

/// The lines of the sample at which its checkpoints stand, from 1.
const CHECKPOINT_LINES: [usize; 3] = [22, 43, 62];

fn verifier() -> ExportVerifier {
    ExportVerifier::new().trusting(sample::key(), sample::check)
}

fn verify_with(mut verifier: ExportVerifier, export: &[u8]) -> Result<Standing, Bad> {
    export.split_inclusive(|byte| *byte == b'\n').try_for_each(|line| verifier.check_line(line))?;
    verifier.finish()
}

fn verify(export: &[u8]) -> Result<Standing, Bad> {
    verify_with(verifier(), export)
}

fn lines() -> Vec<Vec<u8>> {
    sample::export().split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

fn first_bad(lines: &[Vec<u8>]) -> (u64, Reason) {
    let bad = verify(&lines.concat()).expect_err("damage must be found");
    (bad.place, bad.reason)
}

#[test]
fn the_sample_is_the_one_that_the_other_verifiers_read() {
    let kept = |name: &str, written: Vec<u8>| {
        let path = format!("{}/../../tests/verifier/{name}", env!("CARGO_MANIFEST_DIR"));
        // A new version of the format is a new sample: UPDATE_SAMPLE=1 writes it, for a person to compare.
        if std::env::var_os("UPDATE_SAMPLE").is_some() {
            std::fs::write(&path, &written).unwrap();
        }
        assert_eq!(String::from_utf8_lossy(&std::fs::read(path).unwrap()), String::from_utf8_lossy(&written));
    };
    kept("sample.jsonl", sample::export());
    kept("sample-receipt.jsonl", sample::receipt());
    kept("sample.key", format!("{}\n", sample::key()).into_bytes());
}

#[test]
fn the_whole_sample_stands_but_for_its_unsealed_end() {
    assert_eq!(verify(&sample::export()), Ok(Standing { events: 60, subjects: 6, checkpoints: 3, sealed: 58 }));
}

#[test]
fn an_export_without_its_head_or_its_last_line_break_is_refused() {
    let export = sample::export();
    assert!(verify(b"").is_err());
    assert!(verify(&export[HEADER_LINE.len() + 1..]).is_err());
    assert!(verify(&export[..export.len() - 1]).is_err());
}

#[test]
fn a_tail_cut_off_under_a_checkpoint_is_found_and_after_it_is_told_as_unsealed() {
    let mut cut = lines();
    cut.remove(60); // The last event under the last checkpoint: no later event of its chain is left to miss it.
    cut.truncate(61);
    assert_eq!(first_bad(&cut), (61, Reason::Root));
    let unsealed = verify(&lines()[..63].concat()).map(|standing| (standing.events, standing.sealed));
    assert_eq!(unsealed, Ok((59, 58)));
}

#[test]
fn a_checkpoint_by_another_key_or_over_another_text_is_found() {
    let other = VerifierKey { key: [9; 32], ..sample::key() };
    let bad = verify_with(ExportVerifier::new().trusting(other, sample::check), &sample::export()).unwrap_err();
    assert_eq!((bad.place, bad.reason), (22, Reason::Signature));
    let mut changed = lines();
    changed[21] = String::from_utf8(changed[21].clone()).unwrap().replace("\\n20\\n", "\\n21\\n").into_bytes();
    assert_eq!(first_bad(&changed), (22, Reason::Signature));
}

#[test]
fn a_log_that_forked_from_a_held_checkpoint_is_found() {
    let held = |size, root| ExportVerifier::new().through(Checkpoint { origin: "x".into(), size, root });
    let right: Checkpoint = sample::note(30).text.parse().unwrap();
    assert!(verify_with(held(30, right.root), &sample::export()).is_ok());
    let forked = verify_with(held(31, right.root), &sample::export()).unwrap_err();
    assert_eq!((forked.place, forked.reason), (33, Reason::Root));
    let shorter = verify_with(held(61, right.root), &sample::export()).unwrap_err();
    assert_eq!(shorter.reason, Reason::Root);
}

#[test]
fn a_rewritten_history_without_the_key_is_found_at_the_first_checkpoint() {
    // Everything consistent, but for the signatures: no one without the key gets further.
    let mut rewritten = lines();
    rewritten.remove(20);
    assert_eq!(first_bad(&rewritten[..22]), (21, Reason::Root));
}

proptest! {
    #[test]
    fn any_damaged_byte_is_found_in_its_line(at in any::<prop::sample::Index>(), flip in 1_u8..=255) {
        let mut export = sample::export();
        let at = at.index(export.len());
        export[at] ^= flip;
        let line = 1 + export[..at].iter().filter(|byte| **byte == b'\n').count();
        let bad = verify(&export).expect_err("damage must be found");
        prop_assert_eq!(bad.place, u64::try_from(line).unwrap());
    }

    #[test]
    fn any_removed_line_of_the_sealed_part_is_found(at in 0_usize..61) {
        // A checkpoint may be missing: it proves, it isn't proved.
        prop_assume!(!CHECKPOINT_LINES.contains(&(at + 1)));
        let mut lines = lines();
        lines.remove(at);
        prop_assert!(verify(&lines.concat()).is_err());
    }

    #[test]
    fn any_two_lines_that_changed_places_are_found(a in 1_usize..62, b in 1_usize..62) {
        prop_assume!(a != b);
        let mut lines = lines();
        lines.swap(a, b);
        prop_assert!(verify(&lines.concat()).is_err());
    }
}
