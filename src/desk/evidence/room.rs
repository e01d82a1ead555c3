//! The folder of pieces: each file stands once, under its SHA-256, outside whatever is served. Received beside, hashed
//! while it is, and moved in as a whole.

use std::{
    fs, io,
    os::unix::fs::{DirBuilderExt, PermissionsExt},
    path::PathBuf,
};

use jiff::{SignedDuration, Timestamp};
use object_store::{GetResultPayload, MultipartUpload, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path};
use sha2::{Digest, Sha256};

use super::{
    FileRefused,
    kind::{HEAD, TAIL},
};
use crate::{app::App, desk::DeskError, fresh, keys::hex};

/// Octets that are written at once.
const PIECE: usize = 256 * 1024;
/// Where files are until their hash is known.
const INCOMING: &str = "incoming";
/// What nobody has finished sending after so long is nobody's.
const UNFINISHED: SignedDuration = SignedDuration::from_hours(24);

/// Path of a piece below the folder of pieces.
#[must_use]
pub fn file_name_of(hash: &str) -> String {
    format!("{}/{hash}", hash.get(..2).unwrap_or("00"))
}

fn folder(app: &App) -> PathBuf {
    app.config.data_dir.join("files")
}

/// The folder, that only its owner enters.
fn made_folder(app: &App) -> io::Result<PathBuf> {
    let folder = folder(app);
    fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
    Ok(folder)
}

fn room(app: &App) -> io::Result<LocalFileSystem> {
    LocalFileSystem::new_with_prefix(made_folder(app)?).map_err(io)
}

fn io(error: object_store::Error) -> io::Error {
    let kind = match error {
        object_store::Error::NotFound { .. } => io::ErrorKind::NotFound,
        _ => io::ErrorKind::Other,
    };
    io::Error::new(kind, error)
}

/// A file that is being received.
#[derive(Debug)]
pub struct Receiving {
    room: LocalFileSystem,
    place: Path,
    upload: Box<dyn MultipartUpload>,
    waiting: Vec<u8>,
    hash: Sha256,
    size: u64,
    most: u64,
    head: Vec<u8>,
    tail: Vec<u8>,
}

/// A file that was received whole and isn't a piece yet: gone when nobody makes it one.
#[derive(Debug)]
pub struct Received {
    room: LocalFileSystem,
    place: Option<Path>,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
    /// Octets.
    pub size: u64,
    pub(super) head: Vec<u8>,
    pub(super) tail: Vec<u8>,
}

impl Receiving {
    /// Begins to receive a file of at most so many octets.
    ///
    /// # Errors
    /// The data folder.
    pub async fn begin(app: &App, most: u64) -> Result<Self, DeskError> {
        let room = room(app)?;
        let place = Path::from(format!("{INCOMING}/{}", hex(&fresh::bytes::<16>())));
        let upload = room.put_multipart(&place).await.map_err(io)?;
        let (waiting, head, tail) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Self { room, place, upload, waiting, hash: Sha256::new(), size: 0, most, head, tail })
    }

    /// Takes the next octets.
    ///
    /// # Errors
    /// [`FileRefused::TooLarge`]; the data folder.
    pub async fn take(&mut self, octets: &[u8]) -> Result<(), DeskError> {
        self.size += octets.len() as u64;
        if self.size > self.most {
            return Err(FileRefused::TooLarge { most: self.most }.into());
        }
        self.hash.update(octets);
        self.head.extend(octets.iter().take(HEAD.saturating_sub(self.head.len())));
        self.tail.extend_from_slice(octets.get(octets.len().saturating_sub(TAIL)..).unwrap_or_default());
        self.tail.drain(..self.tail.len().saturating_sub(TAIL));
        self.waiting.extend_from_slice(octets);
        if self.waiting.len() >= PIECE {
            self.write().await?;
        }
        Ok(())
    }

    async fn write(&mut self) -> Result<(), DeskError> {
        let piece = PutPayload::from(std::mem::take(&mut self.waiting));
        Ok(self.upload.put_part(piece).await.map_err(io)?)
    }

    /// That was all. On disk when this returns.
    ///
    /// # Errors
    /// [`FileRefused::Empty`]; the data folder.
    pub async fn finish(mut self) -> Result<Received, DeskError> {
        if self.size == 0 {
            return Err(FileRefused::Empty.into());
        }
        if !self.waiting.is_empty() {
            self.write().await?;
        }
        self.upload.complete().await.map_err(io)?;
        let path = self.room.path_to_filesystem(&self.place).map_err(io)?;
        // From here on the file is taken away by whoever drops it.
        let received = Received {
            room: self.room,
            place: Some(self.place),
            sha256: hex(&self.hash.finalize()),
            size: self.size,
            head: self.head,
            tail: self.tail,
        };
        blocking(move || {
            let file = fs::File::open(&path)?;
            file.set_permissions(fs::Permissions::from_mode(0o600))?;
            file.sync_all()
        })
        .await?;
        Ok(received)
    }
}

impl Received {
    /// Moves it to where its hash says. The same bytes may be there: they are the same.
    ///
    /// # Errors
    /// The data folder.
    pub(super) async fn keep(&mut self) -> Result<(), DeskError> {
        let Some(from) = &self.place else { return Ok(()) };
        let to = Path::from(file_name_of(&self.sha256));
        self.room.rename(from, &to).await.map_err(io)?;
        let path = self.room.path_to_filesystem(&to).map_err(io)?;
        self.place = None;
        let folders = path.ancestors().skip(1).take(2).map(PathBuf::from).collect::<Vec<_>>();
        Ok(blocking(move || folders.iter().try_for_each(|folder| fs::File::open(folder)?.sync_all())).await?)
    }
}

impl Drop for Received {
    fn drop(&mut self) {
        let left = self.place.take().and_then(|place| self.room.path_to_filesystem(&place).ok());
        if let Some(path) = left
            && let Err(error) = fs::remove_file(path)
        {
            tracing::warn!(%error, "a file that was refused could not be taken away");
        }
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|ended| Err(io::Error::other(ended)))
}

/// What is under a hash now.
#[derive(Debug)]
pub(super) enum Found<T> {
    /// The bytes that were received.
    Sound(T),
    /// Other bytes; their hash.
    Changed(String),
    /// Nothing.
    Missing,
}

/// Opens the bytes of a piece, reads them through `pass` in a thread of its own, and says whether they are those that
/// were received. `pass` gives their hash beside what it made of them: nothing may leave before it is known.
///
/// # Errors
/// The data folder.
pub(super) async fn read_through<T: Send + 'static>(
    app: &App,
    hash: &str,
    pass: impl FnOnce(fs::File) -> io::Result<(String, T)> + Send + 'static,
) -> Result<Found<T>, DeskError> {
    let file = match open(app, hash).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Missing),
        opened => opened?,
    };
    let (found, made) = blocking(move || pass(file)).await?;
    Ok(if found == hash { Found::Sound(made) } else { Found::Changed(found) })
}

async fn open(app: &App, hash: &str) -> io::Result<fs::File> {
    let room = room(app)?;
    match room.get(&Path::from(file_name_of(hash))).await.map_err(io)?.payload {
        GetResultPayload::File(file, _) => Ok(file),
        GetResultPayload::Stream(_) => Err(io::Error::new(io::ErrorKind::Unsupported, "a folder gives files")),
    }
}

/// The hash of everything that can be read.
pub(super) fn hash_of(mut from: impl io::Read) -> io::Result<String> {
    let (mut hash, mut piece) = (Sha256::new(), vec![0; PIECE]);
    loop {
        match from.read(&mut piece)? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(&piece[..read]),
        }
    }
}

/// A file without a name in the folder of pieces: gone when it is closed.
pub(super) fn nameless(app: &App) -> io::Result<fs::File> {
    tempfile::tempfile_in(made_folder(app)?)
}

/// Takes these bytes away.
///
/// # Errors
/// The data folder.
pub(super) async fn remove(app: &App, hashes: &[String]) -> Result<(), DeskError> {
    let room = room(app)?;
    for hash in hashes {
        match room.delete(&Path::from(file_name_of(hash))).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(io(error).into()),
        }
    }
    Ok(())
}

/// Takes away what a process that was killed had begun to receive.
///
/// # Errors
/// The data folder.
pub(super) async fn sweep(app: &App) -> Result<(), DeskError> {
    let (incoming, until) = (folder(app).join(INCOMING), app.clock.elsewhere() - UNFINISHED);
    let sweep = move || {
        let entries = match fs::read_dir(&incoming) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let touched = Timestamp::try_from(entry.metadata()?.modified()?).map_err(io::Error::other)?;
            if touched < until {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    };
    Ok(blocking(sweep).await?)
}
