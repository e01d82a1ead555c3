//! The desk's secrets: one key a purpose, made once, never made anew over a database that has known another.

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::fresh;

mod factor;
mod replace;
mod webhook;

pub use factor::SealedFor;
pub use replace::{NextKey, read_again, write_next};
pub use webhook::WebhookSecret;

/// Why the keys can't be used. The desk doesn't start: it never means "unprotected".
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The database has known a key that isn't there.
    #[error("the key {name} is missing: put its file back at {} or give it as VIGIE_{}_KEY", path.display(), name.to_uppercase())]
    Missing {
        /// Purpose.
        name: &'static str,
        /// Where it is expected.
        path: PathBuf,
    },
    /// Another key than the one that the database has known.
    #[error("the key {name} is not the one this database was made with (known {known}, given {given})")]
    Mismatch {
        /// Purpose.
        name: &'static str,
        /// Id in the database.
        known: String,
        /// Id of what was given.
        given: String,
    },
    /// The file can't be read or isn't 64 hexadecimal digits.
    #[error("the key file {} can't be used: {reason}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

/// Purposes for which the desk holds a key.
pub const PURPOSES: [&str; 5] = ["link", "tie", "log", "mail", "factor"];

/// The id of each key by its purpose.
pub type KeyIds = Vec<(&'static str, String)>;

/// The keys in memory.
#[derive(Clone)]
pub struct Keys {
    link: [u8; 32],
    tie: [u8; 32],
    log: [u8; 32],
    mail: [u8; 32],
    factor: [u8; 32],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Keys(‹secret›)")
    }
}

impl Keys {
    /// Loads every key. `known(purpose)` tells the id that the database has known, if any; a key is made only when the
    /// database has known none and `may_make` allows it.
    ///
    /// # Errors
    /// See [`KeyError`].
    pub fn load(
        data_dir: &Path,
        known: impl Fn(&str) -> Option<String>,
        may_make: MayMake,
    ) -> Result<(Self, KeyIds), KeyError> {
        let mut ids = Vec::new();
        let mut loaded = [[0; 32]; PURPOSES.len()];
        for (slot, name) in loaded.iter_mut().zip(PURPOSES) {
            let path = path_of(data_dir, name);
            let before = known(name);
            if let Some(known) = &before {
                replace::finish_rotation(&path, known)?;
            }
            let key = match (read(name, &path)?, &before, may_make) {
                (Some(key), ..) => key,
                (None, None, MayMake::Yes) => make(&path)?,
                (None, ..) => return Err(KeyError::Missing { name, path }),
            };
            let given = key_id(&key);
            if let Some(known) = before
                && known != given
            {
                return Err(KeyError::Mismatch { name, known, given });
            }
            ids.push((name, given));
            *slot = key;
        }
        let [link, tie, log, mail, factor] = loaded;
        Ok((Self { link, tie, log, mail, factor }, ids))
    }

    /// Key of the tie-break of equal scores.
    #[must_use]
    pub fn tie(&self) -> &[u8; 32] {
        &self.tie
    }

    /// Secret of the key that signs the heads of the audit log.
    #[must_use]
    pub fn log(&self) -> &[u8; 32] {
        &self.log
    }

    /// The token of a link: its id and a code that only this desk can make.
    #[must_use]
    pub fn link_token(&self, link: Uuid, generation: i32) -> String {
        let mut bytes = Vec::with_capacity(48);
        bytes.extend_from_slice(link.as_bytes());
        bytes.extend_from_slice(&self.link_code(link, generation));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Whose link is it? Says nothing about whether the code is right: see [`Keys::is_link_token`].
    #[must_use]
    pub fn link_id(token: &str) -> Option<Uuid> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok().filter(|bytes| bytes.len() == 48)?;
        Uuid::from_slice(&bytes[..16]).ok()
    }

    /// Is this the token of that link, of that generation? Compared in constant time.
    #[must_use]
    pub fn is_link_token(&self, token: &str, link: Uuid, generation: i32) -> bool {
        self.link_token(link, generation).as_bytes().ct_eq(token.as_bytes()).into()
    }

    /// The bits of the code that opens a case's page over the telephone: never stored, made anew when it is asked for.
    #[must_use]
    pub fn spoken_code(&self, incident: Uuid) -> u64 {
        let code = mac(&self.link, &[b"spoken code", incident.as_bytes()]);
        code.iter().take(8).fold(0, |bits, byte| bits << 8 | u64::from(*byte))
    }

    /// The code in an address for answers: it proves that the desk gave this address to this party of this case.
    #[must_use]
    pub fn address_code(&self, party: char, id: Uuid) -> [u8; 10] {
        let code = mac(&self.mail, &[party.encode_utf8(&mut [0; 4]).as_bytes(), id.as_bytes()]);
        std::array::from_fn(|at| code[at])
    }

    /// Is this the code of that address? Compared in constant time.
    #[must_use]
    pub fn is_address_code(&self, code: &[u8; 10], party: char, id: Uuid) -> bool {
        self.address_code(party, id).ct_eq(code).into()
    }

    fn link_code(&self, link: Uuid, generation: i32) -> [u8; 32] {
        mac(&self.link, &[link.as_bytes(), &generation.to_be_bytes()])
    }
}

fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // A key shorter than a block is padded with zeros (RFC 2104).
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// May a missing key be made? Only for an empty embedded database: on PostgreSQL the nodes must share what is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayMake {
    /// The database is new and embedded.
    Yes,
    /// It must be given.
    No,
}

/// What may be written down of a key: the beginning of its hash.
#[must_use]
pub fn key_id(key: &[u8; 32]) -> String {
    hex(&Sha256::digest(key)[..8])
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash under which a token is kept.
#[must_use]
pub fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

fn read(name: &str, path: &Path) -> Result<Option<[u8; 32]>, KeyError> {
    let unreadable = |reason: String| KeyError::Unreadable { path: path.to_owned(), reason };
    if let Ok(given) = std::env::var(format!("VIGIE_{}_KEY", name.to_uppercase())) {
        return parse(&given).map(Some).ok_or_else(|| unreadable("the variable is not 64 hexadecimal digits".into()));
    }
    let given = std::env::var_os(format!("VIGIE_{}_KEY_FILE", name.to_uppercase())).map(PathBuf::from);
    match fs::read_to_string(given.as_deref().unwrap_or(path)) {
        Ok(text) => parse(&text).map(Some).ok_or_else(|| unreadable("it is not 64 hexadecimal digits".into())),
        Err(error) if error.kind() == io::ErrorKind::NotFound && given.is_none() => Ok(None),
        Err(error) => Err(unreadable(error.to_string())),
    }
}

fn parse(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut key = [0; 32];
    for (slot, pair) in key.iter_mut().zip(text.as_bytes().chunks(2)) {
        *slot = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}

fn path_of(data_dir: &Path, name: &str) -> PathBuf {
    data_dir.join("keys").join(format!("{name}.key"))
}

fn make(path: &Path) -> Result<[u8; 32], KeyError> {
    let key = fresh::bytes();
    write(path, &key)?;
    Ok(key)
}

fn write(path: &Path, key: &[u8; 32]) -> Result<(), KeyError> {
    let written = || -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(hex(key).as_bytes())?;
        file.sync_all()
    };
    written().map_err(|error| KeyError::Unreadable { path: path.to_owned(), reason: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> (tempfile::TempDir, Keys) {
        let folder = tempfile::tempdir().expect("a folder");
        let (keys, _) = Keys::load(folder.path(), |_| None, MayMake::Yes).expect("new keys");
        (folder, keys)
    }

    #[test]
    fn a_token_opens_its_link_of_its_generation_alone() {
        let (_folder, keys) = keys();
        let link = Uuid::from_u128(5);
        let token = keys.link_token(link, 1);
        assert_eq!(Keys::link_id(&token), Some(link));
        assert!(keys.is_link_token(&token, link, 1));
        assert!(!keys.is_link_token(&token, link, 2));
        for forged in ["", " ", "%20", &token[1..], &token.to_lowercase()] {
            assert!(!keys.is_link_token(forged, link, 1), "{forged:?} opened the link");
        }
    }

    #[test]
    fn a_missing_or_foreign_key_stops_the_start() {
        let (folder, _) = keys();
        let other = Keys::load(folder.path(), |_| Some("0011223344556677".into()), MayMake::Yes);
        assert!(matches!(other, Err(KeyError::Mismatch { .. })));
        let empty = tempfile::tempdir().expect("a folder");
        let missing = Keys::load(empty.path(), |_| Some("0011223344556677".into()), MayMake::Yes);
        assert!(matches!(missing, Err(KeyError::Missing { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_a_key_file() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, _) = keys();
        let mode = fs::metadata(folder.path().join("keys/link.key")).expect("a key file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
