//! Who can help, with the reasons; and the offers that go out.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Json},
};
use serde_json::{Value, json};
use uuid::Uuid;
use vigie_domain::{
    ids::ProviderId,
    matching::{Candidate, Directory, Excluded},
};

use super::{
    acts::as_it_stands,
    body::{Body, TEXT},
    versions::{case_at, tagged_by_content},
};
use crate::{
    app::App,
    desk::{self, DeskError, SendOffers, Shown},
    web::{
        access::{KnownCase, Partner},
        error::WebError,
    },
};

/// `GET /api/v1/incidents/{reference}/shortlist` (scope `write`): as it would be made now; nothing is kept
pub async fn shortlist(
    request: HttpRequest,
    app: Data<App>,
    partner: Partner,
    case: KnownCase,
) -> Result<HttpResponse, WebError> {
    partner.must("write")?;
    let file = desk::read::case_file(&app, case.0.id).await?;
    let list = desk::preview_shortlist(&app, &file).await?;
    let directory = app.directory.snapshot();
    let candidates: Vec<Value> = list.ranking.candidates.iter().map(|one| candidate(&directory, one)).collect();
    let others: Vec<Value> = list.ranking.excluded.iter().map(|one| excluded(&directory, one)).collect();
    let document = json!({
        "reference": file.incident.reference,
        "version": file.incident.version,
        "need": {
            "category": list.need.category,
            "severity": list.need.severity,
            "must": list.need.must,
            "should": list.need.should,
            "department": list.need.site.department,
            "widened": list.need.widened,
        },
        "candidates": candidates,
        "excluded": others,
    });
    Ok(tagged_by_content(&request, &document))
}

fn company(directory: &Directory, id: ProviderId) -> String {
    directory.get(id).map(|provider| provider.company.clone()).unwrap_or_default()
}

fn candidate(directory: &Directory, one: &Candidate) -> Value {
    json!({
        "provider": one.provider,
        "company": company(directory, one.provider),
        "score": one.score,
        "parts": one.parts,
        "distance_km": one.distance_km,
        "opens_at": one.opens_at.map(|at| at.to_string()),
        "on_call": one.on_call,
    })
}

fn excluded(directory: &Directory, one: &Excluded) -> Value {
    json!({
        "provider": one.provider,
        "company": company(directory, one.provider),
        "failed": one.failed,
        "opens_at": one.opens_at.map(|at| at.to_string()),
    })
}

/// `POST /api/v1/incidents/{reference}/offers` (scope `write`): to these providers, or to the first of the list
pub async fn send(
    request: HttpRequest,
    app: Data<App>,
    partner: Partner,
    known: KnownCase,
    document: Json<Value>,
) -> Result<HttpResponse, WebError> {
    partner.must("write")?;
    let (app, case) = (app.into_inner(), &known.0);
    let at = case_at(&request, case)?;
    let mut body = Body::of(&document);
    let providers: Vec<Uuid> = body.words("providers", "field-id").unwrap_or_default();
    let reason = body.text("reason", TEXT).unwrap_or_default();
    body.done()?;
    let providers = providers.into_iter().map(ProviderId).collect();
    let order = SendOffers { incident: case.id, providers, reason };
    desk::send_offers_at(&app, &partner.by(), at, order, Shown::default()).await.map_err(of_the_list)?;
    as_it_stands(&app, &partner.by(), case, StatusCode::CREATED).await
}

/// The case is there: what isn't found is one of the providers, and a reason that is needed is a field of this document.
fn of_the_list(refused: DeskError) -> DeskError {
    match refused {
        DeskError::NotFound("an eligible provider" | "provider") => super::body::wrong("providers", "field-provider"),
        DeskError::Needs(_) => super::body::wrong("reason", "field-missing"),
        other => other,
    }
}
