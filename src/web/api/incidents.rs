//! Reports in, cases out, classification without a case.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Json},
};
use serde_json::{Value, json};
use vigie_domain::{
    intake::IncidentReport,
    playbook::{ClassifyAnswer, ClassifyRequest},
    vocabulary::{Channel, IncidentState, Lang, Severity},
};

use super::{
    case::{summary, whole, with_clocks},
    pages::{Asked, page},
    versions::{tag, tagged, tagged_by_content},
};
use crate::{
    app::App,
    desk::{self, DeskError, Exercise, NewReport, Reported, links},
    store::find::{self, Match, QueueFilter, QueuePlace},
    web::{
        access::{KnownCase, Partner},
        error::WebError,
    },
};

/// `POST /api/v1/incidents` (scope `report`)
pub async fn report(
    request: HttpRequest,
    app: Data<App>,
    partner: Partner,
    body: Json<Value>,
) -> Result<HttpResponse, WebError> {
    partner.must("report")?;
    let app = app.into_inner();
    let now = app.clock.now();
    let report = IncidentReport::from_json(&body, now).map_err(DeskError::Fields)?;
    let lang = report.lang.as_deref().and_then(|code| code.parse().ok()).unwrap_or(Lang::Fr);
    let submission = key_of(&request)?.map(|key| (partner.0.id.simple().to_string(), key));
    let new = NewReport {
        report,
        channel: Channel::Api,
        received_at: now,
        lang,
        submission,
        exercise: Exercise::No,
        signs: Vec::new(),
    };
    let reported = desk::report_incident(&app, &partner.by(), new).await?;
    let location = format!("/api/v1/incidents/{}", reported.incident.reference);
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .insert_header((header::ETAG, tag(reported.incident.version)))
        .json(taken(&app, &reported, lang)))
}

/// A key that can't be kept as it came is refused: without it a second try would be a second case.
fn key_of(request: &HttpRequest) -> Result<Option<String>, WebError> {
    let Some(given) = request.headers().get("idempotency-key") else { return Ok(None) };
    let is_plain = |key: &&str| (1..=200).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    let key = given.to_str().ok().filter(is_plain);
    let refused = || WebError::Malformed("Idempotency-Key has 1 to 200 visible ASCII characters".into());
    key.map(|key| Some(key.to_owned())).ok_or_else(refused)
}

fn taken(app: &App, reported: &Reported, lang: Lang) -> Value {
    let mut document = with_clocks(app, &reported.incident, &reported.deadlines);
    document["tracking_url"] = json!(links::url(app, reported.claim.as_ref().unwrap_or(&reported.tracking)));
    let actions = reported.advice.of(lang).actions.iter();
    let actions = actions.map(|action| json!({"id": action.id, "say": action.say, "why": action.why, "done": false}));
    document["actions"] = json!(actions.collect::<Vec<_>>());
    document
}

/// `GET /api/v1/incidents/{reference}` (scope `read`)
pub async fn one(
    request: HttpRequest,
    app: Data<App>,
    partner: Partner,
    case: KnownCase,
) -> Result<HttpResponse, WebError> {
    partner.must("read")?;
    desk::looked_at(&app, &partner.by(), case.0.id).await?;
    let file = desk::read::case_file(&app, case.0.id).await?;
    Ok(tagged(&request, &tag(file.incident.version), &whole(&app, &file)))
}

/// `GET /api/v1/incidents` (scope `read`): newest first, pages by cursor
pub async fn list(request: HttpRequest, app: Data<App>, partner: Partner) -> Result<HttpResponse, WebError> {
    partner.must("read")?;
    let mut asked = Asked::of(&request);
    let words = asked.text("q");
    let filter = QueueFilter {
        states: asked.words::<IncidentState>("state", "field-word").iter().map(ToString::to_string).collect(),
        category: asked.text("category"),
        severity: asked.word::<Severity>("severity", "field-word").map(|word| word.to_string()),
        department: asked.text("department"),
        words: words.as_deref().map(vigie_domain::search_words::search_words).unwrap_or_default(),
        by: Match::Whole,
        since: asked.instant("since").map(jiff::Timestamp::as_microsecond),
        after: asked.cursor().map(|(received_at, id)| QueuePlace::in_time(received_at, id)),
        ..QueueFilter::default()
    };
    let limit = asked.limit();
    asked.done()?;
    // Signs alone are no word: nothing has them.
    let nothing = words.is_some() && filter.words.is_empty();
    let found = match nothing {
        true => Vec::new(),
        false => find::partner_cases(app.store.reader(), &filter, limit + 1).await.map_err(DeskError::from)?,
    };
    let (cases, next) = page(found, limit, |case| (case.received_at, case.id));
    let items: Vec<Value> = cases.iter().map(summary).collect();
    Ok(tagged_by_content(&request, &json!({ "items": items, "next_cursor": next })))
}

/// `POST /api/v1/classify` (scope `report`): the same answer as the command
pub async fn classify(app: Data<App>, partner: Partner, body: Json<ClassifyRequest>) -> Result<HttpResponse, WebError> {
    partner.must("report")?;
    let found = body.classify(&app.playbooks.live());
    Ok(HttpResponse::Ok().json(ClassifyAnswer::new(&body.id, &found)))
}
