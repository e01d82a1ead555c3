//! What carries a mail away: a server by SMTP, a folder, or memory. The only room that names `lettre`.

mod address;
mod encode;
mod folder;
mod outgoing;
mod sign;
mod smtp;
mod url;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::outbox_plan::Outcome;

pub use address::{BadAddress, MailAddress};
pub use encode::{BadMail, Encoded, encode};
pub use outgoing::{OutgoingMail, Party, ReturnPath};
pub use sign::{BadKey, Signer};
pub use smtp::CONNECTIONS;
pub use url::BadTransport;

use smtp::Smtp;

/// The way that mail leaves the desk. Cheap to clone.
#[derive(Clone)]
pub enum Transport {
    /// A mail server.
    Smtp(Smtp),
    /// A folder: one `.eml` file a mail, for demonstrations and for hand-over to another program.
    Folder(PathBuf),
    /// Memory, for tests.
    Memory(Memory),
    /// One of these, with a signature of the desk's own.
    Signed(Arc<Signer>, Box<Self>),
}

/// The server took the mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// What it said, kept with the attempt.
    pub server_words: String,
}

/// The mail wasn't taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Later may work: no connection, no answer, a 4xx, or the server doesn't let the desk in.
    #[error("not now: {words}")]
    Transient {
        /// What the server, or the way to it, said.
        words: String,
    },
    /// This mail will never be taken.
    #[error("refused: {words}")]
    Permanent {
        /// What the server said, or what is wrong with the mail.
        words: String,
    },
}

impl SendError {
    /// What the plan of the outbox makes of it.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        match self {
            Self::Transient { .. } => Outcome::Transient,
            Self::Permanent { .. } => Outcome::Permanent,
        }
    }

    /// What the server, or the way to it, said.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Transient { words } | Self::Permanent { words } => words,
        }
    }
}

impl Transport {
    /// Opens nothing yet: `smtp://[USER:PASSWORD@]HOST[:PORT]`, `smtps://…`, `folder:PATH` or `memory:`.
    ///
    /// Over `smtp://` the connection must become encrypted before anything else is said, unless the address ends
    /// with `?tls=opportunistic` (encrypt if the server can) or `?tls=none`. `timeout=SECONDS` (30) is how long a
    /// command may go unanswered.
    ///
    /// # Errors
    /// The address is none of these.
    pub fn from_url(url: &str) -> Result<Self, BadTransport> {
        url::read(url)
    }

    /// Sends one mail. Sending the same `message_id` again is safe: the receiving side can tell.
    ///
    /// # Errors
    /// Whether trying again can help, and what was said.
    pub async fn send(&self, mail: &OutgoingMail) -> Result<Accepted, SendError> {
        let encoded = encode(mail).map_err(|error| SendError::Permanent { words: error.to_string() })?;
        match self {
            Self::Signed(signer, inner) => {
                // Without its signature the mail might be taken for a forgery: better late.
                let bytes = signer.sign(&encoded.bytes).map_err(|words| SendError::Transient { words })?;
                inner.carry(mail, &Encoded { bytes, ..encoded }).await
            }
            plain => plain.carry(mail, &encoded).await,
        }
    }

    async fn carry(&self, mail: &OutgoingMail, encoded: &Encoded) -> Result<Accepted, SendError> {
        match self {
            Self::Smtp(smtp) => smtp.send(encoded).await,
            Self::Folder(folder) => folder::keep(folder, mail, &encoded.bytes).await,
            Self::Memory(memory) => memory.keep(mail),
            Self::Signed(_, inner) => Box::pin(inner.carry(mail, encoded)).await,
        }
    }

    /// The same way out, with a signature on every mail.
    #[must_use]
    pub fn signed_by(self, signer: Signer) -> Self {
        Self::Signed(Arc::new(signer), Box::new(self))
    }

    /// Asks whether mail could leave now: the server lets the desk in, the folder can be written to. Sends nothing.
    ///
    /// # Errors
    /// What stands in the way.
    pub async fn check(&self) -> Result<(), SendError> {
        match self {
            Self::Smtp(smtp) => smtp.check().await,
            Self::Folder(folder) => folder::check(folder).await,
            Self::Memory(_) => Ok(()),
            Self::Signed(_, inner) => Box::pin(inner.check()).await,
        }
    }
}

/// Never shows the password of the server.
impl fmt::Debug for Transport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Smtp(smtp) => write!(out, "Smtp({})", smtp.host()),
            Self::Folder(folder) => write!(out, "Folder({})", folder.display()),
            Self::Memory(_) => out.write_str("Memory"),
            Self::Signed(signer, inner) => write!(out, "{inner:?} signed by {signer:?}"),
        }
    }
}

/// Mail kept in memory; answers with failures that were asked for first.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    kept: Arc<Mutex<Kept>>,
}

#[derive(Debug, Default)]
struct Kept {
    sent: Vec<OutgoingMail>,
    failures: Vec<SendError>,
}

impl Memory {
    /// What was sent, oldest first.
    #[must_use]
    pub fn sent(&self) -> Vec<OutgoingMail> {
        self.lock().sent.clone()
    }

    /// Lets the next send fail like this, once.
    pub fn fail_next(&self, failure: SendError) {
        self.lock().failures.push(failure);
    }

    fn keep(&self, mail: &OutgoingMail) -> Result<Accepted, SendError> {
        let mut kept = self.lock();
        if let Some(failure) = kept.failures.pop() {
            return Err(failure);
        }
        kept.sent.push(mail.clone());
        Ok(Accepted { server_words: "kept in memory".into() })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Server words are kept and shown: one line, of bounded length, without control characters.
fn shown(words: &str) -> String {
    const LONGEST: usize = 500;
    words
        .chars()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .take(LONGEST)
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests;
