//! Takes in what stands in the mailbox. A mail that can't be taken in is tried again at growing distances, alone and after
//! the others; after its last try it is put aside, in sight.

use std::{collections::HashSet, sync::Arc};

use futures_util::{StreamExt, stream};

use crate::{
    app::App,
    desk::{self, After, Arrived, DeskError, Source, Stuck, Turn},
    mail::{
        inbound::LARGEST_KEPT,
        mailbox::{Fetched, MailboxError, OpenMailbox},
    },
};

/// Mails fetched at once, if they are small: a large one is fetched alone.
const AT_ONCE: usize = 32;
/// So much together is small. Octets.
const SMALL: usize = 8 << 20;
/// Mails moved out of the inbox at once: a server looks through the whole mailbox each time, and that of a storm is large.
/// What was taken in and not moved yet when something breaks comes again, and is known by its bytes.
const TOGETHER: usize = 256;
/// Mails taken in at once.
const SIDE_BY_SIDE: usize = 16;

/// Why the mailbox isn't read further now.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The mailbox.
    #[error(transparent)]
    Mailbox(#[from] MailboxError),
    /// The desk can't even write down what is wrong.
    #[error("the desk can't take mail in: {0}")]
    Desk(#[from] DeskError),
}

/// Takes in everything whose turn it is; says how many were.
///
/// # Errors
/// The mailbox; the database.
pub async fn take_all(app: &Arc<App>, open: &mut OpenMailbox) -> Result<usize, Trouble> {
    let waiting = open.waiting().await?;
    let stuck = desk::stuck_turns(app, open.name()).await?;
    let there: HashSet<u32> = waiting.iter().copied().collect();
    let gone: Vec<u32> = stuck.iter().map(|(uid, _)| *uid).filter(|uid| !there.contains(uid)).collect();
    desk::forget_stuck(app, open.name(), &gone).await?;
    let known: HashSet<u32> = stuck.iter().map(|(uid, _)| *uid).collect();
    let fresh: Vec<u32> = waiting.into_iter().filter(|uid| !known.contains(uid)).collect();
    let mut taken_in = 0;
    for many in fresh.chunks(TOGETHER) {
        taken_in += take_many(app, open, many).await?;
    }
    for (uid, turn) in stuck.into_iter().filter(|(uid, _)| there.contains(uid)) {
        taken_in += take_stuck(app, open, uid, turn).await?;
    }
    Ok(taken_in)
}

/// What was taken in is moved also when the rest couldn't be.
async fn take_many(app: &Arc<App>, open: &mut OpenMailbox, uids: &[u32]) -> Result<usize, Trouble> {
    let (mut done, mut ended) = (Vec::new(), Ok(()));
    for some in uids.chunks(AT_ONCE) {
        ended = take_some(app, open, some, &mut done).await;
        if ended.is_err() {
            break;
        }
    }
    let moved = open.put_away(&done).await;
    ended?;
    moved?;
    Ok(done.len())
}

async fn take_stuck(app: &Arc<App>, open: &mut OpenMailbox, uid: u32, turn: Turn) -> Result<usize, Trouble> {
    match turn {
        Turn::Later => Ok(0),
        Turn::Now => {
            let taken_in = take_many(app, open, &[uid]).await?;
            if taken_in == 1 {
                desk::forget_stuck(app, open.name(), &[uid]).await?;
            }
            Ok(taken_in)
        }
        Turn::Aside(after) => {
            // Written down before the server is asked for its beginning: it may break off over that, too.
            desk::note_stuck(app, open.name(), uid, (Stuck::NotGiven, "put aside")).await?;
            put_aside(app, open, uid, ("unfetched", 0), after).await?;
            Ok(0)
        }
    }
}

/// Never holds more than one large mail in memory, and none that is larger than what the desk keeps.
async fn take_some(app: &Arc<App>, open: &mut OpenMailbox, uids: &[u32], done: &mut Vec<u32>) -> Result<(), Trouble> {
    let sizes = open.sizes(uids).await?;
    let size = |uid: &u32| sizes.get(uid).copied().unwrap_or_default();
    let (beyond, fit): (Vec<u32>, Vec<u32>) = uids.iter().partition(|uid| size(uid) > LARGEST_KEPT);
    for uid in beyond {
        // Written down before the server is asked: should it fail over this mail, the others come first next time.
        let after = match desk::note_stuck(app, open.name(), uid, (Stuck::NotGiven, "larger than what the desk keeps"))
            .await?
        {
            After::AsideUnseen => After::AsideUnseen,
            After::Again | After::Aside => After::Aside,
        };
        put_aside(app, open, uid, ("beyond", size(&uid)), after).await?;
    }
    let all: usize = fit.iter().map(size).sum();
    let lot = if all > SMALL { 1 } else { AT_ONCE };
    for uids in fit.chunks(lot) {
        done.extend(take_lot(app, open, uids).await?);
    }
    Ok(())
}

/// Their numbers, as far as they are safe with the desk.
async fn take_lot(app: &Arc<App>, open: &mut OpenMailbox, uids: &[u32]) -> Result<Vec<u32>, Trouble> {
    let fetched = match open.fetch(uids).await {
        Ok(fetched) => fetched,
        Err(error) => {
            // Whichever of them it was: next time each is asked for alone, after the others.
            for uid in uids {
                desk::note_stuck(app, open.name(), *uid, (Stuck::NotGiven, &error.to_string())).await?;
            }
            return Err(error.into());
        }
    };
    let came: HashSet<u32> = fetched.iter().map(|mail| mail.uid).collect();
    let name = open.name();
    let ends: Vec<Result<Option<u32>, DeskError>> = stream::iter(fetched.into_iter().map(|mail| take(app, name, mail)))
        .buffer_unordered(SIDE_BY_SIDE)
        .collect()
        .await;
    let ends: Vec<Option<u32>> = ends.into_iter().collect::<Result<_, _>>()?;
    for uid in uids.iter().filter(|uid| !came.contains(uid)) {
        not_given(app, open, *uid).await?;
    }
    Ok(ends.into_iter().flatten().collect())
}

/// Its number, once it is safe with the desk.
async fn take(app: &Arc<App>, mailbox: &str, mail: Fetched) -> Result<Option<u32>, DeskError> {
    let (uid, size) = (mail.uid, mail.raw.len());
    let arrived = Arrived { raw: mail.raw, source: Source::Imap, recipient: String::new() };
    let Err(error) = desk::receive_mail(app, arrived.clone()).await else { return Ok(Some(uid)) };
    tracing::warn!(uid, %error, "a mail stays in the mailbox for now");
    if desk::note_stuck(app, mailbox, uid, (Stuck::NotTaken, &error.to_string())).await? == After::Again {
        return Ok(None);
    }
    match desk::keep_unread(app, arrived, "stuck", size).await {
        Ok(_) => Ok(Some(uid)),
        Err(error) => {
            tracing::error!(uid, %error, "a mail stays in the mailbox: it can't even be kept");
            Ok(None)
        }
    }
}

/// The server named it and didn't hand it over.
async fn not_given(app: &Arc<App>, open: &mut OpenMailbox, uid: u32) -> Result<(), Trouble> {
    let what = (Stuck::NotGiven, "the mail server names this mail and doesn't hand it over");
    match desk::note_stuck(app, open.name(), uid, what).await? {
        After::Again => Ok(()),
        after => put_aside(app, open, uid, ("unfetched", 0), after).await,
    }
}

/// The whole mail stays with the server, in a folder of its own; the desk keeps how it begins, and shows that.
async fn put_aside(
    app: &Arc<App>,
    open: &mut OpenMailbox,
    uid: u32,
    (why, size): (&'static str, usize),
    after: After,
) -> Result<(), Trouble> {
    let head = if after == After::Aside { open.head(uid).await? } else { None };
    let note = || format!("Subject: ({} {uid})\r\n\r\n", open.name()).into_bytes();
    let raw = head.filter(|head| !head.is_empty()).unwrap_or_else(note);
    let arrived = Arrived { raw, source: Source::Imap, recipient: String::new() };
    desk::keep_unread(app, arrived, why, size).await?;
    open.put_aside(&[uid]).await?;
    Ok(desk::forget_stuck(app, open.name(), &[uid]).await?)
}
