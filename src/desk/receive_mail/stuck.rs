//! A mail of the mailbox that can't be taken in: tried again at growing distances, so that it costs little and the others
//! are read; after the last try it is put where people see it, whatever could be kept of it.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{Arrived, TakenIn, fates, kept, new_row, read, seen_again};
use crate::{
    app::App,
    desk::{
        DeskError,
        alarms::{self, AlarmKind},
    },
    mail::outbox_plan::{Outcome, Patience},
    store::{StoreError, Tx, entity::stuck_mail, find, queue, row},
};

/// Eight tries within about two hours: what is wrong with the desk is mended by then, what is wrong with the mail isn't.
const PATIENCE: Patience = Patience {
    first_wait: SignedDuration::from_mins(1),
    longest_wait: SignedDuration::from_hours(1),
    attempts: 8,
    lease: SignedDuration::ZERO,
};

/// Longest words of what stood in the way that are kept, in characters.
const LONGEST_WORDS: usize = 300;

/// Whether a mail that couldn't be taken in is tried now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It is its turn.
    Now,
    /// It waits.
    Later,
    /// It was tried often enough, and the mail server never handed it over: it is put aside.
    Aside(After),
}

/// Whose failure it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stuck {
    /// The mail server's: it didn't hand it over.
    NotGiven,
    /// The desk's: it couldn't take it.
    NotTaken,
}

/// What follows from a try that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// It is tried again later.
    Again,
    /// It is put aside, and the server may be asked for its beginning.
    Aside,
    /// It should have been aside before: the server isn't asked for anything any more.
    AsideUnseen,
}

/// Mails of this mailbox that couldn't be taken in so far, by their numbers; whose turn comes first stands first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn stuck_turns(app: &App, mailbox: &str) -> Result<Vec<(u32, Turn)>, DeskError> {
    let now = app.clock.now();
    // A turn beyond the longest wait is one of a clock that has jumped back.
    let (now, farthest) = (now.as_microsecond(), (now + PATIENCE.longest_wait).as_microsecond());
    let turn = |one: &stuck_mail::Model| match after(one.tries) {
        _ if one.next_try_at > now && one.next_try_at <= farthest => Turn::Later,
        After::Again => Turn::Now,
        after if !one.given => Turn::Aside(after),
        _ => Turn::Now,
    };
    let stuck = find::stuck_mails(app.store.reader(), mailbox).await?;
    Ok(stuck.iter().filter_map(|one| Some((u32::try_from(one.uid).ok()?, turn(one)))).collect())
}

fn after(tries: i32) -> After {
    match u32::try_from(tries).unwrap_or_default() {
        tries if tries < PATIENCE.attempts => After::Again,
        tries if tries == PATIENCE.attempts => After::Aside,
        _ => After::AsideUnseen,
    }
}

/// A try failed: written down, with what stood in the way. What is to be put aside raises the alarm, since it may be that
/// nothing can be kept at all.
///
/// # Errors
/// The database.
pub async fn note_stuck(
    app: &Arc<App>,
    mailbox: &str,
    uid: u32,
    (what, words): (Stuck, &str),
) -> Result<After, DeskError> {
    let words: String = words.chars().take(LONGEST_WORDS).collect();
    let (shared, mailbox) = (Arc::clone(app), mailbox.to_owned());
    app.store.write(move |tx| Box::pin(async move { note(tx, &shared, (mailbox, uid), (what, words)).await })).await
}

async fn note(
    tx: &Tx<'_>,
    app: &App,
    (mailbox, uid): (String, u32),
    (what, words): (Stuck, String),
) -> Result<After, DeskError> {
    let now = app.clock.now();
    let known = row::find::<stuck_mail::Entity>(tx.db(), (mailbox.clone(), i64::from(uid))).await?;
    let tries = known.as_ref().map_or(0, |known| known.tries).saturating_add(1);
    let attempt = u32::try_from(tries).unwrap_or(u32::MAX);
    let next = PATIENCE.after(Outcome::Transient, attempt, now, 1.0).retry_at;
    let written = stuck_mail::Model {
        mailbox,
        uid: i64::from(uid),
        tries,
        since: known.as_ref().map_or(now.as_microsecond(), |known| known.since),
        next_try_at: next.unwrap_or_else(|| farthest(now)).as_microsecond(),
        given: what == Stuck::NotTaken,
        words,
    };
    match known {
        Some(_) => row::save(tx, written).await?,
        None => row::insert(tx, written).await?,
    }
    if next.is_none() {
        alarms::raise_for_desk(tx, app, AlarmKind::MailUnread, json!({})).await?;
    }
    Ok(after(tries))
}

fn farthest(now: Timestamp) -> Timestamp {
    now + PATIENCE.longest_wait
}

/// These mails of the mailbox are stuck no more.
///
/// # Errors
/// The database.
pub async fn forget_stuck(app: &App, mailbox: &str, uids: &[u32]) -> Result<(), DeskError> {
    if uids.is_empty() {
        return Ok(());
    }
    let (mailbox, uids) = (mailbox.to_owned(), uids.iter().copied().map(i64::from).collect());
    let forgotten: Result<(), StoreError> =
        app.store.write(move |tx| Box::pin(async move { queue::forget_stuck(tx, mailbox, uids).await })).await;
    Ok(forgotten?)
}

/// Puts a mail aside, or what there is of it, without giving it to anybody: kept, shown, and an alarm says so. `size` is
/// that of the whole mail.
///
/// # Errors
/// The data folder; the database. The mail is then still the server's.
pub async fn keep_unread(
    app: &Arc<App>,
    arrived: Arrived,
    why: &'static str,
    size: usize,
) -> Result<TakenIn, DeskError> {
    let hash = kept::keep(app, &arrived.raw).await?;
    if let Some(known) = find::inbound_by_hash(app.store.reader(), &hash, &arrived.recipient).await? {
        return seen_again(app, known).await;
    }
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    let mail = read(arrived.raw).await.ok();
    let row = new_row(app, (&hash, size), arrived.source, &arrived.recipient, mail.as_ref());
    Ok(TakenIn { row: fates::quarantine(app, row, why).await?, repeated: false })
}
