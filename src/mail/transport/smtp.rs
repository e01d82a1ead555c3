//! The way over a mail server: few connections, kept open.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::{AsyncSmtpTransportBuilder, Error};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use super::{Accepted, Encoded, SendError, shown};

/// How many connections at once: a relay counts them against the desk.
const CONNECTIONS: u8 = 4;

/// A whole mail takes no longer than so many times the wait for one command, however slowly the server drips.
const MAIL_COMMANDS: u32 = 4;

/// A mail server, connected to when needed.
#[derive(Clone)]
pub struct Smtp {
    host: String,
    pool: Arc<Pool>,
    /// lettre's pool bounds the connections that it keeps, not those that it opens.
    at_once: Arc<Semaphore>,
    longest: Duration,
}

/// lettre's pool starts and ends with tasks of the runtime, so it can neither be made nor dropped outside of one:
/// it is made at the first mail, and dropped inside the runtime that it was made in.
struct Pool {
    builder: AsyncSmtpTransportBuilder,
    open: OnceLock<(Handle, AsyncSmtpTransport<Tokio1Executor>)>,
}

impl Pool {
    fn get(&self) -> &AsyncSmtpTransport<Tokio1Executor> {
        &self.open.get_or_init(|| (Handle::current(), self.builder.clone().build())).1
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        if let Some((runtime, connections)) = self.open.take() {
            let _inside = runtime.enter();
            drop(connections);
        }
    }
}

impl Smtp {
    /// `timeout`: a command that isn't answered within this time is given up.
    pub(super) fn new(host: &str, builder: AsyncSmtpTransportBuilder, timeout: Duration) -> Self {
        let builder = builder
            .timeout(Some(timeout))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS.into()).idle_timeout(Duration::from_secs(20)));
        let pool = Arc::new(Pool { builder, open: OnceLock::new() });
        let at_once = Arc::new(Semaphore::new(CONNECTIONS.into()));
        Self { host: host.to_owned(), pool, at_once, longest: timeout * MAIL_COMMANDS }
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    pub(super) async fn send(&self, mail: &Encoded) -> Result<Accepted, SendError> {
        // Never closed, so always granted in the end.
        let _turn = self.at_once.acquire().await;
        let sending = self.pool.get().send_raw(&mail.envelope, &mail.bytes);
        let ended = tokio::time::timeout(self.longest, sending).await;
        // lettre puts the connection back in a task of its own: let it, before the next mail looks for one.
        tokio::task::yield_now().await;
        match ended {
            Ok(Ok(response)) => {
                let words = response.message().collect::<Vec<_>>().join(" ");
                Ok(Accepted { server_words: shown(&format!("{} {words}", response.code())) })
            }
            Ok(Err(error)) => Err(refusal(&error)),
            Err(_) => Err(SendError::Transient { words: format!("no end within {} s", self.longest.as_secs()) }),
        }
    }

    /// Opens a connection, as for a mail, and says nothing more.
    pub(super) async fn check(&self) -> Result<(), SendError> {
        let opening = self.pool.get().test_connection();
        match tokio::time::timeout(self.longest, opening).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(SendError::Transient { words: "the server answers, but not as a mail server".into() }),
            Ok(Err(error)) => Err(refusal(&error)),
            Err(_) => Err(SendError::Transient { words: format!("no answer within {} s", self.longest.as_secs()) }),
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
