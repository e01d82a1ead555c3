//! A mail comes in: kept first, then read, then given to whom it belongs. What nobody can place stays in sight.
//!
//! Who wrote is proved by the address it came to, which the desk made for one party of one case. A header proves nothing:
//! what only seems to belong to a case waits for a person, and what may come from the attacker moves nothing.

mod decide;
mod delivery;
mod fates;
mod kept;
mod new_report;
mod provider;
mod stuck;
mod whose;

use std::sync::Arc;

use uuid::Uuid;

use super::DeskError;
use crate::{
    app::App,
    fresh,
    mail::inbound::{self, Incoming, LARGEST_KEPT, Unreadable},
    store::{StoreError, Tx, entity::inbound_mail, find, row},
};

pub use decide::{TrayAct, decide_on_mail, waits as mail_waits};
pub use kept::{Opened, harmless_html, open_mail};
pub(super) use kept::{bytes_of, forget_kept, kept_name};
pub use stuck::{After, Stuck, Turn, forget_stuck, keep_unread, note_stuck, stuck_turns};

/// A mail as it came.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// Its bytes.
    pub raw: Vec<u8>,
    /// By which door.
    pub source: Source,
    /// The address that the server took it for; empty when it didn't say.
    pub recipient: String,
}

/// By which door a mail came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// `vigie mail ingest`, one mail on standard input.
    Pipe,
    /// `vigie mail ingest FOLDER`.
    Folder,
    /// The desk's mailbox.
    Imap,
}

impl Source {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Pipe => "pipe",
            Self::Folder => "folder",
            Self::Imap => "imap",
        }
    }
}

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A line of a case's timeline.
    Message,
    /// A new report in the queue.
    Report,
    /// A server's word on a message of the desk.
    Delivery,
    /// A machine's: recorded, never answered.
    Automatic,
    /// The desk's own, come back.
    Own,
    /// A person must say where it belongs.
    Aside,
    /// It can't be read.
    Quarantine,
}

impl Fate {
    /// As the row keeps it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Report => "report",
            Self::Delivery => "delivery",
            Self::Automatic => "automatic",
            Self::Own => "own",
            Self::Aside => "aside",
            Self::Quarantine => "quarantine",
        }
    }
}

/// A mail that was taken in.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenIn {
    /// Its row.
    pub row: inbound_mail::Model,
    /// The same bytes had come before.
    pub repeated: bool,
}

/// Takes a mail in. Once this returns, the sender's server may forget it; the same bytes may come again at any time.
///
/// # Errors
/// [`DeskError::Needs`] for a mail larger than the desk keeps; the data folder; the database. The mail is then still the
/// sender's.
pub async fn receive_mail(app: &Arc<App>, arrived: Arrived) -> Result<TakenIn, DeskError> {
    if arrived.raw.len() > LARGEST_KEPT {
        return Err(DeskError::Needs("a mail of at most 64 MB"));
    }
    let recipient: String = arrived.recipient.trim().to_lowercase().chars().take(254).collect();
    let hash = kept::keep(app, &arrived.raw).await?;
    if let Some(known) = find::inbound_by_hash(app.store.reader(), &hash, &recipient).await? {
        return seen_again(app, known).await;
    }
    match take_in(app, arrived, &hash, &recipient).await {
        Ok(row) => Ok(TakenIn { row, repeated: false }),
        Err(DeskError::Store(StoreError::Conflict { .. })) => {
            // Another worker was faster with the same bytes.
            let known = find::inbound_by_hash(app.store.reader(), &hash, &recipient).await?;
            seen_again(app, known.ok_or(DeskError::NotFound("mail"))?).await
        }
        Err(other) => Err(other),
    }
}

async fn take_in(
    app: &Arc<App>,
    arrived: Arrived,
    hash: &str,
    recipient: &str,
) -> Result<inbound_mail::Model, DeskError> {
    let size = i64::try_from(arrived.raw.len()).unwrap_or(i64::MAX);
    let source = arrived.source;
    let read = read(arrived.raw).await;
    let row = new_row(app, (hash, size), source, recipient, read.as_ref().ok());
    match read {
        Err(unreadable) => fates::quarantine(app, row, unreadable.as_str()).await,
        Ok(mail) => {
            let whose = match is_begun(app, &row).await? {
                true => whose::Whose::Begun,
                false => whose::whose(app, &mail, recipient).await?,
            };
            match fates::give(app, row.clone(), mail, whose).await {
                // Nothing may be added to it any more; the next mail is read.
                Err(DeskError::Erased) => fates::alone(app, row, Fate::Aside, "erased").await,
                given => given,
            }
        }
    }
}

/// Parsing takes a thread of its own: a hostile mail must not keep the others waiting.
async fn read(raw: Vec<u8>) -> Result<Incoming, Unreadable> {
    tokio::task::spawn_blocking(move || inbound::read(&raw)).await.unwrap_or(Err(Unreadable::Broken))
}

fn new_row(
    app: &App,
    (hash, size): (&str, i64),
    source: Source,
    recipient: &str,
    mail: Option<&Incoming>,
) -> inbound_mail::Model {
    let now = app.clock.now();
    inbound_mail::Model {
        id: fresh::id(now),
        hash: hash.to_owned(),
        size,
        received_at: now.as_microsecond(),
        source: source.as_str().to_owned(),
        outcome: Fate::Quarantine.as_str().to_owned(),
        why: String::new(),
        incident_id: None,
        offer_id: None,
        outbox_id: None,
        entry_id: None,
        party: None,
        envelope_to: recipient.to_owned(),
        sender: mail.map_or_else(String::new, |mail| mail.from.clone()),
        subject: mail.map_or_else(String::new, |mail| mail.subject.clone()),
        message_id: mail.and_then(|mail| mail.message_id.clone()),
        suspect: false,
        copies: 1,
        decided_by: None,
        decided_at: None,
    }
}

/// The same bytes once more: counted, and nothing else.
async fn seen_again(app: &App, known: inbound_mail::Model) -> Result<TakenIn, DeskError> {
    let id = known.id;
    let row = app
        .store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let mut row = row::get::<inbound_mail::Entity>(tx.db(), id, "mail").await?;
                row.copies = row.copies.saturating_add(1);
                row::save(tx, row.clone()).await?;
                Ok::<_, StoreError>(row)
            })
        })
        .await?;
    Ok(TakenIn { row, repeated: true })
}

/// The key by which one mail makes one report, however often it comes.
fn submission_of(row: &inbound_mail::Model) -> (String, String) {
    ("mail".to_owned(), format!("{} {}", row.hash, row.envelope_to))
}

/// A desk that was killed had made the report of this mail, and not noted the mail.
async fn is_begun(app: &App, row: &inbound_mail::Model) -> Result<bool, StoreError> {
    let (scope, key) = submission_of(row);
    Ok(find::submission(app.store.reader(), &scope, &key).await?.is_some())
}

/// A case's id, for those that have one.
fn case_of(row: &inbound_mail::Model) -> Option<Uuid> {
    row.incident_id
}
