//! Reads the address of a transport.

use std::time::Duration;

use super::smtp::{Server, Smtp};
use super::{Memory, Transport};

const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// The address of a transport is wrong. Never quotes it: it may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadTransport {
    /// Not one of the schemes.
    #[error("the mail transport must be smtp://HOST, smtps://HOST, folder:PATH or memory:")]
    Scheme,
    /// `folder:` without a path.
    #[error("folder: needs a path, such as folder:./mail")]
    NoPath,
    /// `tls=` with another word.
    #[error("tls= must be required, opportunistic or none")]
    Tls,
    /// `timeout=` with something else than a number of seconds.
    #[error("timeout= must be a number of seconds from 1 to 600")]
    Timeout,
    /// The server's name, port or credentials can't be read.
    #[error("the address of the mail server can't be read: {0}")]
    Server(String),
}

pub(super) fn read(url: &str) -> Result<Transport, BadTransport> {
    if let Some(path) = url.strip_prefix("folder:") {
        let path = path.strip_prefix("//").unwrap_or(path);
        return if path.is_empty() { Err(BadTransport::NoPath) } else { Ok(Transport::Folder(path.into())) };
    }
    if url == "memory:" {
        return Ok(Transport::Memory(Memory::default()));
    }
    if !(url.starts_with("smtp://") || url.starts_with("smtps://")) {
        return Err(BadTransport::Scheme);
    }
    Ok(Transport::Smtp(Smtp::new(Server::read(url, option(url, "tls="), timeout(url)?)?)))
}

/// How long a command may go unanswered.
fn timeout(url: &str) -> Result<Duration, BadTransport> {
    match option(url, "timeout=") {
        None => Ok(DEFAULT_TIMEOUT),
        Some(text) => text
            .parse()
            .ok()
            .filter(|seconds| (1..=600).contains(seconds))
            .map(Duration::from_secs)
            .ok_or(BadTransport::Timeout),
    }
}

/// The value of an option behind the question mark, such as `tls=`.
fn option<'a>(url: &'a str, name: &str) -> Option<&'a str> {
    let (_, query) = url.split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix(name))
}
