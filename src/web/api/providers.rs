//! The directory: who is in it, newcomers as applicants, corrections. Vetting, pauses and removal are people's.

use std::sync::Arc;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{Data, Json, Path},
};
use serde_json::{Value, json};
use uuid::Uuid;
use vigie_domain::{ids::ProviderId, provider::Provider, vocabulary::VettingState};

use super::{
    pages::{Asked, page},
    provider_document::{For, amended, document, new_provider},
    versions::{asked, tag, tagged, tagged_by_content},
};
use crate::{
    app::App,
    desk::{self, DeskError},
    store::{entity::provider, find, row},
    web::{access::Partner, error::WebError},
};

fn reader(partner: &Partner) -> For {
    if partner.0.may("directory") { For::Keeper } else { For::Reader }
}

/// What is kept of the provider, with its load of this moment.
fn shown(app: &App, row: &provider::Model, reader: For) -> Result<Value, DeskError> {
    let now = app.directory.snapshot().get(ProviderId(row.id)).map_or(0, |known| known.open_assignments);
    let kept = Provider { open_assignments: now, ..desk::provider_of(row)? };
    Ok(document(row, &kept, reader))
}

/// `GET /api/v1/providers` (scope `read`)
pub async fn list(request: HttpRequest, app: Data<App>, partner: Partner) -> Result<HttpResponse, WebError> {
    partner.must("read")?;
    let mut asked = Asked::of(&request);
    let vetting = asked.word::<VettingState>("vetting_state", "field-word");
    let (limit, behind) = (asked.limit(), asked.cursor());
    asked.done()?;
    let state = vetting.map(VettingState::as_str);
    let found = find::partner_providers(app.store.reader(), state, behind, limit + 1).await.map_err(DeskError::from)?;
    let (rows, next) = page(found, limit, |row| row.id);
    let items: Vec<Value> = rows.iter().map(|row| shown(&app, row, reader(&partner))).collect::<Result<_, _>>()?;
    Ok(tagged_by_content(&request, &json!({ "items": items, "next_cursor": next })))
}

async fn found(app: &App, id: &str) -> Result<provider::Model, WebError> {
    let id: Uuid = id.parse().map_err(|_| DeskError::NotFound("provider"))?;
    Ok(row::get::<provider::Entity>(app.store.reader(), id, "provider").await.map_err(DeskError::from)?)
}

/// `GET /api/v1/providers/{id}` (scope `read`)
pub async fn one(
    request: HttpRequest,
    app: Data<App>,
    partner: Partner,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    partner.must("read")?;
    let row = found(&app, &id).await?;
    // The load changes without the row: the tag is that of the row, which is what a change is for.
    Ok(tagged(&request, &tag(row.version), &shown(&app, &row, reader(&partner))?))
}

/// `POST /api/v1/providers` (scope `directory`): an applicant, to be vetted by a person
pub async fn add(app: Data<App>, partner: Partner, given: Json<Value>) -> Result<HttpResponse, WebError> {
    partner.must("directory")?;
    let app = app.into_inner();
    let provider = new_provider(&given).map_err(WebError::Fields)?;
    let id = desk::add_provider(&app, &partner.by(), provider).await?;
    as_it_stands(&app, id, StatusCode::CREATED).await
}

/// `PATCH /api/v1/providers/{id}` (scope `directory`)
pub async fn amend(
    request: HttpRequest,
    app: Data<App>,
    partner: Partner,
    id: Path<String>,
    given: Json<Value>,
) -> Result<HttpResponse, WebError> {
    partner.must("directory")?;
    let app = app.into_inner();
    let row = found(&app, &id).await?;
    if let Some(seen) = asked(&request, row.version)?
        && seen != row.version
    {
        return Err(DeskError::OtherVersion { now: row.version }.into());
    }
    let known = desk::provider_of(&row).map_err(DeskError::from)?;
    let provider = amended(&known, &given).map_err(WebError::Fields)?;
    let id = row.id;
    desk::amend_provider(&app, &partner.by(), row, provider).await?;
    as_it_stands(&app, id, StatusCode::OK).await
}

async fn as_it_stands(app: &Arc<App>, id: Uuid, status: StatusCode) -> Result<HttpResponse, WebError> {
    let row = row::get::<provider::Entity>(app.store.reader(), id, "provider").await.map_err(DeskError::from)?;
    let mut answer = HttpResponse::build(status);
    answer.insert_header((header::ETAG, tag(row.version)));
    if status == StatusCode::CREATED {
        answer.insert_header((header::LOCATION, format!("/api/v1/providers/{id}")));
    }
    Ok(answer.json(shown(app, &row, For::Keeper)?))
}
