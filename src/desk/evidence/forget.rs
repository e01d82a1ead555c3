//! Bytes go when no piece of any case names them any more.

use super::room;
use crate::{app::App, desk::DeskError, store::find};

/// Takes these bytes away, as far as no piece names them.
///
/// # Errors
/// The database, the data folder.
pub async fn forget_files(app: &App, hashes: &[String]) -> Result<(), DeskError> {
    if hashes.is_empty() {
        return Ok(());
    }
    let _gate = app.pieces.0.write().await;
    let unnamed = find::unnamed_pieces(app.store.reader(), hashes).await?;
    room::remove(app, &unnamed).await
}

/// Takes away what was begun and never finished.
///
/// # Errors
/// The data folder.
pub async fn sweep_files(app: &App) -> Result<(), DeskError> {
    room::sweep(app).await
}
