//! What a request may bring with it: nothing packed, and nothing that never ends.

use std::time::Duration;

use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    error::PayloadError,
    http::header,
    middleware::Next,
};
use futures_util::{StreamExt, stream};
use tokio::time::{Instant, timeout_at};

use super::error::WebError;

/// How long a form may take to arrive: half a megabyte on a bad line takes ten seconds.
const FORM: Duration = Duration::from_mins(1);
/// How long files may take: 25 MB on a bad line take nine minutes.
const FILES: Duration = Duration::from_mins(20);

/// Refuses a body that is packed (a few hundred octets of it become a gigabyte before any limit is asked), and breaks off
/// one that doesn't come to its end.
///
/// # Errors
/// Passes on what the inner service refuses.
pub async fn bounded(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if is_packed(&request) {
        return Ok(request.error_response(WebError::Packed));
    }
    if !matches!(request.parts_mut().1, Payload::None) {
        let until = Instant::now() + if is_of_files(&request) { FILES } else { FORM };
        let arriving = request.take_payload();
        request.set_payload(in_time(arriving, until));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

fn is_packed(request: &ServiceRequest) -> bool {
    let is_plain = |value: &header::HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"identity");
    request.headers().get_all(header::CONTENT_ENCODING).any(|value| !is_plain(value))
}

fn is_of_files(request: &ServiceRequest) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.trim_start().to_ascii_lowercase().starts_with("multipart/")
}

fn in_time(arriving: Payload, until: Instant) -> Payload {
    let parts = stream::unfold(Some(arriving), move |arriving| async move {
        let mut arriving = arriving?;
        match timeout_at(until, arriving.next()).await {
            Ok(part) => part.map(|part| (part, Some(arriving))),
            Err(_) => Some((Err(PayloadError::Io(std::io::ErrorKind::TimedOut.into())), None)),
        }
    });
    // Whoever asks once more after the end gets the end once more.
    Payload::Stream { payload: Box::pin(parts.fuse()) }
}
