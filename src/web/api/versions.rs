//! Versions by HTTP: an ETag for what was read, `If-Match` before a change, 304 for what is known (RFC 9110, section 13).

use actix_web::{HttpRequest, HttpResponse, http::header};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{desk::CaseAt, keys::hex, store::entity::incident, web::error::WebError};

/// The tag of a row's version.
#[must_use]
pub fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

/// Which version of the case a change is meant for. `If-Match: *` means: whatever it is.
///
/// # Errors
/// [`WebError::VersionNeeded`] without the header.
pub fn case_at(request: &HttpRequest, case: &incident::Model) -> Result<CaseAt, WebError> {
    Ok(CaseAt { id: case.id, version: asked(request, case.version)? })
}

/// The version that `If-Match` names; one that is no version of ours is none that ever was.
///
/// # Errors
/// [`WebError::VersionNeeded`] without the header.
pub fn asked(request: &HttpRequest, now: i64) -> Result<Option<i64>, WebError> {
    let given = request.headers().get(header::IF_MATCH).ok_or(WebError::VersionNeeded)?;
    let given = given.to_str().unwrap_or_default();
    let mut tags = given.split(',').map(str::trim);
    if given.trim() == "*" {
        return Ok(None);
    }
    // Of several the one that stands is meant; a weak tag proves nothing here.
    let current = tag(now);
    if tags.clone().any(|one| one == current) {
        return Ok(Some(now));
    }
    let other = tags.find_map(|one| one.strip_prefix('"')?.strip_suffix('"')?.parse().ok());
    Ok(Some(other.filter(|seen| *seen != now).unwrap_or(-1)))
}

/// The document with its tag, or 304 when the reader has it.
#[must_use]
pub fn tagged(request: &HttpRequest, tag: &str, document: &Value) -> HttpResponse {
    if is_known(request, tag) {
        return HttpResponse::NotModified().insert_header((header::ETAG, tag.to_owned())).finish();
    }
    HttpResponse::Ok().insert_header((header::ETAG, tag.to_owned())).json(document)
}

/// The same for a document whose tag is made of what it says.
#[must_use]
pub fn tagged_by_content(request: &HttpRequest, document: &Value) -> HttpResponse {
    let hash = Sha256::digest(document.to_string().as_bytes());
    tagged(request, &format!("\"{}\"", hex(&hash[..16])), document)
}

/// `If-None-Match` compares weakly: a proxy that compresses makes a tag weak, the document is the same.
fn is_known(request: &HttpRequest, tag: &str) -> bool {
    let given = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut known = given.split(',').map(|one| one.trim().trim_start_matches("W/"));
    known.any(|one| one == tag || one == "*")
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn asked_by(header: &str) -> Option<i64> {
        asked(&TestRequest::default().insert_header((header::IF_MATCH, header)).to_http_request(), 7).expect("a header")
    }

    #[test]
    fn a_change_says_which_version_it_is_for() {
        assert!(asked(&TestRequest::default().to_http_request(), 7).is_err());
        assert_eq!(asked_by("\"7\""), Some(7));
        assert_eq!(asked_by("\"6\", \"7\""), Some(7));
        assert_eq!(asked_by("\"6\""), Some(6));
        assert_eq!(asked_by("*"), None);
        for nonsense in ["W/\"7\"", "7", "\"x\"", "", "\"7"] {
            assert_eq!(asked_by(nonsense), Some(-1), "{nonsense:?}");
        }
    }

    #[test]
    fn what_is_known_is_not_sent_again() {
        let of = |header: &str| TestRequest::default().insert_header((header::IF_NONE_MATCH, header)).to_http_request();
        assert!(is_known(&of("W/\"a\", \"b\""), "\"a\""));
        assert!(is_known(&of("\"a\""), "\"a\""));
        assert!(!is_known(&of("\"a\""), "\"b\""));
        assert!(!is_known(&TestRequest::default().to_http_request(), "\"b\""));
    }
}
