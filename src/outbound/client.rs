//! The client: one for each kind of reach, made once. Nothing of an answer is followed, kept or believed beyond its limit.

use std::{error::Error, time::Duration};

use reqwest::{Client, redirect};

use super::reach::{Checked, Names, Reach, Refused};

/// From the first byte out to the last one in.
const WHOLE: Duration = Duration::from_secs(10);
/// Until the connection stands.
const CONNECT: Duration = Duration::from_secs(5);

/// Bytes of an answer that is read.
const LARGEST: usize = 256 * 1024;

/// Why nothing came back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    /// The address isn't asked.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Nothing came in time.
    #[error("no answer in time")]
    Late,
    /// The connection couldn't be made, or its certificate isn't believed.
    #[error("no connection")]
    Unreachable,
    /// More came than anybody honest sends.
    #[error("the answer is too large")]
    TooLarge,
    /// It broke off, or what came isn't HTTP.
    #[error("the connection broke off")]
    Broken,
}

/// Asks other servers.
#[derive(Debug, Clone)]
pub struct Outbound {
    client: Client,
    reach: Reach,
}

impl Outbound {
    /// A client of this reach.
    ///
    /// # Errors
    /// [`OutboundError::Unreachable`] when the machine has no usable TLS.
    pub fn new(reach: Reach, names: Names) -> Result<Self, OutboundError> {
        let checked = Checked { reach: reach.clone(), names };
        let built = Client::builder()
            .dns_resolver(checked)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .timeout(WHOLE)
            .connect_timeout(CONNECT)
            // A connection that stays open would outlive the look at its address.
            .pool_max_idle_per_host(0)
            .referer(false)
            .user_agent("Vigie")
            .build();
        Ok(Self { client: built.map_err(|_| OutboundError::Unreachable)?, reach })
    }

    /// Posts a document; the status of the answer. Its body is never read.
    ///
    /// # Errors
    /// See [`OutboundError`].
    pub async fn tell(
        &self,
        url: &str,
        headers: &[(&'static str, String)],
        body: String,
    ) -> Result<u16, OutboundError> {
        let mut request = self.client.post(self.reach.read(url)?).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let answer = request.body(body).send().await.map_err(|error| why(&error))?;
        Ok(answer.status().as_u16())
    }
}

/// What is said with a question.
#[derive(Debug, Clone, Copy)]
pub enum Said<'s> {
    /// Nothing.
    Nothing,
    /// A token of access.
    Bearer(&'s str),
    /// A form, with name and secret of the client if it has one.
    Form {
        /// Fields.
        form: &'s [(&'s str, &'s str)],
        /// Name and secret (RFC 6749, section 2.3.1).
        basic: Option<(&'s str, &'s str)>,
    },
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// HTTP status.
    pub status: u16,
    /// Media type.
    pub kind: String,
    /// The body; never longer than 256 KiB.
    pub body: String,
}

impl Outbound {
    /// Asks for a document, or sends a form.
    ///
    /// # Errors
    /// See [`OutboundError`]; [`OutboundError::TooLarge`] for an answer above 256 KiB.
    pub async fn fetch(&self, url: &str, said: Said<'_>) -> Result<Fetched, OutboundError> {
        let url = self.reach.read(url)?;
        let request = match said {
            Said::Nothing => self.client.get(url),
            Said::Bearer(token) => self.client.get(url).bearer_auth(token),
            Said::Form { form, basic } => {
                let body = encoded(form);
                let request = self.client.post(url).header("content-type", "application/x-www-form-urlencoded");
                let named = |(name, secret)| (form_urlencoded(name), form_urlencoded(secret));
                match basic.map(named) {
                    Some((name, secret)) => request.basic_auth(name, Some(secret)),
                    None => request,
                }
                .body(body)
            }
        };
        let mut answer = request.header("accept", "application/json").send().await.map_err(|error| why(&error))?;
        let kind = answer.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (status, kind) = (answer.status().as_u16(), kind.to_owned());
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| why(&error))? {
            if bytes.len() + chunk.len() > LARGEST {
                return Err(OutboundError::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Fetched { status, kind, body: String::from_utf8(bytes).map_err(|_| OutboundError::Broken)? })
    }
}

fn encoded(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn form_urlencoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// In words of ours: what a library says may hold the address, and the address may hold a secret.
fn why(error: &reqwest::Error) -> OutboundError {
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    while let Some(inner) = cause {
        if let Some(refused) = inner.downcast_ref::<Refused>() {
            return refused.clone().into();
        }
        cause = inner.source();
    }
    if error.is_timeout() {
        OutboundError::Late
    } else if error.is_connect() {
        OutboundError::Unreachable
    } else {
        OutboundError::Broken
    }
}
