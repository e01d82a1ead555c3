//! Reads the address of a mailbox: `imaps://USER:PASSWORD@HOST[:PORT]`, or `imap://…[?tls=none]`.

use std::str::FromStr;

use super::Mailbox;

/// How the connection is kept from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// From the first octet.
    Tls,
    /// After the greeting; nothing is said before.
    StartTls,
    /// Not at all: for a server on the same machine.
    None,
}

/// The address of a mailbox is wrong. Never quotes it: it holds a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the mailbox must be imaps://USER:PASSWORD@HOST or imap://USER:PASSWORD@HOST, with ?tls=none for one on this machine"
)]
pub struct BadMailbox;

impl FromStr for Mailbox {
    type Err = BadMailbox;

    fn from_str(text: &str) -> Result<Self, BadMailbox> {
        let (scheme, rest) = text.split_once("://").ok_or(BadMailbox)?;
        let (rest, options) = rest.split_once('?').unwrap_or((rest, ""));
        let (encryption, usual) = match (scheme, options) {
            ("imaps", "") => (Encryption::Tls, 993),
            ("imap", "") => (Encryption::StartTls, 143),
            ("imap", "tls=none") => (Encryption::None, 143),
            _ => return Err(BadMailbox),
        };
        let (login, place) = rest.trim_end_matches('/').rsplit_once('@').ok_or(BadMailbox)?;
        let (user, password) = login.split_once(':').ok_or(BadMailbox)?;
        let (host, port) = match place.split_once(':') {
            Some((host, port)) => (host, port.parse().map_err(|_| BadMailbox)?),
            None => (place, usual),
        };
        let (user, password) = (plain(user).ok_or(BadMailbox)?, plain(password).ok_or(BadMailbox)?);
        if host.is_empty() || user.is_empty() {
            return Err(BadMailbox);
        }
        Ok(Self { host: host.to_owned(), port, user, password, encryption })
    }
}

/// `%40` is `@`.
fn plain(text: &str) -> Option<String> {
    let mut octets = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let pair = std::str::from_utf8(after.get(..2)?).ok()?;
            octets.push(u8::from_str_radix(pair, 16).ok()?);
            rest = &after[2..];
        } else {
            octets.push(*first);
            rest = after;
        }
    }
    String::from_utf8(octets).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_where_who_and_how() {
        let mailbox: Mailbox = "imaps://desk%40desk.example:a%3Ab@mail.example".parse().unwrap();
        assert_eq!((mailbox.host.as_str(), mailbox.port, mailbox.encryption), ("mail.example", 993, Encryption::Tls));
        assert_eq!((mailbox.user.as_str(), mailbox.password.as_str()), ("desk@desk.example", "a:b"));
        let near: Mailbox = "imap://d:p@127.0.0.1:1143?tls=none".parse().unwrap();
        assert_eq!((near.port, near.encryption), (1143, Encryption::None));
        let usual: Mailbox = "imap://d:p@mail.example/".parse().unwrap();
        assert_eq!((usual.port, usual.encryption), (143, Encryption::StartTls));
        assert!(!format!("{usual:?}").contains('p') || !format!("{usual:?}").contains(":p@"), "no password in a log");
    }

    #[test]
    fn what_is_no_mailbox_is_refused() {
        for wrong in [
            "",
            "imap://host",
            "imap://user@host",
            "pop://u:p@h",
            "imaps://u:p@h?tls=none",
            "imap://u:p@h:x",
            "imap://u:%zz@h",
        ] {
            assert_eq!(wrong.parse::<Mailbox>(), Err(BadMailbox), "{wrong}");
        }
    }
}
