//! Turns a bare refusal into what its reader understands: a page, or a problem (RFC 9457) for the API.

use actix_web::{
    Error, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::Next,
};
use askama::Template;
use serde_json::{Value, json};

use super::{error::WebError, frame, guard, view::public::ErrorPage};
use crate::desk::DeskError;

/// What a refusal says by its headers: how to come in, when to come again, which methods and encodings there are.
const TOLD: [header::HeaderName; 4] =
    [header::WWW_AUTHENTICATE, header::RETRY_AFTER, header::ALLOW, header::ACCEPT_ENCODING];

/// Gives every refusal without a body its page or its problem.
///
/// # Errors
/// None of its own.
pub async fn refusals(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    // Never hold a clone of the request across this call: the router needs to be its only owner.
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    let is_bare = matches!(
        response.response().body().size(),
        actix_web::body::BodySize::Sized(0) | actix_web::body::BodySize::None
    );
    // Errors of the framework carry a line of text; ours carry none.
    let is_framework = response.response().error().is_some_and(|error| error.as_error::<WebError>().is_none());
    if !(status.is_client_error() || status.is_server_error()) || !(is_bare || is_framework) {
        return Ok(response);
    }
    let dressed = dressed(response.request(), status, response.response().error());
    let told = TOLD.map(|name| (response.headers().get(&name).cloned(), name));
    let mut answer = response.into_response(dressed);
    for (value, name) in told {
        if let Some(value) = value {
            answer.headers_mut().insert(name, value);
        }
    }
    Ok(answer)
}

fn dressed(request: &HttpRequest, status: StatusCode, error: Option<&Error>) -> HttpResponse {
    let cause = error.and_then(|error| error.as_error::<WebError>());
    if request.path().starts_with("/api/") {
        return problem(status, cause, error);
    }
    let page = ErrorPage::of(frame::page(request), status.as_u16());
    let page = ErrorPage { request: guard::request_number(request), ..page };
    let html = page.render().unwrap_or_else(|_| status.canonical_reason().unwrap_or("error").to_owned());
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html)
}

fn problem(status: StatusCode, cause: Option<&WebError>, error: Option<&Error>) -> HttpResponse {
    let detail = match (cause, error) {
        (Some(cause), _) if !status.is_server_error() => cause.to_string(),
        (None, Some(error)) if !status.is_server_error() => error.to_string(),
        _ => status.canonical_reason().unwrap_or("error").to_owned(),
    };
    let mut body = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("error"),
        "status": status.as_u16(),
        "detail": detail,
    });
    let list = wrong_fields(cause);
    if let Some(first) = list.first() {
        body["field"] = first["field"].clone();
        body["errors"] = Value::Array(list);
    }
    HttpResponse::build(status).content_type("application/problem+json").body(body.to_string())
}

/// Each field that is at fault, by its pointer.
fn wrong_fields(cause: Option<&WebError>) -> Vec<Value> {
    let words = crate::i18n::Words(vigie_domain::vocabulary::Lang::En);
    match cause {
        Some(WebError::Desk(DeskError::Fields(fields))) => fields
            .iter()
            .map(|field| json!({"field": field.pointer(), "code": field.code, "detail": words.say(field.code)}))
            .collect(),
        Some(WebError::Fields(fields)) => fields
            .iter()
            .map(|field| json!({"field": field.pointer, "code": field.code, "detail": field.detail}))
            .collect(),
        _ => Vec::new(),
    }
}
