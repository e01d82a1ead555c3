//! The audit log as the world sees it (C2SP tlog-checkpoint and tlog-tiles): hashes alone, nothing personal, and only
//! once an hour.

use actix_web::{
    HttpResponse,
    http::header::{self, ContentType},
    web::{Data, Path},
};
use vigie_domain::audit::Tile;

use crate::{app::App, desk, web::error::WebError};

/// `GET /log/checkpoint`: the signed head of the last full hour, as it was signed
pub async fn checkpoint(app: Data<App>) -> Result<HttpResponse, WebError> {
    let head = desk::published_checkpoint(&app).await?.ok_or(WebError::NoPage)?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header(ContentType::plaintext()).insert_header((header::CACHE_CONTROL, "no-cache"));
    Ok(answer.body(head.note))
}

/// `GET /log/tile/…`: hashes that never change, so kept for ever
pub async fn tile(app: Data<App>, address: Path<String>) -> Result<HttpResponse, WebError> {
    let tile: Tile = address.parse().map_err(|_| WebError::NoPage)?;
    let hashes = desk::published_tile(&app, tile).await?;
    let mut answer = HttpResponse::Ok();
    answer.content_type(ContentType::octet_stream());
    answer.insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
    Ok(answer.body(hashes))
}

/// `GET /log/keys`: the keys that checkpoints are signed with, and how each came after the other
pub async fn keys(app: Data<App>) -> Result<HttpResponse, WebError> {
    let keys = desk::log_keys(&app).await?;
    let rotations: String = keys.rotations.iter().map(|note| format!("\n{note}")).collect();
    let mut answer = HttpResponse::Ok();
    answer.insert_header(ContentType::plaintext()).insert_header((header::CACHE_CONTROL, "no-cache"));
    Ok(answer.body(format!("{}\n{rotations}", keys.now)))
}
