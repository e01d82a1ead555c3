//! Takes events up into the global log and signs its head, about once a second, and once more at the end.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::{
    app::App,
    desk::{DeskError, LogEdge, log_key, seal_log},
    log_key::LogKey,
};

/// An event is under a signed head this soon (the promise is two seconds).
const EVERY: Duration = Duration::from_secs(1);

/// Seals until `stop` is cancelled, then once more, so that a desk that was stopped leaves nothing unsealed.
pub async fn run(app: &App, stop: &CancellationToken) {
    let (mut key, mut edge) = (None, LogEdge::default());
    loop {
        let stopping = stop.is_cancelled();
        app.meters.ran("sealing");
        if let Err(error) = seal(app, &mut key, &mut edge).await {
            app.meters.failed("sealing");
            tracing::warn!(%error, "the audit log was not sealed and will be in the next round");
        }
        if stopping {
            return;
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

async fn seal(app: &App, key: &mut Option<LogKey>, edge: &mut LogEdge) -> Result<(), DeskError> {
    let known = match key.take() {
        Some(known) => known,
        None => log_key(app).await?,
    };
    let sealed = seal_log(&app.store, &known, edge, app.clock.now()).await.map(drop);
    // After a failure the key is read again: it may have been replaced.
    *key = sealed.is_ok().then_some(known);
    sealed
}
