//! The way over a mail server: few connections, kept open.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::{AsyncSmtpTransportBuilder, Error};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use tokio::runtime::Handle;

use super::{Accepted, Encoded, SendError, shown};

/// How many connections at once: a relay counts them against the desk.
const CONNECTIONS: u32 = 4;

/// A command that isn't answered within this time is given up.
const COMMAND_TIMEOUT: Duration = Duration::from_secs(30);

/// A whole mail takes no longer than this, however slowly the server drips.
const MAIL_TIMEOUT: Duration = Duration::from_secs(120);

/// A mail server, connected to when needed.
#[derive(Clone)]
pub struct Smtp {
    host: String,
    pool: Arc<Pool>,
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
    pub(super) fn new(host: &str, builder: AsyncSmtpTransportBuilder) -> Self {
        let builder = builder
            .timeout(Some(COMMAND_TIMEOUT))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS).idle_timeout(Duration::from_secs(20)));
        Self { host: host.to_owned(), pool: Arc::new(Pool { builder, open: OnceLock::new() }) }
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    pub(super) async fn send(&self, mail: &Encoded) -> Result<Accepted, SendError> {
        let sending = self.pool.get().send_raw(&mail.envelope, &mail.bytes);
        match tokio::time::timeout(MAIL_TIMEOUT, sending).await {
            Ok(Ok(response)) => {
                let words = response.message().collect::<Vec<_>>().join(" ");
                Ok(Accepted { server_words: shown(&format!("{} {words}", response.code())) })
            }
            Ok(Err(error)) => Err(refusal(&error)),
            Err(_) => Err(SendError::Transient { words: format!("no end within {} s", MAIL_TIMEOUT.as_secs()) }),
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
