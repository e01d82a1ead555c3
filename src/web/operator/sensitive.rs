//! Sensitive cases: who may open one, and the glass to break for who may not.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;

use crate::{
    app::App,
    desk::{self, DeskError},
    store::{entity::incident, find},
    web::{
        access::{Operator, Reader},
        error::WebError,
        form::{Pairs, value},
        frame::{self, Times, html_with, see_other},
        view::{
            console::{GrantRow, SealedPage, SensitiveCard},
            field::{Choice, Filled},
            page::{Page, Section},
        },
    },
};

/// Days for which somebody may be let in.
const DAYS: [usize; 4] = [1, 7, 30, 90];

async fn case(app: &App, reference: &str) -> Result<incident::Model, WebError> {
    Ok(desk::read::incident_by_reference(app, reference).await?)
}

fn back(case: &incident::Model) -> HttpResponse {
    see_other(&format!("/incidents/{}?done=sensitive#sensitive", case.reference))
}

/// `POST /incidents/{reference}/sensitive`: `intent` is `mark` or `unmark`
pub async fn mark(
    app: Data<App>,
    operator: Operator,
    reference: Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let case = case(&app, &reference).await?;
    match value(&pairs, "intent") {
        "unmark" => desk::make_ordinary(&app, &operator.by(), case.id).await?,
        _ => desk::make_sensitive(&app, &operator.by(), case.id).await?,
    }
    Ok(back(&case))
}

/// `POST /incidents/{reference}/grants`: `user` and `days`, or `end`
pub async fn grants(
    app: Data<App>,
    operator: Operator,
    reference: Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let case = case(&app, &reference).await?;
    match value(&pairs, "end") {
        "" => {
            let user: Uuid = value(&pairs, "user").parse().map_err(|_| DeskError::Needs("a person"))?;
            let days = value(&pairs, "days").parse().map_err(|_| DeskError::Needs("a number of days"))?;
            desk::let_open(&app, &operator.by(), case.id, user, days).await?;
        }
        grant => {
            let grant = grant.parse().map_err(|_| DeskError::NotFound("grant"))?;
            desk::end_grant(&app, &operator.by(), case.id, grant).await?;
        }
    }
    Ok(back(&case))
}

/// `GET /incidents/{reference}/sealed`: what everybody may know of a sensitive case
pub async fn sealed(
    request: HttpRequest,
    app: Data<App>,
    reader: Reader,
    reference: Path<String>,
) -> Result<HttpResponse, WebError> {
    let case = case(&app, &reference).await?;
    if !desk::Veil::of(&app, &reader.0).await?.covers(case.id) {
        return Ok(see_other(&format!("/incidents/{}", case.reference)));
    }
    page(&request, &app, &reader, &case, Filled::default()).await
}

async fn page(
    request: &HttpRequest,
    app: &App,
    reader: &Reader,
    case: &incident::Model,
    form: Filled,
) -> Result<HttpResponse, WebError> {
    let page = frame::page(request);
    let subject = vigie_domain::ids::IncidentId(case.id).to_string();
    let head = find::chain_head(app.store.reader(), &subject).await.map_err(DeskError::from)?;
    let status = if form.is_refused() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = SealedPage {
        staff: frame::staff(request, app, &reader.0, Section::Case).await?,
        reference: case.reference.clone(),
        state: page.label("state", &case.state),
        hash: head.map(|event| event.hash).unwrap_or_default(),
        form,
        page,
    };
    html_with(status, &view)
}

/// `POST /incidents/{reference}/glass`
pub async fn break_glass(
    request: HttpRequest,
    app: Data<App>,
    reader: Reader,
    reference: Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let case = case(&app, &reference).await?;
    match desk::break_glass(&app, &reader.0, case.id, value(&pairs, "reason").to_owned()).await {
        Ok(()) | Err(DeskError::Already(_)) => Ok(see_other(&format!("/incidents/{}", case.reference))),
        Err(DeskError::Needs(_)) => {
            let mut form = Filled::from_pairs(pairs.into_inner());
            form.refuse("reason", frame::page(&request).say("sealed-needs-reason"));
            page(&request, &app, &reader, &case, form).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The card on the page of a case: who may open it, who has.
///
/// # Errors
/// The database.
pub async fn card(app: &App, page: &Page, case: Uuid, times: &Times) -> Result<SensitiveCard, WebError> {
    let users = find::users(app.store.reader()).await.map_err(DeskError::from)?;
    let name = |id: Uuid| users.iter().find(|user| user.id == id).map(|user| user.name.clone()).unwrap_or_default();
    let found = desk::sensitive_since(app, case).await?;
    let now = times.now.as_microsecond();
    let row = |grant: crate::store::entity::case_grant::Model| GrantRow {
        id: grant.id.simple().to_string(),
        name: name(grant.user_id),
        by_glass: grant.kind == "glass",
        reason: grant.reason,
        open: grant.ends_at > now,
        when: times.short(grant.opened_at),
        until: times.when(grant.ends_at),
    };
    let staff = users.iter().filter(|user| user.disabled_at.is_none() && user.role != "administrator");
    Ok(SensitiveCard {
        is_sensitive: found.is_some(),
        people: staff.map(|user| Choice::new(&user.id.simple().to_string(), &user.name)).collect(),
        days: DAYS.iter().map(|days| Choice::new(&days.to_string(), &page.count("sensitive-days", days))).collect(),
        grants: found.map(|(_, grants)| grants.into_iter().map(row).collect()).unwrap_or_default(),
    })
}
