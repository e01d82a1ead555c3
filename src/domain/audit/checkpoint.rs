//! Checkpoints: signed heads of the log, in the text format that existing monitors and witnesses read
//! (C2SP tlog-checkpoint and signed-note, v1). Signing itself is done outside; here are the bytes.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Digest;

/// The signature type of Ed25519 in key ids and verifier keys (C2SP signed-note).
const ED25519: u8 = 1;

/// How long an Ed25519 signature is.
const SIGNATURE_BYTES: usize = 64;

/// What a checkpoint says: this log had this root when it had so many leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, such as the host that publishes it.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root of the tree.
    pub root: Digest,
}

/// The text is no checkpoint, note or key of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a {0} of the format")]
pub struct BadNote(pub &'static str);

impl fmt::Display for Checkpoint {
    /// The text that is signed: three lines.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}\n{}\n{}", self.origin, self.size, STANDARD.encode(self.root.0))
    }
}

impl FromStr for Checkpoint {
    type Err = BadNote;

    /// Further lines, which the format allows, are refused: the desk never writes any.
    fn from_str(text: &str) -> Result<Self, BadNote> {
        let bad = BadNote("checkpoint");
        let lines: Vec<&str> = text.strip_suffix('\n').ok_or(bad)?.split('\n').collect();
        let [origin, size, root] = lines[..] else { return Err(bad) };
        let root: [u8; 32] = STANDARD.decode(root).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(bad)?;
        let checkpoint = Self { origin: origin.to_owned(), size: size.parse().map_err(|_| bad)?, root: Digest(root) };
        // One checkpoint has one spelling: no leading zero, no plus sign.
        if !origin.is_empty() && checkpoint.to_string() == text { Ok(checkpoint) } else { Err(bad) }
    }
}

/// A key that checks signatures, as it is given to the world: `NAME+ID+KEY` (a C2SP verifier key).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    /// Who signs with it.
    pub name: String,
    /// The Ed25519 public key.
    pub key: [u8; 32],
}

impl VerifierKey {
    /// The first four bytes of SHA-256(name ‖ LF ‖ type ‖ key).
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        let Digest([a, b, c, d, ..]) = Digest::of(&[self.name.as_bytes(), b"\n", &[ED25519], &self.key]);
        [a, b, c, d]
    }

    /// A name without blanks and plus signs, as the format asks.
    #[must_use]
    pub fn is_name(name: &str) -> bool {
        !name.is_empty() && !name.contains(|sign: char| sign.is_whitespace() || sign.is_control() || sign == '+')
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = [&[ED25519], &self.key[..]].concat();
        write!(out, "{}+{:08x}+{}", self.name, u32::from_be_bytes(self.id()), STANDARD.encode(key))
    }
}

impl FromStr for VerifierKey {
    type Err = BadNote;
    fn from_str(text: &str) -> Result<Self, BadNote> {
        let bad = BadNote("verifier key");
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(_), Some(key)) = (parts.next(), parts.next(), parts.next()) else { return Err(bad) };
        let bytes = STANDARD.decode(key).map_err(|_| bad)?;
        let [ED25519, key @ ..] = &bytes[..] else { return Err(bad) };
        let key = Self { name: name.to_owned(), key: key.try_into().map_err(|_| bad)? };
        // The id in the middle is checked by writing the key again.
        if Self::is_name(name) && key.to_string() == text { Ok(key) } else { Err(bad) }
    }
}

/// A text with its signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedNote {
    /// What was signed; ends with a line break.
    pub text: String,
    /// The signatures, in their order.
    pub signatures: Vec<NoteSignature>,
}

/// One signature under a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    /// Whose.
    pub name: String,
    /// The id of the key.
    pub key_id: [u8; 4],
    /// The signature itself.
    pub signature: Vec<u8>,
}

impl SignedNote {
    /// A note with its first signature, made by the holder of `key`.
    #[must_use]
    pub fn new(text: &str, key: &VerifierKey, signature: &[u8; SIGNATURE_BYTES]) -> Self {
        let signature = NoteSignature { name: key.name.clone(), key_id: key.id(), signature: signature.to_vec() };
        Self { text: text.to_owned(), signatures: vec![signature] }
    }

    /// Whether the holder of `key` signed this text. `check` says whether a signature over a text is the key's.
    #[must_use]
    pub fn is_signed_by(&self, key: &VerifierKey, check: impl Fn(&[u8; 32], &[u8], &[u8]) -> bool) -> bool {
        let own = |signature: &&NoteSignature| signature.name == key.name && signature.key_id == key.id();
        self.signatures.iter().filter(own).any(|found| check(&key.key, self.text.as_bytes(), &found.signature))
    }
}

impl fmt::Display for SignedNote {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}", self.text)?;
        for NoteSignature { name, key_id, signature } in &self.signatures {
            writeln!(out, "— {name} {}", STANDARD.encode([&key_id[..], signature].concat()))?;
        }
        Ok(())
    }
}

impl FromStr for SignedNote {
    type Err = BadNote;
    fn from_str(note: &str) -> Result<Self, BadNote> {
        let bad = BadNote("signed note");
        // The last empty line parts the text from its signatures.
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(bad)?;
        let lines = signatures.strip_suffix('\n').ok_or(bad)?;
        let signatures: Vec<_> = lines.split('\n').map(signature).collect::<Option<_>>().ok_or(bad)?;
        let read = Self { text: format!("{text}\n"), signatures };
        if read.to_string() == note { Ok(read) } else { Err(bad) }
    }
}

fn signature(line: &str) -> Option<NoteSignature> {
    let (name, encoded) = line.strip_prefix("— ")?.split_once(' ')?;
    let bytes = STANDARD.decode(encoded).ok()?;
    let (key_id, signature) = bytes.split_first_chunk::<4>()?;
    let named = VerifierKey::is_name(name) && !signature.is_empty();
    named.then(|| NoteSignature { name: name.to_owned(), key_id: *key_id, signature: signature.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of C2SP tlog-checkpoint, with its key.
    const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const NOTE: &str = "If you think cryptography is the answer to your problem,\n\
        then you don't know what your problem is.\n\n\
        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    fn key() -> VerifierKey {
        KEY.parse().unwrap()
    }

    #[test]
    fn the_published_key_and_note_read_back() {
        assert_eq!(key().to_string(), KEY);
        let note: SignedNote = NOTE.parse().unwrap();
        assert_eq!(note.to_string(), NOTE);
        assert_eq!(note.signatures[0].key_id, key().id());
        assert_eq!(note.signatures[0].signature.len(), SIGNATURE_BYTES);
    }

    #[test]
    fn only_the_keys_own_signature_is_checked() {
        let note: SignedNote = NOTE.parse().unwrap();
        assert!(note.is_signed_by(&key(), |_, text, _| text.ends_with(b"problem is.\n")));
        assert!(!note.is_signed_by(&key(), |_, _, _| false));
        let other = VerifierKey { name: "Other".into(), ..key() };
        assert!(!note.is_signed_by(&other, |_, _, _| true));
    }

    #[test]
    fn a_checkpoint_has_one_spelling() {
        let checkpoint = Checkpoint { origin: "desk.example/log".into(), size: 5, root: Digest([7; 32]) };
        let text = checkpoint.to_string();
        assert_eq!(text.parse(), Ok(checkpoint));
        for wrong in [
            text.replace("\n5\n", "\n05\n"),
            text.replace("\n5\n", "\n+5\n"),
            format!("{text}more\n"),
            text.replace("desk.example/log", ""),
            text.trim_end().to_owned(),
        ] {
            assert!(wrong.parse::<Checkpoint>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn notes_and_keys_of_another_form_are_refused() {
        for wrong in [
            "",
            "text\n",
            "text\n\n",
            "text\n\n— name\n",
            "text\n\n— name !!!\n",
            "text\n\n- name AAAAAAA=\n",
            "text\n\n— a+b AAAAAAA=\n",
        ] {
            assert!(wrong.parse::<SignedNote>().is_err(), "{wrong:?}");
        }
        for wrong in [
            "",
            "name",
            "name+00000000+AQ==",
            &KEY.replace("c74f20a3", "c74f20a4"),
            &KEY.replace("PeterNeumann", "Peter Neumann"),
        ] {
            assert!(wrong.parse::<VerifierKey>().is_err(), "{wrong:?}");
        }
    }
}
