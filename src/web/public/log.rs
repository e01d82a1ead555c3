//! The head of the audit log, for whoever keeps it outside (C2SP tlog-checkpoint): it holds nothing personal.

use actix_web::{
    HttpResponse,
    http::header::{self, ContentType},
    web::Data,
};

use crate::{app::App, desk, web::error::WebError};

/// `GET /log/checkpoint`: the newest signed note, as it was signed
pub async fn checkpoint(app: Data<App>) -> Result<HttpResponse, WebError> {
    let newest = desk::newest_checkpoint(&app).await?.ok_or(WebError::NoPage)?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header(ContentType::plaintext()).insert_header((header::CACHE_CONTROL, "no-cache"));
    Ok(answer.body(newest.note))
}
