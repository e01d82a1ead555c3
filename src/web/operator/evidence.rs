//! Pieces on the page of a case: brought, taken, checked, handed on, set aside.

use actix_multipart::Multipart;
use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;

use super::incident as page;
use crate::{
    app::App,
    desk::{self, DeskError, FileRefused, PieceAct, PieceSource},
    store::entity::incident,
    web::{
        access::{Operator, Reader},
        download,
        error::WebError,
        form::{Pairs, value},
        frame::{self, see_other},
        upload::{self, Sender},
        view::field::Filled,
    },
};

async fn case(app: &App, reference: &str) -> Result<incident::Model, WebError> {
    Ok(desk::read::incident_by_reference(app, reference).await?)
}

fn back(case: &incident::Model) -> HttpResponse {
    see_other(&format!("/incidents/{}?done=files#files", case.reference))
}

/// `POST /incidents/{reference}/files`
pub async fn add(
    request: HttpRequest,
    app: Data<App>,
    operator: Operator,
    reference: Path<String>,
    parts: Multipart,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let case = case(&app, &reference).await?;
    let sender = Sender { by: operator.by(), incident: case.id, source: PieceSource::Operator };
    let outcome = upload::take_files(&app, &request, &sender, parts).await?;
    let form = outcome.form(&frame::page(&request));
    if !form.is_refused() {
        return Ok(back(&case));
    }
    page::page(&request, &app, &Reader(operator.0), case.id, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// `GET /incidents/{reference}/files/{file}`: the piece in its archive
pub async fn take(
    request: HttpRequest,
    app: Data<App>,
    reader: Reader,
    path: Path<(String, Uuid)>,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let (reference, file) = path.into_inner();
    let case = case(&app, &reference).await?;
    match desk::take_piece(&app, &reader.by(), case.id, file).await {
        Ok(taken) => Ok(download::archive(taken)),
        Err(DeskError::File(why)) => refused(&request, &app, &reader, (&case, &why)).await,
        Err(other) => Err(other.into()),
    }
}

/// The page again, with what stands in the way.
async fn refused(
    request: &HttpRequest,
    app: &App,
    reader: &Reader,
    (case, why): (&incident::Model, &FileRefused),
) -> Result<HttpResponse, WebError> {
    let form = upload::refusal(&frame::page(request), why);
    page::page(request, app, reader, case.id, form, StatusCode::CONFLICT).await
}

/// `POST /incidents/{reference}/files/{file}`: `intent` is `check`, `share`, `unshare`, `set_aside` or `bring_back`
pub async fn act(
    request: HttpRequest,
    app: Data<App>,
    operator: Operator,
    path: Path<(String, Uuid)>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let (reference, file) = path.into_inner();
    let case = case(&app, &reference).await?;
    let (by, reader) = (operator.by(), Reader(operator.0));
    let act = match value(&pairs, "intent") {
        "share" => PieceAct::Share,
        "unshare" => PieceAct::Unshare,
        "set_aside" => PieceAct::SetAside(value(&pairs, "reason").to_owned()),
        "bring_back" => PieceAct::BringBack,
        _ => {
            let is_sound = desk::check_piece(&app, &by, case.id, file).await?;
            return if is_sound {
                Ok(back(&case))
            } else {
                refused(&request, &app, &reader, (&case, &FileRefused::Damaged)).await
            };
        }
    };
    match desk::act_on_piece(&app, &by, case.id, file, act).await {
        Ok(()) | Err(DeskError::Already(_)) => Ok(back(&case)),
        Err(DeskError::File(why)) => refused(&request, &app, &reader, (&case, &why)).await,
        Err(DeskError::Needs(_)) => {
            let mut form = Filled::default();
            form.refuse("files", frame::page(&request).say("file-aside-needs"));
            page::page(&request, &app, &reader, case.id, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}
