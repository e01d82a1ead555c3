//! What the data-protection officer does: each form is one act; a refusal comes back at its field.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;

use super::page::page;
use crate::{
    app::App,
    desk::{self, DeskError, Why},
    web::{
        access::DataProtection,
        error::WebError,
        form::{Pairs, filled, typed, value},
        frame::{self, see_other},
    },
};

/// The case that was typed.
async fn case(app: &App, reference: &str) -> Result<Uuid, DeskError> {
    Ok(desk::read::incident_by_reference(app, reference).await?.id)
}

/// The page again, with the refusal beside its field.
async fn refused(
    request: &HttpRequest,
    app: &App,
    officer: &DataProtection,
    pairs: &[(String, String)],
    (field, key): (&str, &str),
) -> Result<HttpResponse, WebError> {
    let mut form = filled(&typed(pairs));
    form.refuse(field, frame::page(request).say(key));
    page(request, app, officer, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

fn reason(error: &DeskError) -> Option<&'static str> {
    Some(match error {
        DeskError::NotFound("incident") => "refused-no-such-case",
        DeskError::Needs("a reason") => "refused-needs",
        DeskError::Needs(_) => "refused-not-over",
        DeskError::Held => "refused-held",
        DeskError::Erased => "refused-erased",
        DeskError::Already(_) => "refused-already",
        _ => return None,
    })
}

/// Where the act led: on, back to the field with its refusal, or to an error that is nobody's.
async fn led(
    (request, app, officer, pairs): (&HttpRequest, &App, &DataProtection, &[(String, String)]),
    outcome: Result<(), DeskError>,
    (done, field): (&str, &str),
) -> Result<HttpResponse, WebError> {
    match outcome {
        Ok(()) => Ok(see_other(done)),
        Err(error) => match reason(&error) {
            Some(key) => refused(request, app, officer, pairs, (field, key)).await,
            None => Err(error.into()),
        },
    }
}

/// `POST /protection/erase`: a case goes, on request; its reference is typed twice
pub async fn erase(
    request: HttpRequest,
    app: Data<App>,
    officer: DataProtection,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let Some(why) = Why::chosen(value(&pairs, "why")) else {
        return refused(&request, &app, &officer, &pairs, ("why", "refused-needs")).await;
    };
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    if plain(value(&pairs, "reference")) != plain(value(&pairs, "again")) {
        return refused(&request, &app, &officer, &pairs, ("again", "refused-not-the-same")).await;
    }
    let outcome = match case(&app, value(&pairs, "reference")).await {
        Ok(case) => desk::erase_case(&app, &officer.by(), case, why).await,
        Err(unknown) => Err(unknown),
    };
    led((&request, &app, &officer, &pairs), outcome, ("/protection?done=erased", "reference")).await
}

/// `POST /protection/holds`: a case must be kept
pub async fn hold(
    request: HttpRequest,
    app: Data<App>,
    officer: DataProtection,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let outcome = match case(&app, value(&pairs, "hold_reference")).await {
        Ok(case) => desk::set_hold(&app, &officer.by(), case, value(&pairs, "hold_reason").to_owned()).await,
        Err(unknown) => Err(unknown),
    };
    let field = if matches!(outcome, Err(DeskError::Needs(_))) { "hold_reason" } else { "hold_reference" };
    led((&request, &app, &officer, &pairs), outcome, ("/protection?done=held#holds", field)).await
}

/// `POST /protection/holds/{id}/lift`
pub async fn lift(
    app: Data<App>,
    officer: DataProtection,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let lifted = desk::lift_hold(&app.into_inner(), &officer.by(), *id, value(&pairs, "lift_reason").to_owned()).await;
    match lifted {
        Ok(()) | Err(DeskError::Already(_)) => Ok(see_other("/protection?done=lifted#holds")),
        Err(other) => Err(other.into()),
    }
}

/// `POST /protection/run`: everything that is due goes, after its list was signed
pub async fn run(
    request: HttpRequest,
    app: Data<App>,
    officer: DataProtection,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    if value(&pairs, "sure") != "yes" {
        return refused(&request, &app, &officer, &pairs, ("due", "refused-sure")).await;
    }
    desk::run_retention(&app, &officer.by()).await?;
    Ok(see_other("/protection?done=eliminated"))
}
