//! Verifies an export line by line: its chains, its log, and the checkpoints over it.

use std::fmt;

use super::line::{Line, read_line};
use super::{Bad, Checkpoint, Frontier, KeyRing, Reason, SignedNote, Verifier, VerifierKey, leaf_hash};

/// Says whether a signature over a text is a key's. Ed25519 (RFC 8032) lives outside of the core.
pub type SignatureCheck = fn(key: &[u8; 32], text: &[u8], signature: &[u8]) -> bool;

/// Verifies an export. Without a key it checks that checkpoints fit the log, but not who signed them.
#[derive(Debug, Default)]
pub struct ExportVerifier {
    chains: Verifier,
    log: Frontier,
    lines: u64,
    checkpoints: u64,
    sealed: u64,
    keys: Option<KeyRing>,
    held: Option<Checkpoint>,
}

/// What stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How many events.
    pub events: u64,
    /// Of how many subjects.
    pub subjects: usize,
    /// How many checkpoints were met.
    pub checkpoints: u64,
    /// How many events are under the last checkpoint. Those after it can still be cut off without a trace.
    pub sealed: u64,
}

impl fmt::Display for Standing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { events, subjects, checkpoints, sealed } = self;
        write!(out, "{events} events of {subjects} subjects, {sealed} of them under {checkpoints} checkpoints")
    }
}

impl ExportVerifier {
    /// A verifier that has read nothing and knows no key.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Demands that each checkpoint is signed by this key, or by one that rotations lead to from it.
    #[must_use]
    pub fn trusting(self, key: VerifierKey, check: SignatureCheck) -> Self {
        Self { keys: Some(KeyRing::trusting(key, check)), ..self }
    }

    /// Demands that the log goes through this checkpoint, which was kept outside of the desk.
    #[must_use]
    pub fn through(self, held: Checkpoint) -> Self {
        Self { held: Some(held), ..self }
    }

    /// Reads the next line, its line break included: a line without one was cut off.
    ///
    /// # Errors
    /// The first bad place, counted in lines from 1.
    pub fn check_line(&mut self, line: &[u8]) -> Result<(), Bad> {
        self.lines += 1;
        let line = line.strip_suffix(b"\n").ok_or_else(|| self.bad(Reason::Decode, "the line is cut off"))?;
        match (self.lines, read_line(line)) {
            (1, Some(Line::Header)) => self.check_held(),
            (1, _) => Err(self.bad(Reason::Decode, "the first line isn't the header of an export")),
            (_, Some(Line::Event(event))) => {
                let place = self.lines;
                self.chains.check(event.canonical, &event.hash).map_err(|bad| Bad { place, ..bad })?;
                self.log.push(leaf_hash(event.canonical));
                self.check_held()
            }
            (_, Some(Line::Checkpoint(note))) => self.check_note(&note),
            (_, Some(Line::Rotation(note))) if self.log.size() == 0 && self.checkpoints == 0 => self.follow(&note),
            _ => Err(self.bad(Reason::Decode, "not a line of an export")),
        }
    }

    /// Ends the reading and says what stands.
    ///
    /// # Errors
    /// There wasn't even a header, or the log ends before the checkpoint that was held outside.
    pub fn finish(self) -> Result<Standing, Bad> {
        if self.lines == 0 {
            return Err(self.bad(Reason::Decode, "nothing to read"));
        }
        if self.held.as_ref().is_some_and(|held| held.size > self.log.size()) {
            return Err(self.bad(Reason::Root, "the log is shorter than the checkpoint that was held"));
        }
        let (events, subjects) = (self.chains.events(), self.chains.subjects());
        Ok(Standing { events, subjects, checkpoints: self.checkpoints, sealed: self.sealed })
    }

    fn check_note(&mut self, note: &str) -> Result<(), Bad> {
        let unreadable = |_| self.bad(Reason::Decode, "not a checkpoint of the format");
        let note: SignedNote = note.parse().map_err(unreadable)?;
        let checkpoint: Checkpoint = note.text.parse().map_err(unreadable)?;
        if let Some(keys) = &self.keys
            && !keys.signed(&note, checkpoint.size)
        {
            return Err(self.bad(Reason::Signature, "this checkpoint isn't signed by the key"));
        }
        if checkpoint.size != self.log.size() {
            let detail = format!("a checkpoint over {} events stands after {}", checkpoint.size, self.log.size());
            return Err(self.bad(Reason::Root, &detail));
        }
        if checkpoint.root != self.log.root() {
            return Err(self.bad(Reason::Root, "the events don't give the root of this checkpoint"));
        }
        self.checkpoints += 1;
        self.sealed = checkpoint.size;
        Ok(())
    }

    /// Rotations stand before everything that their keys sign.
    fn follow(&mut self, note: &str) -> Result<(), Bad> {
        let note: Option<SignedNote> = note.parse().ok();
        let follows = match &mut self.keys {
            Some(keys) => note.is_some_and(|note| keys.follow(&note)),
            None => note.is_some_and(|note| note.text.parse::<super::Rotation>().is_ok()),
        };
        if follows {
            Ok(())
        } else {
            Err(self.bad(Reason::Signature, "this rotation isn't signed by both of its keys"))
        }
    }

    fn check_held(&self) -> Result<(), Bad> {
        match &self.held {
            Some(held) if held.size == self.log.size() && held.root != self.log.root() => {
                Err(self.bad(Reason::Root, "the events don't give the root of the checkpoint that was held"))
            }
            _ => Ok(()),
        }
    }

    fn bad(&self, reason: Reason, detail: &str) -> Bad {
        Bad { place: self.lines, subject: None, seq: None, reason, detail: detail.to_owned() }
    }
}

#[cfg(test)]
mod tests;
