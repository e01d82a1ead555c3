//! « Envoyer un fichier » on the victim's page: by the full link alone, with or without scripts.

use actix_multipart::Multipart;
use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};

use super::tracking;
use crate::{
    app::App,
    desk::{By, PieceSource, links},
    web::{
        error::WebError,
        frame::{self, see_other},
        limits::Limits,
        upload::{self, Sender},
    },
};

/// `POST /t/{token}/files`
pub async fn send(
    request: HttpRequest,
    app: Data<App>,
    limits: Data<Limits>,
    token: Path<String>,
    parts: Multipart,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let link = links::open(&app, &token, links::Scope::Tracking).await?;
    limits.file(link.id)?;
    let sender = Sender { by: By::Victim, incident: link.incident_id, source: PieceSource::Victim };
    let outcome = upload::take_files(&app, &request, &sender, parts).await?;
    let form = outcome.form(&frame::page(&request));
    if form.is_refused() {
        return tracking::page(&request, &app, &link, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    Ok(see_other(&format!("{}?done=files#files", links::path(&app, &link))))
}
