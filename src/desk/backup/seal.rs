//! Seals an archive under a passphrase: Argon2id makes the key, XChaCha20-Poly1305 seals piece after piece (the STREAM
//! construction of Hoang, Reyhanitabar, Rogaway and Vizár): none can be changed, left out, moved, or cut off at the end.
//!
//! `vigie sealed backup v1`, a line feed, 16 bytes of salt, then pieces of 64 KiB with 16 bytes of tag each. The nonce of
//! a piece is 15 zeros, its number (8 bytes, big end first) and 1 for the last one, else 0: the salt makes each key new.

use std::{
    fmt,
    io::{self, BufRead, Read, Write},
};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    XChaCha20Poly1305,
    aead::{Aead, KeyInit, Payload},
};

use super::BackupError;
use crate::fresh;

const MARK: &[u8] = b"vigie sealed backup v1\n";
const SALT: usize = 16;
const PIECE: usize = 64 * 1024;
const TAG: usize = 16;
/// 64 MiB, three passes: a second of work for who knows it, and for each guess.
const COST: (u32, u32, u32) = (64 * 1024, 3, 1);
/// Fewer characters are guessed.
const SHORTEST: usize = 16;

/// A passphrase.
#[derive(Clone)]
pub struct Passphrase(String);

impl fmt::Debug for Passphrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Passphrase(‹secret›)")
    }
}

impl Passphrase {
    /// The first line of a text.
    ///
    /// # Errors
    /// [`BackupError::ShortPassphrase`] under 16 characters.
    pub fn of(text: &str) -> Result<Self, BackupError> {
        let line = text.lines().next().unwrap_or_default().trim_end();
        if line.chars().count() < SHORTEST {
            return Err(BackupError::ShortPassphrase);
        }
        Ok(Self(line.to_owned()))
    }

    fn cipher(&self, salt: &[u8]) -> io::Result<XChaCha20Poly1305> {
        let (memory, passes, lanes) = COST;
        let params = Params::new(memory, passes, lanes, Some(32)).map_err(io::Error::other)?;
        let mut key = [0; 32];
        let kdf = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        kdf.hash_password_into(self.0.as_bytes(), salt, &mut key).map_err(io::Error::other)?;
        Ok(XChaCha20Poly1305::new(&key.into()))
    }
}

/// Is what begins here sealed?
pub(super) fn is_sealed(file: &mut impl Read) -> io::Result<bool> {
    let mut begin = Vec::new();
    file.take(MARK.len() as u64).read_to_end(&mut begin)?;
    Ok(begin == MARK)
}

/// Is a piece the last one?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Yes,
    No,
}

fn nonce(number: u64, last: Last) -> [u8; 24] {
    let mut nonce = [0; 24];
    nonce[15..23].copy_from_slice(&number.to_be_bytes());
    nonce[23] = u8::from(last == Last::Yes);
    nonce
}

/// The passphrase isn't the one of the seal.
#[derive(Debug, thiserror::Error)]
#[error("the passphrase isn't the one of this backup")]
pub(super) struct WrongSeal;

/// Seals what is written through it.
pub(super) struct Sealer<W> {
    to: W,
    cipher: XChaCha20Poly1305,
    waiting: Vec<u8>,
    number: u64,
}

impl<W: Write> Sealer<W> {
    /// Begins with the mark and a fresh salt.
    pub fn begin(mut to: W, passphrase: &Passphrase) -> io::Result<Self> {
        let salt: [u8; SALT] = fresh::bytes();
        let cipher = passphrase.cipher(&salt)?;
        to.write_all(MARK)?;
        to.write_all(&salt)?;
        Ok(Self { to, cipher, waiting: Vec::with_capacity(2 * PIECE), number: 0 })
    }

    /// Ends with the last piece.
    pub fn finish(mut self) -> io::Result<W> {
        let rest = std::mem::take(&mut self.waiting);
        self.piece(&rest, Last::Yes)?;
        Ok(self.to)
    }

    fn piece(&mut self, plain: &[u8], last: Last) -> io::Result<()> {
        let payload = Payload { msg: plain, aad: MARK };
        let sealed = self.cipher.encrypt(&nonce(self.number, last).into(), payload).map_err(io::Error::other)?;
        self.number += 1;
        self.to.write_all(&sealed)
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        // One whole piece always waits: it may turn out to be the last.
        while self.waiting.len() > PIECE {
            let rest = self.waiting.split_off(PIECE);
            let piece = std::mem::replace(&mut self.waiting, rest);
            self.piece(&piece, Last::No)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Opens what is read through it.
pub(super) struct Opener<R> {
    from: R,
    cipher: XChaCha20Poly1305,
    opened: io::Cursor<Vec<u8>>,
    number: u64,
    last: Last,
}

impl<R: BufRead> Opener<R> {
    /// Reads mark and salt, and makes the key.
    pub fn begin(mut from: R, passphrase: &Passphrase) -> Result<Self, BackupError> {
        let mut head = vec![0; MARK.len() + SALT];
        from.read_exact(&mut head).map_err(|_| BackupError::Damaged("it is cut off".into()))?;
        let cipher = passphrase.cipher(&head[MARK.len()..]).map_err(|error| BackupError::Damaged(error.to_string()))?;
        Ok(Self { from, cipher, opened: io::Cursor::default(), number: 0, last: Last::No })
    }

    fn next_piece(&mut self) -> io::Result<()> {
        let mut sealed = Vec::with_capacity(PIECE + TAG);
        self.from.by_ref().take((PIECE + TAG) as u64).read_to_end(&mut sealed)?;
        self.last = if self.from.fill_buf()?.is_empty() { Last::Yes } else { Last::No };
        let payload = Payload { msg: &sealed, aad: MARK };
        let opened = self.cipher.decrypt(&nonce(self.number, self.last).into(), payload).map_err(|_| {
            if self.number == 0 { io::Error::other(WrongSeal) } else { io::Error::other("its seal is broken") }
        })?;
        self.number += 1;
        self.opened = io::Cursor::new(opened);
        Ok(())
    }
}

impl<R: BufRead> Read for Opener<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.opened.read(buffer)?;
            if read > 0 || buffer.is_empty() || self.last == Last::Yes {
                return Ok(read);
            }
            self.next_piece()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase() -> Passphrase {
        Passphrase::of("correct horse battery staple\n").expect("a long one")
    }

    fn sealed(plain: &[u8]) -> Vec<u8> {
        let mut sealer = Sealer::begin(Vec::new(), &passphrase()).expect("begun");
        sealer.write_all(plain).expect("written");
        sealer.finish().expect("finished")
    }

    fn opened(sealed: &[u8], passphrase: &Passphrase) -> io::Result<Vec<u8>> {
        let mut opener = Opener::begin(sealed, passphrase).map_err(io::Error::other)?;
        let mut plain = Vec::new();
        opener.read_to_end(&mut plain)?;
        Ok(plain)
    }

    #[test]
    fn what_was_sealed_opens_again_at_every_length() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7] {
            let plain: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap_or(0)).collect();
            assert_eq!(opened(&sealed(&plain), &passphrase()).expect("opens"), plain, "{length} bytes");
        }
    }

    #[test]
    fn neither_another_passphrase_nor_a_changed_byte_nor_a_cut_opens_it() {
        let plain = vec![7; 2 * PIECE + 100];
        let good = sealed(&plain);
        let other = Passphrase::of("correct horse battery stapler").expect("a long one");
        assert!(opened(&good, &other).is_err());
        let head = MARK.len() + SALT;
        for at in [head, head + PIECE, good.len() - 1] {
            let mut changed = good.clone();
            changed[at] ^= 1;
            assert!(opened(&changed, &passphrase()).is_err(), "byte {at} was changed");
        }
        for keep in [good.len() - 1, head + PIECE + TAG, head + 2 * (PIECE + TAG), head] {
            assert!(opened(&good[..keep], &passphrase()).is_err(), "cut off after {keep}");
        }
        let first_twice = [&good[..head + PIECE + TAG], &good[head..]].concat();
        assert!(opened(&first_twice, &passphrase()).is_err());
    }

    #[test]
    fn a_short_passphrase_is_refused_and_none_is_shown() {
        assert!(matches!(Passphrase::of("fifteen letters\nand more"), Err(BackupError::ShortPassphrase)));
        assert_eq!(format!("{:?}", passphrase()), "Passphrase(‹secret›)");
    }
}
