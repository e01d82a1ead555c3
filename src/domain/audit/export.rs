//! The lines of an export: JSON lines that are themselves canonical, so that every byte of them is spoken for.
//!
//! The header first, then `{"event":…,"hash":"…"}` in the order of the log. See `docs/audit-format.md`.

use super::{Bad, Digest, Reason, SealedEvent, Verifier};

/// The first line of every export, without its line break.
pub const HEADER_LINE: &str = r#"{"format":"vigie-audit-log","version":1}"#;

const BEFORE_EVENT: &[u8] = br#"{"event":"#;
const BEFORE_HASH: &[u8] = br#","hash":""#;
const AFTER_HASH: &[u8] = br#""}"#;
const HASH_DIGITS: usize = 64;

/// One line of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'a> {
    /// The header.
    Header,
    /// An event and its hash.
    Event(EventLine<'a>),
}

/// An event of an export: the exact bytes that were hashed, and the hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventLine<'a> {
    /// RFC 8785 JSON of the event.
    pub canonical: &'a [u8],
    /// What stands as its SHA-256.
    pub hash: Digest,
}

/// The line of an event, without its line break.
#[must_use]
pub fn event_line(event: &SealedEvent) -> Vec<u8> {
    EventLine { canonical: &event.canonical, hash: event.hash }.to_bytes()
}

impl EventLine<'_> {
    /// The line, without its line break.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let tail = BEFORE_EVENT.len() + BEFORE_HASH.len() + HASH_DIGITS + AFTER_HASH.len();
        let mut line = Vec::with_capacity(self.canonical.len() + tail);
        line.extend_from_slice(BEFORE_EVENT);
        line.extend_from_slice(self.canonical);
        line.extend_from_slice(BEFORE_HASH);
        line.extend_from_slice(self.hash.to_string().as_bytes());
        line.extend_from_slice(AFTER_HASH);
        line
    }
}

/// Reads a line, given without its line break. `None`: it is none of ours.
///
/// The frame is of fixed length on both sides, so the event's bytes are cut out, never written again.
#[must_use]
pub fn read_line(line: &[u8]) -> Option<Line<'_>> {
    if line == HEADER_LINE.as_bytes() {
        return Some(Line::Header);
    }
    let line = line.strip_prefix(BEFORE_EVENT)?.strip_suffix(AFTER_HASH)?;
    let (rest, digits) = line.split_at_checked(line.len().checked_sub(HASH_DIGITS)?)?;
    let canonical = rest.strip_suffix(BEFORE_HASH)?;
    let hash = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some(Line::Event(EventLine { canonical, hash }))
}

/// Verifies an export line by line.
#[derive(Debug, Default)]
pub struct ExportVerifier {
    chains: Verifier,
    lines: u64,
}

impl ExportVerifier {
    /// A verifier that has read nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The chains as far as they were read.
    #[must_use]
    pub const fn chains(&self) -> &Verifier {
        &self.chains
    }

    /// Reads the next line, its line break included: a line without one was cut off.
    ///
    /// # Errors
    /// The first bad place, counted in lines from 1.
    pub fn check_line(&mut self, line: &[u8]) -> Result<(), Bad> {
        self.lines += 1;
        let line = line.strip_suffix(b"\n").ok_or_else(|| self.unreadable("the line is cut off"))?;
        match (self.lines, read_line(line)) {
            (1, Some(Line::Header)) => Ok(()),
            (1, _) => Err(self.unreadable("the first line isn't the header of an export")),
            (_, Some(Line::Event(event))) => {
                let place = self.lines;
                self.chains.check(event.canonical, &event.hash).map_err(|bad| Bad { place, ..bad })
            }
            _ => Err(self.unreadable("not a line of an export")),
        }
    }

    /// Ends the reading. Says how many events stand.
    ///
    /// # Errors
    /// There wasn't even a header.
    pub fn finish(self) -> Result<u64, Bad> {
        if self.lines == 0 { Err(self.unreadable("nothing to read")) } else { Ok(self.chains.events()) }
    }

    fn unreadable(&self, detail: &str) -> Bad {
        Bad { place: self.lines, subject: None, seq: None, reason: Reason::Decode, detail: detail.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample;
    use proptest::prelude::*;

    fn verify(export: &[u8]) -> Result<u64, Bad> {
        let mut verifier = ExportVerifier::new();
        export.split_inclusive(|byte| *byte == b'\n').try_for_each(|line| verifier.check_line(line))?;
        verifier.finish()
    }

    #[test]
    fn the_sample_is_the_one_that_the_other_verifiers_read() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/verifier/sample.jsonl");
        // A new version of the format is a new sample: UPDATE_SAMPLE=1 writes it, for a person to compare.
        if std::env::var_os("UPDATE_SAMPLE").is_some() {
            std::fs::write(path, sample::export()).unwrap();
        }
        let kept = std::fs::read(path).unwrap();
        assert_eq!(verify(&kept), Ok(60));
        assert_eq!(String::from_utf8_lossy(&kept), String::from_utf8_lossy(&sample::export()));
    }

    #[test]
    fn an_export_without_its_head_or_its_last_line_break_is_refused() {
        let export = sample::export();
        assert!(verify(b"").is_err());
        assert!(verify(&export[HEADER_LINE.len() + 1..]).is_err());
        assert!(verify(&export[..export.len() - 1]).is_err());
    }

    proptest! {
        #[test]
        fn any_damaged_byte_is_found(at in any::<prop::sample::Index>(), flip in 1_u8..=255) {
            let mut export = sample::export();
            let at = at.index(export.len());
            export[at] ^= flip;
            let line = 1 + export[..at].iter().filter(|byte| **byte == b'\n').count();
            let bad = verify(&export).expect_err("damage must be found");
            prop_assert_eq!(bad.place, u64::try_from(line).unwrap());
        }

        #[test]
        fn any_removed_line_but_the_last_of_a_chain_is_found(at in 0_usize..54) {
            // The last event of each of the six chains stands in the last six lines: only a checkpoint covers those.
            let export = sample::export();
            let lines: Vec<&[u8]> = export.split_inclusive(|byte| *byte == b'\n').collect();
            let left: Vec<u8> = lines.iter().enumerate().filter(|(n, _)| *n != at).flat_map(|(_, line)| line.to_vec()).collect();
            prop_assert!(verify(&left).is_err());
        }
    }
}
