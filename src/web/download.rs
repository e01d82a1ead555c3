//! A piece as an answer: an encrypted archive to be saved, never something that a browser shows.

use actix_web::{
    HttpResponse,
    body::SizedStream,
    http::header::{self, ContentEncoding},
    web::Bytes,
};
use futures_util::stream;
use tokio::io::AsyncReadExt;

use crate::desk::Taken;

/// Octets that are read at once.
const PIECE: usize = 64 * 1024;

/// The archive, read as it is sent. Its name is one of ours.
pub fn archive(taken: Taken) -> HttpResponse {
    let file = tokio::fs::File::from_std(taken.archive);
    let pieces = stream::try_unfold(file, |mut file| async move {
        let mut piece = vec![0; PIECE];
        let read = file.read(&mut piece).await?;
        piece.truncate(read);
        Ok::<_, std::io::Error>((read > 0).then(|| (Bytes::from(piece), file)))
    });
    HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", taken.name)))
        // What is encrypted doesn't shrink.
        .insert_header(ContentEncoding::Identity)
        .body(SizedStream::new(taken.size, Box::pin(pieces)))
}
