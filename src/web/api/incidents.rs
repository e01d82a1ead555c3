//! Reports in, cases out, classification without a case.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Json, Path},
};
use serde_json::{Value, json};
use vigie_domain::{
    intake::IncidentReport,
    playbook::{ClassifyAnswer, ClassifyRequest},
    vocabulary::{Channel, Lang},
};

use crate::{
    app::App,
    desk::{self, DeskError, Exercise, NewReport, links, read::CaseFile},
    store::{
        entity::{deadline, incident},
        find::{self, QueueFilter},
    },
    web::{access::Partner, error::WebError, frame::query, limits::Limits},
};

/// `POST /api/v1/incidents` (scope `report`)
pub async fn report(
    request: HttpRequest,
    app: Data<App>,
    limits: Data<Limits>,
    partner: Partner,
    body: Json<Value>,
) -> Result<HttpResponse, WebError> {
    partner.must("report")?;
    limits.token(partner.0.id, partner.0.rate_per_minute)?;
    let app = app.into_inner();
    let now = app.clock.now();
    let report = IncidentReport::from_json(&body, now).map_err(DeskError::Fields)?;
    let lang = report.lang.as_deref().and_then(|code| code.parse().ok()).unwrap_or(Lang::Fr);
    let key = request.headers().get("idempotency-key").and_then(|value| value.to_str().ok());
    let submission = key.map(|key| (partner.0.id.simple().to_string(), key.chars().take(200).collect()));
    let new = NewReport { report, channel: Channel::Api, received_at: now, lang, submission, exercise: Exercise::No };
    let reported = desk::report_incident(&app, &partner.by(), new).await?;
    let mut body = summary(&app, &reported.incident, &reported.deadlines);
    body["tracking_url"] = json!(links::url(&app, reported.claim.as_ref().unwrap_or(&reported.tracking)));
    body["actions"] = json!(
        reported
            .advice
            .of(lang)
            .actions
            .iter()
            .map(|action| json!({"id": action.id, "say": action.say, "why": action.why}))
            .collect::<Vec<_>>()
    );
    let location = format!("/api/v1/incidents/{}", reported.incident.reference);
    Ok(HttpResponse::Created().insert_header((header::LOCATION, location)).json(body))
}

fn summary(app: &App, case: &incident::Model, rows: &[deadline::Model]) -> Value {
    let lang: Lang = case.lang.parse().unwrap_or(Lang::Fr);
    json!({
        "reference": case.reference,
        "state": case.state,
        "channel": case.channel,
        "category": case.category,
        "category_confirmed": case.category_confirmed,
        "verdict": case.verdict,
        "severity": case.severity,
        "priority": case.priority,
        "department": case.department,
        "received_at": crate::clock::instant(case.received_at).to_string(),
        "updated_at": crate::clock::instant(case.updated_at).to_string(),
        "playbook_set": case.playbook_set,
        "tlp": case.tlp,
        "exercise": case.exercise,
        "deadlines": rows.iter().filter(|row| row.state != "refused").map(|row| clock(app, row, lang)).collect::<Vec<_>>(),
    })
}

fn clock(app: &App, row: &deadline::Model, lang: Lang) -> Value {
    let law = app.law.get(&row.clock);
    let question = law.and_then(|law| law.questions.first()).filter(|_| row.condition == "ask");
    json!({
        "id": row.clock,
        "title": law.map(|law| law.title.in_lang(lang)),
        "state": row.state,
        "due_at": row.due_at.map(|due| crate::clock::instant(due).to_string()),
        "article": law.and_then(|law| law.article.clone()),
        "question": question.map(|question| json!({"fact": question.fact, "ask": question.ask.in_lang(lang)})),
    })
}

/// `GET /api/v1/incidents/{reference}` (scope `read`)
pub async fn one(
    request: HttpRequest,
    app: Data<App>,
    partner: Partner,
    reference: Path<String>,
) -> Result<HttpResponse, WebError> {
    partner.must("read")?;
    let case = desk::read::incident_by_reference(&app, &reference).await?;
    if desk::Veil::of_strangers(&app).await?.covers(case.id) {
        return Err(DeskError::NotFound("incident").into());
    }
    let etag = format!("\"{}\"", case.version);
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known == Some(etag.as_str()) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, etag)).finish());
    }
    let file: CaseFile = desk::read::case_file(&app, case.id).await?;
    let mut body = summary(&app, &file.incident, &file.deadlines);
    body["classification"] = json!(file.found);
    body["offers"] = json!(
        file.offers
            .iter()
            .map(|offer| json!({"id": offer.id, "provider": offer.provider_id, "state": offer.state}))
            .collect::<Vec<_>>()
    );
    body["assignment"] = json!(file.assignment.map(
        |row| json!({"provider": row.provider_id, "assigned_at": crate::clock::instant(row.assigned_at).to_string()})
    ));
    Ok(HttpResponse::Ok().insert_header((header::ETAG, etag)).json(body))
}

/// `GET /api/v1/incidents` (scope `read`): newest first, pages by cursor
pub async fn list(request: HttpRequest, app: Data<App>, partner: Partner) -> Result<HttpResponse, WebError> {
    partner.must("read")?;
    let some = |name: &str| query(&request, name).filter(|text| !text.is_empty());
    let since = some("since").map(|text| text.parse::<jiff::Timestamp>());
    let since = since.transpose().map_err(|_| WebError::Malformed("since is no RFC 3339 time".into()))?;
    let filter = QueueFilter {
        states: some("state").map(|list| list.split(',').map(str::to_owned).collect()).unwrap_or_default(),
        category: some("category"),
        severity: some("severity"),
        department: some("department"),
        words: some("q").map(|words| vigie_domain::search_words::search_words(&words)).unwrap_or_default(),
        before: some("cursor").and_then(|cursor| cursor.parse().ok()),
        since: since.map(jiff::Timestamp::as_microsecond),
        ..QueueFilter::default()
    };
    let limit = some("limit").and_then(|text| text.parse().ok()).unwrap_or(50_u64).clamp(1, 200);
    let cases = find::queue(app.store.reader(), &filter, limit).await.map_err(DeskError::from)?;
    let is_full = cases.len() as u64 == limit;
    let next = cases.last().filter(|_| is_full).map(|last| last.received_at.to_string());
    let veil = desk::Veil::of_strangers(&app).await?;
    let items: Vec<Value> =
        cases.iter().filter(|case| !veil.covers(case.id)).map(|case| summary(&app, case, &[])).collect();
    Ok(HttpResponse::Ok().json(json!({ "items": items, "next_cursor": next })))
}

/// `POST /api/v1/classify` (scope `report`): the same answer as the command
pub async fn classify(
    app: Data<App>,
    limits: Data<Limits>,
    partner: Partner,
    body: Json<ClassifyRequest>,
) -> Result<HttpResponse, WebError> {
    partner.must("report")?;
    limits.token(partner.0.id, partner.0.rate_per_minute)?;
    let found = body.classify(&app.playbooks.live());
    Ok(HttpResponse::Ok().json(ClassifyAnswer::new(&body.id, &found)))
}
