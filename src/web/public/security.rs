//! Whom to tell of a weakness of this desk (RFC 9116).

use actix_web::{HttpResponse, http::header::ContentType, web::Data};
use jiff::{SignedDuration, Unit};

use crate::{app::App, web::error::WebError};

/// How long the file may be relied on; RFC 9116 section 2.5.5 advises less than a year.
const VALID: SignedDuration = SignedDuration::from_hours(24 * 180);

/// `GET /.well-known/security.txt`; none while the desk has no address
pub async fn security_txt(app: Data<App>) -> Result<HttpResponse, WebError> {
    let desk = &app.config.desk;
    if desk.email.is_empty() {
        return Err(WebError::NoPage);
    }
    let until = (app.clock.now() + VALID).round(Unit::Second).map_err(|_| WebError::NoPage)?;
    let url = app.config.public_url();
    let text = format!(
        "Contact: mailto:{}\nExpires: {until}\nPreferred-Languages: fr, en\nCanonical: {url}/.well-known/security.txt\n",
        desk.email
    );
    Ok(HttpResponse::Ok().insert_header(ContentType::plaintext()).body(text))
}
