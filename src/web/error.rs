//! What a refusal looks like: a page that says what to do next, or an RFC 9457 problem for machines.

use actix_web::{
    HttpRequest, HttpResponse, ResponseError,
    http::{StatusCode, header},
};

use crate::{
    desk::{DeskError, FileRefused},
    store::StoreError,
};

/// Why a request wasn't done.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// Nobody is signed in: to the sign-in page, and back.
    #[error("sign in first")]
    SignIn {
        /// The path to come back to.
        next: String,
    },
    /// Signed in, but the second factor has yet to be set.
    #[error("set the second factor first")]
    Enrol,
    /// A sensitive case, and the reader isn't named.
    #[error("named people alone may open this case")]
    Sealed {
        /// The case.
        reference: String,
    },
    /// No token, or one that isn't valid.
    #[error("a valid bearer token is needed")]
    Unauthorised,
    /// Signed in, but not allowed.
    #[error("this account may not do that")]
    Forbidden,
    /// The request comes from another site.
    #[error("the request comes from another site")]
    CrossSite,
    /// Too many requests.
    #[error("too many requests; try again in {0} s")]
    TooMany(u64),
    /// No page has this address.
    #[error("there is no such page")]
    NoPage,
    /// The page doesn't take this method.
    #[error("this address does not take this method")]
    Method,
    /// The body isn't what the page expects.
    #[error("the request can't be understood: {0}")]
    Malformed(String),
    /// The body is compressed.
    #[error("send the body as it is, without Content-Encoding")]
    Packed,
    /// A change without `If-Match`.
    #[error("say by If-Match which version of it you saw: its ETag")]
    VersionNeeded,
    /// Fields that can't be understood, each with its own sentence.
    #[error("{} field(s) can't be understood", .0.len())]
    Fields(Vec<WrongField>),
    /// A use case refused.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// A template failed.
    #[error("the page could not be rendered")]
    Template(#[from] askama::Error),
}

/// A field of a JSON document that can't be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongField {
    /// JSON pointer (RFC 6901).
    pub pointer: String,
    /// A word for machines.
    pub code: String,
    /// A sentence for people.
    pub detail: String,
}

impl WebError {
    /// To the sign-in page, and back to where the person wanted to go.
    #[must_use]
    pub fn sign_in(request: &HttpRequest) -> Self {
        let is_get = request.method() == actix_web::http::Method::GET;
        let next = request.uri().path_and_query().filter(|_| is_get).map_or("", |path| path.as_str());
        Self::SignIn { next: next.to_owned() }
    }
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::SignIn { .. } | Self::Enrol | Self::Sealed { .. } => StatusCode::SEE_OTHER,
            Self::Unauthorised => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::NoPage => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::Packed => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::VersionNeeded => StatusCode::PRECONDITION_REQUIRED,
            Self::Fields(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Desk(error) => status_of(error),
            Self::Template(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Bare; the middleware of [`super::dress`] turns it into a page or a problem.
    fn error_response(&self) -> HttpResponse {
        let status = self.status_code();
        if status.is_server_error() {
            tracing::error!(error = %Causes(self), "a request failed");
        }
        let mut response = HttpResponse::build(status);
        match self {
            Self::SignIn { next } => {
                response.insert_header((header::LOCATION, format!("/sign-in?next={}", encode(next))));
            }
            Self::Enrol => {
                response.insert_header((header::LOCATION, "/account/second-factor"));
            }
            Self::Sealed { reference } => {
                response.insert_header((header::LOCATION, format!("/incidents/{reference}/sealed")));
            }
            Self::TooMany(seconds) | Self::Desk(DeskError::Wait { seconds }) => {
                response.insert_header((header::RETRY_AFTER, seconds.to_string()));
            }
            Self::Packed => {
                response.insert_header((header::ACCEPT_ENCODING, "identity"));
            }
            Self::Unauthorised => {
                response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
            }
            _ => {}
        }
        response.finish()
    }
}

/// The status of each refusal of a use case.
fn status_of(error: &DeskError) -> StatusCode {
    match error {
        DeskError::Incident(_)
        | DeskError::Answer(_)
        | DeskError::Already(_)
        | DeskError::Full
        | DeskError::InUse { .. }
        | DeskError::Held
        | DeskError::Changed { .. }
        | DeskError::LastAdministrator
        | DeskError::Stale => StatusCode::CONFLICT,
        DeskError::OtherVersion { .. } => StatusCode::PRECONDITION_FAILED,
        DeskError::Wait { .. } => StatusCode::TOO_MANY_REQUESTS,
        DeskError::Fields(_) | DeskError::Needs(_) | DeskError::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        DeskError::NotFound(_) => StatusCode::NOT_FOUND,
        DeskError::Forbidden => StatusCode::FORBIDDEN,
        DeskError::SignIn => StatusCode::UNPROCESSABLE_ENTITY,
        DeskError::DeadLink | DeskError::Erased => StatusCode::GONE,
        DeskError::File(FileRefused::TooLarge { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
        DeskError::File(FileRefused::Damaged | FileRefused::SetAside) => StatusCode::CONFLICT,
        DeskError::File(_) => StatusCode::UNPROCESSABLE_ENTITY,
        DeskError::Folder(_) | DeskError::Scanner(_) => StatusCode::SERVICE_UNAVAILABLE,
        DeskError::Store(StoreError::Unavailable { .. } | StoreError::Stopping) => StatusCode::SERVICE_UNAVAILABLE,
        DeskError::Store(StoreError::Conflict { .. }) => StatusCode::CONFLICT,
        DeskError::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// An error and what caused it, in one line.
struct Causes<'e>(&'e dyn std::error::Error);

impl std::fmt::Display for Causes<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(out, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

/// Percent-encodes what isn't safe in a query.
#[must_use]
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
