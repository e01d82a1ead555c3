//! What is decided about a provider: vetting, pause, evidence, ties.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;

use super::card::view;
use crate::{
    app::App,
    desk::{self, DeskError},
    web::{
        access::{Operator, Reader, Supervisor},
        error::WebError,
        form::{Pairs, value},
        frame::{self, html_with, see_other},
        view::field::Filled,
    },
};

/// `POST /providers/{id}/vetting`
pub async fn vet(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let reason = value(&pairs, "reason");
    let (field, outcome) = match desk::VettingChange::of(value(&pairs, "state")) {
        Some(change) => {
            ("vet_reason", desk::decide_vetting(&app, &supervisor.by(), *id, change, reason.to_owned()).await)
        }
        None => ("vet_state", Err(DeskError::Needs("a change"))),
    };
    back(&request, &app, &Reader(supervisor.0), (*id, field, ("vet_reason", reason)), outcome).await
}

/// `POST /providers/{id}/pause`
pub async fn pause(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let (by, reason) = (supervisor.by(), value(&pairs, "reason"));
    let outcome = match value(&pairs, "intent") {
        "resume" => desk::resume_provider(&app, &by, *id).await,
        _ => desk::pause_provider(&app, &by, *id, reason.to_owned()).await,
    };
    back(&request, &app, &Reader(supervisor.0), (*id, "pause_reason", ("pause_reason", reason)), outcome).await
}

/// The provider's page again: the field at fault, and what was typed beside it.
async fn back(
    request: &HttpRequest,
    app: &App,
    reader: &Reader,
    (id, field, typed): (Uuid, &str, (&str, &str)),
    outcome: Result<(), DeskError>,
) -> Result<HttpResponse, WebError> {
    let page = frame::page(request);
    let text = match outcome {
        Ok(()) => return Ok(see_other(&format!("/providers/{}?done=provider", id.simple()))),
        Err(DeskError::Needs(_)) => page.say("refused-needs"),
        Err(DeskError::Already(_)) => page.say("refused-already"),
        Err(DeskError::Forbidden) => page.say("refused-second-person"),
        Err(DeskError::InUse { offers, assignments }) => {
            page.words.with("refused-in-use", &[("offers", offers.into()), ("assignments", assignments.into())])
        }
        Err(other) => return Err(other.into()),
    };
    let mut form = Filled::from_pairs([typed]);
    form.refuse(field, text);
    let view = view(request, app, reader, id, form).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// `POST /providers/{id}/evidence`: what was seen
pub async fn evidence(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let (kind, body) = (value(&pairs, "kind"), value(&pairs, "body"));
    let outcome = desk::add_evidence(&app, &supervisor.by(), *id, kind, body).await;
    back(&request, &app, &Reader(supervisor.0), (*id, "body", ("body", body)), outcome).await
}

/// `POST /providers/{id}/tie`: a tie of one's own, declared or over
pub async fn tie(
    request: HttpRequest,
    app: Data<App>,
    operator: Operator,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let (by, why) = (operator.by(), value(&pairs, "why"));
    let outcome = match value(&pairs, "intent") {
        "over" => desk::take_tie_back(&app, &by, *id).await,
        _ => desk::declare_tie(&app, &by, *id, why.to_owned()).await,
    };
    back(&request, &app, &Reader(operator.0), (*id, "why", ("why", why)), outcome).await
}
