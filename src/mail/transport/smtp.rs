//! The way over a mail server: few connections, kept open.

mod lot;
mod server;

use std::sync::Arc;

use lettre::transport::smtp::{Error, response::Response};
use tokio::sync::Semaphore;

use super::{Accepted, Encoded, SendError, shown};
use lot::Lot;

pub(super) use server::Server;

/// How many connections at once: a relay counts them against the desk.
pub const CONNECTIONS: usize = 4;

/// A whole mail takes no longer than so many times the wait for one command, however slowly the server drips.
const MAIL_COMMANDS: u32 = 4;

/// A mail server, connected to when needed.
#[derive(Clone)]
pub struct Smtp {
    server: Arc<Server>,
    lot: Arc<Lot>,
    at_once: Arc<Semaphore>,
}

impl Smtp {
    pub(super) fn new(server: Server) -> Self {
        let at_once = Arc::new(Semaphore::new(CONNECTIONS));
        Self { server: Arc::new(server), lot: Arc::default(), at_once }
    }

    pub(super) fn host(&self) -> &str {
        self.server.shown()
    }

    pub(super) async fn send(&self, mail: &Encoded) -> Result<Accepted, SendError> {
        // Never closed, so always granted in the end.
        let _turn = self.at_once.acquire().await;
        let response = self.in_time(self.hand_over(mail)).await?;
        let words = response.message().collect::<Vec<_>>().join(" ");
        Ok(Accepted { server_words: shown(&format!("{} {words}", response.code())) })
    }

    /// Over a connection that rests, or a new one. Given up in the middle, the connection goes with it.
    async fn hand_over(&self, mail: &Encoded) -> Result<Response, Error> {
        let mut connection = match self.lot.take().await {
            Some(connection) => connection,
            None => self.server.connect().await?,
        };
        let response = connection.send(&mail.envelope, &mail.bytes).await?;
        self.lot.put(connection);
        Ok(response)
    }

    /// Opens a connection, as for a mail, and says nothing more.
    pub(super) async fn check(&self) -> Result<(), SendError> {
        let opening = async {
            let mut connection = self.server.connect().await?;
            let answers = connection.test_connected().await;
            connection.abort().await;
            Ok(answers)
        };
        match self.in_time(opening).await? {
            true => Ok(()),
            false => Err(SendError::Transient { words: "the server answers, but not as a mail server".into() }),
        }
    }

    async fn in_time<T>(&self, talk: impl Future<Output = Result<T, Error>>) -> Result<T, SendError> {
        let longest = self.server.timeout * MAIL_COMMANDS;
        match tokio::time::timeout(longest, talk).await {
            Ok(ended) => ended.map_err(|error| refusal(&error)),
            Err(_) => Err(SendError::Transient { words: format!("no end within {} s", longest.as_secs()) }),
        }
    }
}

/// Only what a server says about this mail or this mailbox is for good. That it doesn't let the desk in, or doesn't
/// understand a command, is a mistake of configuration: mended, the mail still goes out.
fn refusal(error: &Error) -> SendError {
    let words = shown(&error.to_string());
    match error.status().map(u16::from) {
        Some(521 | 550..=556) => SendError::Permanent { words },
        _ => SendError::Transient { words },
    }
}

#[cfg(test)]
mod tests;
