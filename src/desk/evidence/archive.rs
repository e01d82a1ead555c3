//! The archive in which a piece leaves the desk: a zip of one file under AES-256 (WinZip AE-2), with the password that
//! those who exchange malicious programs use. No mail filter opens it, no double click runs what is in it.
//!
//! Written by hand: one entry, stored as it is. The format is APPNOTE 6.3 and WinZip's « AES Encryption Information »,
//! AE-2: PBKDF2-HMAC-SHA1, 1,000 passes; AES in counter mode, little end first; HMAC-SHA1 over what was sealed.

use std::io::{self, Read, Write};

use aes::{
    Aes256,
    cipher::{Array, BlockCipherEncrypt},
};
use hmac::{Hmac, KeyInit, Mac};
use jiff::civil::DateTime;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::keys::hex;

/// The password that the page tells.
pub const PASSWORD: &str = "infected";
/// Octets of the salt of a 256-bit key.
pub(super) const SALT: usize = 16;
const PASSES: u32 = 1000;
const PIECE: usize = 64 * 1024;
const BLOCK: usize = 16;
/// Two octets by which a wrong password is told at once.
const CHECK: usize = 2;
const TAG: usize = 10;
/// Encrypted; its name is UTF-8.
const FLAGS: u16 = 1 | 1 << 11;
/// « Encrypted by AES »; what it would be otherwise stands in the extra field.
const METHOD: u16 = 99;
const VERSION: u16 = 51;
/// Field 0x9901 of seven octets: AE-2, `AE`, 256 bits, stored.
const EXTRA: [u8; 11] = [0x01, 0x99, 7, 0, 2, 0, b'A', b'E', 3, 0, 0];

/// What goes into the archive.
#[derive(Debug, Clone)]
pub(super) struct Entry<'e> {
    /// Its name there.
    pub name: &'e str,
    /// Octets.
    pub size: u32,
    /// When it was received.
    pub at: DateTime,
    /// Fresh for each archive.
    pub salt: [u8; SALT],
}

/// Writes the archive; says the SHA-256 of what went in, and how many octets that were: at most one more than announced.
///
/// # Errors
/// Reading, writing.
pub(super) fn seal(entry: &Entry<'_>, from: impl Read, to: &mut impl Write) -> io::Result<(String, u64)> {
    let mut from = from.take(u64::from(entry.size) + 1);
    let mut out = Counted { to, written: 0 };
    let header = header(entry);
    put(&mut out, &[b"PK\x03\x04", &VERSION.to_le_bytes(), &header, entry.name.as_bytes(), &EXTRA])?;
    let keys = Keys::of(&entry.salt);
    put(&mut out, &[&entry.salt, &keys.check])?;
    let read = encrypt(keys, &mut from, &mut out)?;
    let directory_at = out.written;
    let made_by = (3_u16 << 8 | VERSION).to_le_bytes();
    // No comment, first disk, no inner attributes; a plain file that its owner reads and writes; at the beginning.
    let mut tail = [0; 14];
    tail[6..10].copy_from_slice(&(0o100_600_u32 << 16).to_le_bytes());
    put(&mut out, &[b"PK\x01\x02", &made_by, &VERSION.to_le_bytes(), &header, &tail, entry.name.as_bytes(), &EXTRA])?;
    let size = u32_of(out.written - directory_at)?.to_le_bytes();
    let at = u32_of(directory_at)?.to_le_bytes();
    put(&mut out, &[b"PK\x05\x06", &[0; 4], &[1, 0, 1, 0], &size, &at, &[0; 2]])?;
    Ok(read)
}

fn u32_of(number: u64) -> io::Result<u32> {
    u32::try_from(number).map_err(io::Error::other)
}

/// What the file's header and the directory have in common: flags to the length of the extra field.
fn header(entry: &Entry<'_>) -> Vec<u8> {
    let (time, date) = dos(entry.at);
    let sealed = entry.size.saturating_add(u32::try_from(SALT + CHECK + TAG).unwrap_or(0));
    let mut bytes = Vec::with_capacity(24);
    for number in [FLAGS, METHOD, time, date] {
        bytes.extend(number.to_le_bytes());
    }
    // AE-2 leaves the checksum out: it would tell what a short file is.
    for number in [0, sealed, entry.size] {
        bytes.extend(number.to_le_bytes());
    }
    for length in [entry.name.len(), EXTRA.len()] {
        bytes.extend(u16::try_from(length).unwrap_or(0).to_le_bytes());
    }
    bytes
}

/// Two seconds exact, from 1980 on.
fn dos(at: DateTime) -> (u16, u16) {
    let number = |value: i8| u16::try_from(value).unwrap_or(0);
    let years = u16::try_from(at.year().clamp(1980, 2107) - 1980).unwrap_or(0);
    let time = number(at.hour()) << 11 | number(at.minute()) << 5 | (number(at.second()) / 2);
    (time, years << 9 | number(at.month()) << 5 | number(at.day()))
}

fn put(out: &mut impl Write, parts: &[&[u8]]) -> io::Result<()> {
    parts.iter().try_for_each(|part| out.write_all(part))
}

/// Seals what is read; says its hash and its length.
fn encrypt(keys: Keys, from: &mut impl Read, out: &mut impl Write) -> io::Result<(String, u64)> {
    let (mut stream, mut tag) = (Stream::new(keys.cipher), keys.tag);
    let (mut hash, mut length, mut piece) = (Sha256::new(), 0, vec![0; PIECE]);
    loop {
        let read = fill(from, &mut piece)?;
        if read == 0 {
            break;
        }
        hash.update(&piece[..read]);
        stream.apply(&mut piece[..read]);
        tag.update(&piece[..read]);
        out.write_all(&piece[..read])?;
        length += read as u64;
    }
    out.write_all(&tag.finalize().into_bytes()[..TAG])?;
    Ok((hex(&hash.finalize()), length))
}

/// Reads until the piece is full or there is nothing more: the counter runs over whole blocks.
fn fill(from: &mut impl Read, piece: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while read < piece.len() {
        match from.read(&mut piece[read..])? {
            0 => break,
            more => read += more,
        }
    }
    Ok(read)
}

/// What the password gives with a salt.
struct Keys {
    cipher: Aes256,
    tag: Hmac<Sha1>,
    check: [u8; CHECK],
}

impl Keys {
    fn of(salt: &[u8]) -> Self {
        let mut bytes = [0; 32 + 32 + CHECK];
        for (at, chunk) in bytes.chunks_mut(20).enumerate() {
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            chunk.copy_from_slice(&pbkdf2_block(salt, number)[..chunk.len()]);
        }
        let key: [u8; 32] = std::array::from_fn(|at| bytes[at]);
        let tag = hmac(&bytes[32..64]);
        Self { cipher: Aes256::new(&Array::from(key)), tag, check: [bytes[64], bytes[65]] }
    }
}

/// RFC 2104: a key shorter than a block of the hash is filled up with zeros.
fn hmac(key: &[u8]) -> Hmac<Sha1> {
    let mut whole = [0; 64];
    whole.iter_mut().zip(key).for_each(|(octet, given)| *octet = *given);
    Hmac::new(&whole.into())
}

/// RFC 8018, 5.2: the block of this number.
fn pbkdf2_block(salt: &[u8], number: u32) -> [u8; 20] {
    let keyed = hmac(PASSWORD.as_bytes());
    let mut one: [u8; 20] =
        keyed.clone().chain_update(salt).chain_update(number.to_be_bytes()).finalize().into_bytes().into();
    let mut block = one;
    for _ in 1..PASSES {
        one = keyed.clone().chain_update(one).finalize().into_bytes().into();
        block.iter_mut().zip(one).for_each(|(octet, other)| *octet ^= other);
    }
    block
}

/// AES in counter mode; the counter begins at one and grows from its first octet.
struct Stream {
    cipher: Aes256,
    counter: u128,
}

impl Stream {
    const fn new(cipher: Aes256) -> Self {
        Self { cipher, counter: 1 }
    }

    /// Takes whole blocks, but for the last call.
    fn apply(&mut self, piece: &mut [u8]) {
        let blocks = piece.len().div_ceil(BLOCK) as u128;
        let mut key: Vec<Array<u8, _>> =
            (self.counter..self.counter + blocks).map(|counter| Array::from(counter.to_le_bytes())).collect();
        self.cipher.encrypt_blocks(&mut key);
        self.counter += blocks;
        piece.iter_mut().zip(key.iter().flatten()).for_each(|(octet, mask)| *octet ^= mask);
    }
}

struct Counted<'w, W> {
    to: &'w mut W,
    written: u64,
}

impl<W: Write> Write for Counted<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(plain: &[u8]) -> Vec<u8> {
        let size = u32::try_from(plain.len()).expect("short");
        let at = jiff::civil::date(2026, 11, 24).at(10, 0, 4, 0);
        let entry = Entry { name: "élève.txt", size, at, salt: [7; SALT] };
        let mut out = Vec::new();
        let (hash, length) = seal(&entry, plain, &mut out).expect("sealed");
        assert_eq!((hash, length), (hex(&Sha256::digest(plain)), plain.len() as u64));
        out
    }

    /// RFC 6070's way of testing, with this format's password: the vector was computed by Python's `hashlib`.
    #[test]
    fn the_key_is_the_one_that_others_compute() {
        let block = pbkdf2_block(&[7; SALT], 1);
        assert_eq!(hex(&block), "e73832cbd46be1b6257501951d50c42fda3885d0");
    }

    #[test]
    fn nothing_of_what_went_in_stands_in_the_archive() {
        let plain = b"X5O!P%@AP[4 un texte qui se reconna\xc3\xaet".repeat(4000);
        let bytes = sealed(&plain);
        assert_eq!(
            bytes.len(),
            plain.len() + SALT + CHECK + TAG + 30 + 46 + 22 + 2 * ("élève.txt".len() + EXTRA.len())
        );
        assert!(!bytes.windows(8).any(|part| part == &plain[..8]));
        assert!(bytes.starts_with(b"PK\x03\x04"));
    }
}
