//! The desk's mailbox, read by IMAP. The only room that names `async_imap`.
//!
//! What was taken in is moved out of the way, into the folder `Vigie`: what stands in the inbox is what still has to be
//! taken in, so that a machine that stops in the middle sees it again, and nobody's reading marks hide a mail. What can't be
//! taken in at all goes into the folder `Vigie-stuck`.

mod stream;
mod url;

use std::{collections::HashMap, fmt, io, time::Duration};

use async_imap::{Client, Session, error::Error};
use futures_util::TryStreamExt;

pub use url::{BadMailbox, Encryption};

use stream::Connection;

/// Where what was taken in goes.
const TAKEN: &str = "Vigie";
/// Where a mail goes that the desk couldn't take in, for its owner to look at; nothing is deleted there either.
pub const STUCK: &str = "Vigie-stuck";
/// So much of a mail that is beyond the desk is read all the same: its headers, most of the time. Octets.
const HEAD: usize = 64 << 10;
/// Nothing is waited for longer than this.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where the mailbox is, and how to get in.
#[derive(Clone, PartialEq, Eq)]
pub struct Mailbox {
    host: String,
    port: u16,
    user: String,
    password: String,
    encryption: Encryption,
}

/// The mailbox can't be read now.
#[derive(Debug, thiserror::Error)]
pub enum MailboxError {
    /// The server, or the way to it.
    #[error("the mailbox can't be read: {0}")]
    Imap(#[from] Error),
    /// The way to it.
    #[error("the mailbox can't be reached: {0}")]
    Io(#[from] io::Error),
    /// The server says nothing.
    #[error("the mail server gave no answer within {} s", PATIENCE.as_secs())]
    Silent,
}

/// A mail of the mailbox.
#[derive(Debug)]
pub struct Fetched {
    /// Its number in the mailbox.
    pub uid: u32,
    /// Its bytes.
    pub raw: Vec<u8>,
}

/// An open mailbox.
#[derive(Debug)]
pub struct OpenMailbox {
    session: Session<Connection>,
    name: String,
    moves: bool,
    idles: bool,
}

impl Mailbox {
    /// Signs in and opens the inbox.
    ///
    /// # Errors
    /// What stands in the way.
    pub async fn open(&self) -> Result<OpenMailbox, MailboxError> {
        in_time(self.sign_in()).await
    }

    async fn sign_in(&self) -> Result<OpenMailbox, MailboxError> {
        let connection = stream::connect(&self.host, self.port, self.encryption).await?;
        let mut client = Client::new(connection);
        if self.encryption != Encryption::StartTls {
            // STARTTLS has read it already.
            client.read_response().await?;
        }
        let mut session = client.login(&self.user, &self.password).await.map_err(|(error, _)| error)?;
        let able = session.capabilities().await?;
        let (moves, idles) = (able.has_str("MOVE"), able.has_str("IDLE"));
        // They are there already, most of the time.
        drop(session.create(TAKEN).await);
        drop(session.create(STUCK).await);
        let inbox = session.select("INBOX").await?;
        let name = format!("{}@{}/{}", self.user, self.host, inbox.uid_validity.unwrap_or_default());
        Ok(OpenMailbox { session, name, moves, idles })
    }
}

impl OpenMailbox {
    /// Numbers of the mails in the inbox, oldest first.
    ///
    /// # Errors
    /// The server.
    pub async fn waiting(&mut self) -> Result<Vec<u32>, MailboxError> {
        let found = in_time(async { Ok(self.session.uid_search("ALL").await?) }).await?;
        let mut uids: Vec<u32> = found.into_iter().collect();
        uids.sort_unstable();
        Ok(uids)
    }

    /// Whose numbers these are: they mean nothing in another mailbox, or once the server has numbered anew.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the server says of the sizes of these mails, in octets; those that it names.
    ///
    /// # Errors
    /// The server.
    pub async fn sizes(&mut self, uids: &[u32]) -> Result<HashMap<u32, usize>, MailboxError> {
        in_time(async {
            let fetched: Vec<_> = self.session.uid_fetch(set(uids), "(UID RFC822.SIZE)").await?.try_collect().await?;
            let size = |size: u32| usize::try_from(size).unwrap_or(usize::MAX);
            Ok(fetched.iter().filter_map(|one| Some((one.uid?, size(one.size?)))).collect())
        })
        .await
    }

    /// How a mail begins, for one that can't be had whole; none when the server gives not even that.
    ///
    /// # Errors
    /// The server.
    pub async fn head(&mut self, uid: u32) -> Result<Option<Vec<u8>>, MailboxError> {
        in_time(async {
            let what = format!("(UID BODY.PEEK[]<0.{HEAD}>)");
            let fetched: Vec<_> = self.session.uid_fetch(set(&[uid]), what).await?.try_collect().await?;
            let of_it = fetched.iter().find(|one| one.uid == Some(uid));
            Ok(of_it.and_then(|one| one.body()).map(|raw| raw.iter().copied().take(HEAD).collect()))
        })
        .await
    }

    /// The bytes of these mails; nothing is marked as read.
    ///
    /// # Errors
    /// The server.
    pub async fn fetch(&mut self, uids: &[u32]) -> Result<Vec<Fetched>, MailboxError> {
        in_time(async {
            let fetched: Vec<_> = self.session.uid_fetch(set(uids), "(UID BODY.PEEK[])").await?.try_collect().await?;
            let mails = fetched.iter().filter_map(|one| Some(Fetched { uid: one.uid?, raw: one.body()?.to_vec() }));
            Ok(mails.collect())
        })
        .await
    }

    /// Moves what was taken in out of the inbox.
    ///
    /// # Errors
    /// The server; the mails then come again, and are known by their bytes.
    pub async fn put_away(&mut self, uids: &[u32]) -> Result<(), MailboxError> {
        self.move_to(TAKEN, uids).await
    }

    /// Moves what can't be taken in out of the inbox, whole.
    ///
    /// # Errors
    /// The server; the mails then come again.
    pub async fn put_aside(&mut self, uids: &[u32]) -> Result<(), MailboxError> {
        self.move_to(STUCK, uids).await
    }

    async fn move_to(&mut self, folder: &str, uids: &[u32]) -> Result<(), MailboxError> {
        if uids.is_empty() {
            return Ok(());
        }
        in_time(async {
            if self.moves {
                return Ok(self.session.uid_mv(set(uids), folder).await?);
            }
            self.session.uid_copy(set(uids), folder).await?;
            let marked = self.session.uid_store(set(uids), "+FLAGS.SILENT (\\Deleted)").await?;
            let _: Vec<_> = marked.try_collect().await?;
            let gone = self.session.expunge().await?;
            let _: Vec<_> = gone.try_collect().await?;
            Ok(())
        })
        .await
    }

    /// Waits until something comes, or so long. Without IDLE on the server the wait is the poll.
    ///
    /// # Errors
    /// The server.
    pub async fn wait(mut self, longest: Duration) -> Result<Self, MailboxError> {
        if !self.idles {
            tokio::time::sleep(longest).await;
            in_time(async { Ok(self.session.noop().await?) }).await?;
            return Ok(self);
        }
        let mut idle = self.session.idle();
        in_time(async { Ok(idle.init().await?) }).await?;
        let (came, _keep) = idle.wait_with_timeout(longest);
        came.await?;
        let session = in_time(async { Ok(idle.done().await?) }).await?;
        Ok(Self { session, ..self })
    }

    /// Says good-bye.
    pub async fn close(mut self) {
        // Nobody minds if the server has gone before.
        drop(in_time(async { Ok(self.session.logout().await?) }).await);
    }
}

fn set(uids: &[u32]) -> String {
    uids.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
}

async fn in_time<T>(work: impl Future<Output = Result<T, MailboxError>>) -> Result<T, MailboxError> {
    tokio::time::timeout(PATIENCE, work).await.unwrap_or(Err(MailboxError::Silent))
}

/// Never shows the password.
impl fmt::Debug for Mailbox {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Mailbox({}:{})", self.host, self.port)
    }
}
