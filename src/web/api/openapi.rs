//! The description of the interface, as it is in the repository: a test compares it with the table of routes, and every answer
//! that the tests get with its schemas.

use actix_web::{HttpRequest, HttpResponse, http::header};

/// The description, OpenAPI 3.1.
pub const DESCRIPTION: &str = include_str!("openapi.json");

/// `GET /api/v1/openapi.json`
pub async fn show(_request: HttpRequest) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .body(DESCRIPTION)
}
