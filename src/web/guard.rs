//! What every request meets first and every answer wears: origin check, security headers, request number.

use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
};

use super::{access, cookies, error::WebError, routes::Access};

/// No inline code, nothing from elsewhere, no frame.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// For what strangers wrote: nothing runs, nothing loads, nothing leads anywhere, and it is of no site at all.
pub const STRICTEST: &str = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox";

const ALWAYS: [(header::HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Addresses hold tokens.
    (header::REFERRER_POLICY, "no-referrer"),
    (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Refuses changes that another site asks for.
///
/// # Errors
/// Passes on what the inner service refuses.
pub async fn same_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !is_safe && !is_own_site(&request) {
        return Ok(request.error_response(WebError::CrossSite));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// Browsers say where a request comes from; a request without a session and without such a header is no browser's.
fn is_own_site(request: &ServiceRequest) -> bool {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    if let Some(origin) = text("origin") {
        let host = text("host").unwrap_or_default();
        return origin.split_once("://").is_some_and(|(_, from)| from == host);
    }
    cookies::session_token(request.request()).is_none()
}

/// Lets in by a door whom the table of routes names; who it is is kept for the handler.
///
/// # Errors
/// Passes on what the inner service refuses.
pub async fn admit(
    access: Access,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match access::let_in(access, request.request()).await {
        Ok(()) => next.call(request).await,
        Err(refused) => Ok(request.error_response(refused)),
    }
}

/// Dresses every answer in the headers that browsers must see.
///
/// # Errors
/// Passes on what the inner service refuses.
pub async fn headers(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let is_secure =
        access::app_of(request.request()).is_some_and(|app| app.config.public_url().starts_with("https://"));
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        // A page that is stricter than the others says so itself.
        if name != header::CONTENT_SECURITY_POLICY || !is_stricter(headers) {
            headers.insert(name, header::HeaderValue::from_static(value));
        }
    }
    if is_secure {
        let value = header::HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

fn is_stricter(headers: &header::HeaderMap) -> bool {
    headers.get(header::CONTENT_SECURITY_POLICY).is_some_and(|policy| policy == STRICTEST)
}

/// The number of a request, as the log and the error page name it.
#[must_use]
pub fn request_number(request: &impl HttpMessage) -> String {
    let number = request.extensions().get::<tracing_actix_web::RequestId>().map(ToString::to_string);
    number.unwrap_or_default().chars().take(8).collect()
}
