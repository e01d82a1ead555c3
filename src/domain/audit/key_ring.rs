//! The keys that signed one log, one after the other. A rotation is a statement that the old key and the new one both
//! signed: whoever trusts one of them can follow the others.

use std::fmt;
use std::str::FromStr;

use super::{BadNote, SignatureCheck, SignedNote, VerifierKey};

/// First line of the statement; says what the two signatures are for.
const TITLE: &str = "vigie log key rotation v1";

/// A key was replaced: the old one signs heads of up to so many leaves, the new one all later ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotation {
    /// Length of the log when it happened.
    pub size: u64,
    /// The key that signed until then.
    pub old: VerifierKey,
    /// The key that signs from then on.
    pub new: VerifierKey,
}

impl fmt::Display for Rotation {
    /// The text that both keys sign: four lines.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{TITLE}\n{}\n{}\n{}", self.size, self.old, self.new)
    }
}

impl FromStr for Rotation {
    type Err = BadNote;
    fn from_str(text: &str) -> Result<Self, BadNote> {
        let bad = BadNote("rotation");
        let lines: Vec<&str> = text.strip_suffix('\n').ok_or(bad)?.split('\n').collect();
        let [TITLE, size, old, new] = lines[..] else { return Err(bad) };
        let rotation = Self { size: size.parse().map_err(|_| bad)?, old: old.parse()?, new: new.parse()? };
        // One rotation has one spelling, and both keys are of one log.
        let is_one_log = rotation.old.name == rotation.new.name && rotation.old.key != rotation.new.key;
        if is_one_log && rotation.to_string() == text { Ok(rotation) } else { Err(bad) }
    }
}

/// The keys of a log, as far as its rotations are known.
#[derive(Debug, Clone)]
pub struct KeyRing {
    trusted: VerifierKey,
    rotations: Vec<Rotation>,
    check: SignatureCheck,
}

impl KeyRing {
    /// Trusts this key, and through rotations those that came before and after it.
    #[must_use]
    pub const fn trusting(trusted: VerifierKey, check: SignatureCheck) -> Self {
        Self { trusted, rotations: Vec::new(), check }
    }

    /// Takes the next rotation, oldest first. `false`: it isn't one, doesn't follow the last one, or isn't signed by
    /// both keys.
    #[must_use]
    pub fn follow(&mut self, note: &SignedNote) -> bool {
        let Ok(next) = note.text.parse::<Rotation>() else { return false };
        let follows = self.rotations.last().is_none_or(|last| last.new == next.old && last.size < next.size);
        let is_signed = [&next.old, &next.new].iter().all(|key| note.is_signed_by(key, self.check));
        if follows && is_signed {
            self.rotations.push(next);
        }
        follows && is_signed
    }

    /// Does the chain of keys go through the one that is trusted? Otherwise nothing that it signed counts.
    #[must_use]
    pub fn holds_the_trusted_key(&self) -> bool {
        let known = |rotation: &Rotation| rotation.old == self.trusted || rotation.new == self.trusted;
        self.rotations.is_empty() || self.rotations.iter().any(known)
    }

    /// Whether the head of a log of so many leaves is signed by the key of that time.
    #[must_use]
    pub fn signed(&self, note: &SignedNote, size: u64) -> bool {
        self.holds_the_trusted_key() && note.is_signed_by(self.key_of(size), self.check)
    }

    /// The key that signs a log of so many leaves.
    fn key_of(&self, size: u64) -> &VerifierKey {
        let before = self.rotations.iter().find(|rotation| size <= rotation.size).map(|rotation| &rotation.old);
        before.or_else(|| self.rotations.last().map(|last| &last.new)).unwrap_or(&self.trusted)
    }
}

#[cfg(test)]
mod tests;
