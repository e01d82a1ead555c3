//! What the world sees of the log: the head of the last full hour, and tiles of leaf hashes up to it. Published so
//! seldom that nobody can tell from its growth when a case came in.

use vigie_domain::audit::{Digest, SignedNote, TILE_WIDTH, Tile};

use super::{DeskError, log_key, log_tree::LogTree};
use crate::{
    app::App,
    store::{entity::checkpoint, find},
};

/// Microseconds between two publications.
const HOUR: i64 = 3_600_000_000;

/// The newest signed head of the log as the desk itself knows it; none before the first event was taken up.
///
/// # Errors
/// The database.
pub async fn newest_checkpoint(app: &App) -> Result<Option<checkpoint::Model>, DeskError> {
    Ok(find::last_checkpoint(app.store.reader()).await?)
}

/// The head that is published: the last one that was signed before this hour began.
///
/// # Errors
/// The database.
pub async fn published_checkpoint(app: &App) -> Result<Option<checkpoint::Model>, DeskError> {
    let now = app.clock.now().as_microsecond();
    Ok(find::checkpoint_signed_by(app.store.reader(), now - now.rem_euclid(HOUR) - 1).await?)
}

/// The hashes of a tile, one after the other, 32 octets each.
///
/// # Errors
/// [`DeskError::NotFound`] for a tile that the published head doesn't cover; the database.
pub async fn published_tile(app: &App, tile: Tile) -> Result<Vec<u8>, DeskError> {
    let unknown = || DeskError::NotFound("tile");
    let head = published_checkpoint(app).await?.ok_or_else(unknown)?;
    let size = u64::try_from(head.size).unwrap_or(0);
    if Tile::width_at(tile.level, tile.index, size) < u64::from(tile.width) {
        return Err(unknown());
    }
    let mut tree = LogTree::new(&app.store, size);
    let hashes = tree.tile(tile.level, tile.index).await?;
    let width = usize::from(tile.width).min(usize::try_from(TILE_WIDTH).unwrap_or(usize::MAX));
    Ok(hashes.iter().take(width).flat_map(|Digest(bytes)| *bytes).collect())
}

/// The keys of the log: the one that signs now, and the statements of every replacement before it, oldest first.
#[derive(Debug, Clone)]
pub struct LogKeys {
    /// The key that signs now, `NAME+ID+KEY`.
    pub now: String,
    /// Signed notes.
    pub rotations: Vec<SignedNote>,
}

/// The keys of the log, for whoever verifies it.
///
/// # Errors
/// The database.
pub async fn log_keys(app: &App) -> Result<LogKeys, DeskError> {
    let rotations = find::rotations(app.store.reader()).await?;
    let rotations = rotations.iter().filter_map(|row| row.note.parse().ok()).collect();
    Ok(LogKeys { now: log_key(app).await?.verifier().to_string(), rotations })
}
