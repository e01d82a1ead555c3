//! Documents of a mission: those that the desk hands on, and those that the provider brings.

use actix_multipart::Multipart;
use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;

use super::{mission::mine, page as page_of};
use crate::{
    app::App,
    desk::{self, By, DeskError, PieceSource, links},
    web::{
        download,
        error::WebError,
        frame::{self, see_other},
        limits::Limits,
        upload::{self, Sender},
    },
};

/// `POST /o/{token}/files`
pub async fn send(
    request: HttpRequest,
    app: Data<App>,
    limits: Data<Limits>,
    token: Path<String>,
    parts: Multipart,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let opened = mine(&app, &token).await?;
    limits.file(opened.link.id)?;
    let by = By::Provider(opened.offer.provider_id.into());
    let sender = Sender { by, incident: opened.link.incident_id, source: PieceSource::Provider };
    let outcome = upload::take_files(&app, &request, &sender, parts).await?;
    let form = outcome.form(&frame::page(&request));
    if form.is_refused() {
        return page_of(&request, &app, &opened, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    Ok(see_other(&format!("{}?done=files#files", links::path(&app, &opened.link))))
}

/// `GET /o/{token}/files/{file}`: a document in its archive
pub async fn take(request: HttpRequest, app: Data<App>, path: Path<(String, Uuid)>) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let (token, file) = path.into_inner();
    let opened = mine(&app, &token).await?;
    let by = By::Provider(opened.offer.provider_id.into());
    match desk::take_piece(&app, &by, opened.link.incident_id, file).await {
        Ok(taken) => Ok(download::archive(taken)),
        Err(DeskError::File(why)) => {
            let form = upload::refusal(&frame::page(&request), &why);
            page_of(&request, &app, &opened, form, StatusCode::CONFLICT).await
        }
        Err(other) => Err(other.into()),
    }
}
