//! Reads the desk's mailbox: what is there, then whatever comes. A mail that can't be taken in stays, and the next one is
//! read.

use std::{sync::Arc, time::Duration};

use futures_util::{StreamExt, stream};
use tokio_util::sync::CancellationToken;

use crate::{
    app::App,
    desk::{self, Arrived, DeskError, Source},
    mail::mailbox::{Fetched, Mailbox, MailboxError, OpenMailbox},
};

/// Mails fetched at once: a few, since each may be as large as the server takes.
const AT_ONCE: usize = 8;
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

async fn read(app: &Arc<App>, mailbox: &Mailbox, pause: &mut Duration) -> Result<(), MailboxError> {
    let mut open = mailbox.open().await?;
    *pause = FIRST_PAUSE;
    loop {
        take_all(app, &mut open).await?;
        open = open.wait(LONGEST_WAIT).await?;
    }
}

/// Takes in everything that waits; says how many were.
///
/// # Errors
/// The mailbox.
pub async fn take_all(app: &Arc<App>, open: &mut OpenMailbox) -> Result<usize, MailboxError> {
    let mut taken_in = 0;
    let waiting = open.waiting().await?;
    for some in waiting.chunks(AT_ONCE) {
        let fetched = open.fetch(some).await?;
        let ends = stream::iter(fetched.into_iter().map(|mail| take(app, mail)));
        let done: Vec<u32> = ends.buffer_unordered(AT_ONCE).filter_map(async |uid| uid).collect().await;
        taken_in += done.len();
        open.put_away(&done).await?;
    }
    Ok(taken_in)
}

/// Its number, once it is safe with the desk.
async fn take(app: &Arc<App>, mail: Fetched) -> Option<u32> {
    let arrived = Arrived { raw: mail.raw, source: Source::Imap, recipient: String::new() };
    match desk::receive_mail(app, arrived).await {
        Ok(_) => Some(mail.uid),
        Err(error @ DeskError::Needs(_)) => {
            tracing::error!(uid = mail.uid, %error, "a mail stays in the mailbox");
            None
        }
        Err(error) => {
            tracing::warn!(uid = mail.uid, %error, "a mail stays in the mailbox for now");
            None
        }
    }
}
