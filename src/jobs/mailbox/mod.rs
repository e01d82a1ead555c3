//! Reads the desk's mailbox: what is there, then whatever comes.

mod take;

use std::{sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;

use crate::{app::App, mail::mailbox::Mailbox};

pub use take::{Trouble, take_all};

/// The net under the server's « something came ».
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// After a failure, before the next try; it doubles up to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Reads until `stop` is cancelled.
pub async fn run(app: &Arc<App>, mailbox: &Mailbox, stop: &CancellationToken) {
    let mut pause = FIRST_PAUSE;
    loop {
        let read = tokio::select! {
            () = stop.cancelled() => return,
            read = read(app, mailbox, &mut pause) => read,
        };
        if let Err(error) = read {
            tracing::warn!(%error, seconds = pause.as_secs(), "the mailbox is tried again later");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

async fn read(app: &Arc<App>, mailbox: &Mailbox, pause: &mut Duration) -> Result<(), Trouble> {
    let mut open = mailbox.open().await?;
    *pause = FIRST_PAUSE;
    loop {
        take_all(app, &mut open).await?;
        open = open.wait(LONGEST_WAIT).await?;
    }
}
