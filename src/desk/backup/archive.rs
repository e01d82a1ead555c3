//! The archive: a gzipped tar with its manifest first. Nothing is taken out that the manifest doesn't name, in its order,
//! with its size and hash.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, Write},
    path::{Path, PathBuf},
};

use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use tar::{Archive, Builder, EntryType, Header};

use super::{
    BackupError, Entry, Manifest, Passphrase, at, files,
    manifest::{MOST_BYTES, NAME},
    seal::{Opener, Sealer, is_sealed},
};

/// A file that goes into the archive.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// How the archive calls it.
    pub entry: Entry,
    /// Where it is now.
    pub path: PathBuf,
}

/// Writes an archive; synced when this returns.
///
/// # Errors
/// [`BackupError::Damaged`] when a file isn't any more what its entry says: it was taken away or changed meanwhile.
pub(super) fn write(
    path: &Path,
    passphrase: Option<&Passphrase>,
    manifest: &Manifest,
    sources: &[Source],
) -> Result<(), BackupError> {
    let file = BufWriter::new(files::create(path)?);
    let file = match passphrase {
        Some(passphrase) => {
            let sealer = Sealer::begin(file, passphrase).map_err(at(path))?;
            pack(sealer, manifest, sources)?.finish().map_err(at(path))?
        }
        None => pack(file, manifest, sources)?,
    };
    let file = file.into_inner().map_err(|error| at(path)(error.into_error()))?;
    file.sync_all().map_err(at(path))
}

fn pack<W: Write>(to: W, manifest: &Manifest, sources: &[Source]) -> Result<W, BackupError> {
    let mut tar = Builder::new(GzEncoder::new(to, Compression::fast()));
    let text = serde_json::to_vec_pretty(manifest).map_err(|error| BackupError::Damaged(error.to_string()))?;
    tar.append_data(&mut header(text.len() as u64, manifest), NAME, text.as_slice()).map_err(at(NAME))?;
    for source in sources {
        let mut file = File::open(&source.path).map_err(at(&source.path))?;
        let mut read = Hashed::new(&mut file, source.entry.size);
        tar.append_data(&mut header(source.entry.size, manifest), &source.entry.name, &mut read)
            .map_err(at(&source.path))?;
        if read.digest() != source.entry.sha256 {
            return Err(BackupError::Damaged(format!("{} changed while it was copied", source.path.display())));
        }
    }
    let zipped = tar.into_inner().map_err(at(NAME))?;
    zipped.finish().map_err(at(NAME))
}

fn header(size: u64, manifest: &Manifest) -> Header {
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::Regular);
    header.set_mode(0o600);
    header.set_mtime(u64::try_from(manifest.made_at.as_second()).unwrap_or(0));
    header.set_size(size);
    header
}

/// Hashes what is read through it: exactly as many bytes as were announced.
struct Hashed<R> {
    inner: io::Take<R>,
    hash: sha2::Sha256,
}

impl<R: Read> Hashed<R> {
    fn new(inner: R, size: u64) -> Self {
        Self { inner: inner.take(size), hash: sha2::Digest::new() }
    }

    fn digest(self) -> String {
        crate::keys::hex(&sha2::Digest::finalize(self.hash))
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        sha2::Digest::update(&mut self.hash, &buffer[..read]);
        Ok(read)
    }
}

/// Takes everything out into an empty folder, checking each file; says what the archive is.
///
/// # Errors
/// [`BackupError::Damaged`], [`BackupError::Sealed`], [`BackupError::Newer`]; the folder.
pub(super) fn unpack(path: &Path, passphrase: Option<&Passphrase>, into: &Path) -> Result<Manifest, BackupError> {
    let mut file = File::open(path).map_err(at(path))?;
    let sealed = is_sealed(&mut file).map_err(at(path))?;
    file.rewind().map_err(at(path))?;
    let file = BufReader::new(file);
    match (sealed, passphrase) {
        (true, None) => Err(BackupError::Sealed),
        (true, Some(passphrase)) => unpack_from(Opener::begin(file, passphrase)?, into),
        (false, _) => unpack_from(file, into),
    }
}

fn unpack_from(from: impl Read, into: &Path) -> Result<Manifest, BackupError> {
    let mut tar = Archive::new(GzDecoder::new(from));
    let mut entries = tar.entries().map_err(broken)?;
    let mut first = entries.next().ok_or_else(|| BackupError::Damaged("it is empty".into()))?.map_err(broken)?;
    if first.path_bytes().as_ref() != NAME.as_bytes() {
        return Err(BackupError::Damaged("it doesn't begin with its manifest".into()));
    }
    let mut text = Vec::new();
    first.by_ref().take(MOST_BYTES).read_to_end(&mut text).map_err(broken)?;
    let manifest = Manifest::read(&text)?;
    let mut named = manifest.files.iter();
    for entry in entries {
        let mut entry = entry.map_err(broken)?;
        let is_next = |known: &&Entry| {
            entry.header().entry_type() == EntryType::Regular
                && entry.path_bytes().as_ref() == known.name.as_bytes()
                && entry.size() == known.size
        };
        let known = named.next().filter(is_next).ok_or_else(|| {
            BackupError::Damaged(format!(
                "{:?} isn't what its manifest names",
                entry.path_bytes().escape_ascii().to_string()
            ))
        })?;
        take_out(&mut entry, known, into)?;
    }
    match named.next() {
        Some(missing) => Err(BackupError::Damaged(format!("{} is missing", missing.name))),
        None => Ok(manifest),
    }
}

fn take_out(from: &mut impl Read, known: &Entry, into: &Path) -> Result<(), BackupError> {
    let path = into.join(&known.name);
    let mut file = files::create(&path)?;
    let (size, sha256) = files::pass_on(from, &mut file).map_err(broken)?;
    if size != known.size || sha256 != known.sha256 {
        return Err(BackupError::Damaged(format!("{} isn't what its manifest says", known.name)));
    }
    file.sync_all().map_err(at(path))
}

fn broken(error: io::Error) -> BackupError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<super::seal::WrongSeal>()) {
        Some(_) => BackupError::Sealed,
        None => BackupError::Damaged(error.to_string()),
    }
}
