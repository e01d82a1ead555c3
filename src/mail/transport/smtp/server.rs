//! Which mail server, how to reach it, and a connection to it.

use std::time::Duration;

use lettre::transport::smtp::{
    Error, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT,
    authentication::{Credentials, DEFAULT_MECHANISMS},
    client::{AsyncSmtpConnection, TlsParameters},
    extension::ClientId,
};
use percent_encoding::percent_decode_str;
use url::Url;

use super::super::{BadTransport, shown};

/// When the connection becomes encrypted.
#[derive(Clone)]
pub(in super::super) enum Encryption {
    /// Never.
    Never,
    /// If the server offers it.
    IfOffered(TlsParameters),
    /// Before anything else is said (STARTTLS, RFC 3207).
    Required(TlsParameters),
    /// From the first byte (RFC 8314).
    FromTheStart(TlsParameters),
}

/// A mail server and the way to it.
pub(in super::super) struct Server {
    host: String,
    port: u16,
    /// As messages name it: the port only where the address does.
    shown: String,
    name: ClientId,
    encryption: Encryption,
    credentials: Option<Credentials>,
    /// A command that isn't answered within this time is given up.
    pub(super) timeout: Duration,
}

impl Server {
    /// Reads `smtp://[USER:PASSWORD@]HOST[:PORT][/NAME]`: `NAME` is what the desk calls itself when it says hello.
    pub(in super::super) fn read(url: &str, tls: Option<&str>, timeout: Duration) -> Result<Self, BadTransport> {
        let bad = |error: &dyn std::fmt::Display| BadTransport::Server(shown(&error.to_string()));
        let url = Url::parse(url).map_err(|error| bad(&error))?;
        let host = url.host_str().ok_or_else(|| bad(&"it names no host"))?.to_owned();
        let parameters = || TlsParameters::new(host.clone()).map_err(|error| bad(&error));
        let (encryption, port) = match (url.scheme(), tls) {
            ("smtps", _) => (Encryption::FromTheStart(parameters()?), SUBMISSIONS_PORT),
            (_, Some("none")) => (Encryption::Never, SMTP_PORT),
            (_, Some("opportunistic")) => (Encryption::IfOffered(parameters()?), SUBMISSION_PORT),
            (_, Some("required") | None) => (Encryption::Required(parameters()?), SUBMISSION_PORT),
            (_, Some(_)) => return Err(BadTransport::Tls),
        };
        let name = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        let plain = |text: &str| percent_decode_str(text).decode_utf8().map(String::from).map_err(|error| bad(&error));
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(plain(url.username())?, plain(password)?)),
            None => None,
        };
        let shown = url.port().map_or_else(|| host.clone(), |port| format!("{host}:{port}"));
        Ok(Self { port: url.port().unwrap_or(port), host, shown, name, encryption, credentials, timeout })
    }

    /// The server's name, for messages.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Connects, encrypts as asked, signs in.
    pub(super) async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let at_once = match &self.encryption {
            Encryption::FromTheStart(tls) => Some(tls.clone()),
            _ => None,
        };
        let address = (self.host.as_str(), self.port);
        let timeout = Some(self.timeout);
        let mut connection = AsyncSmtpConnection::connect_tokio1(address, timeout, &self.name, at_once, None).await?;
        match &self.encryption {
            Encryption::Required(tls) => connection.starttls(tls.clone(), &self.name).await?,
            Encryption::IfOffered(tls) if connection.can_starttls() => {
                connection.starttls(tls.clone(), &self.name).await?;
            }
            _ => {}
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
}
