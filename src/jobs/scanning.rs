//! Has the scanner look at pieces, where there is one. In a loop of its own: one that hangs keeps nothing else waiting.

use std::{sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;

use crate::{app::App, desk};

/// How often new pieces are looked for.
const EVERY: Duration = Duration::from_secs(5);

/// Scans until `stop` is cancelled.
pub async fn run(app: &Arc<App>, stop: &CancellationToken) {
    if app.config.evidence.scanner().is_none() {
        return;
    }
    loop {
        app.meters.ran("scanning");
        if let Err(error) = desk::scan_pieces(app).await {
            app.meters.failed("scanning");
            tracing::warn!(%error, "pieces were not scanned and will be in the next round");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
