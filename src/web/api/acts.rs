//! What partners do on a case: the desk's own acts, with the token as their actor, each for the version that was seen.

use std::sync::Arc;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{Data, Json},
};
use serde_json::Value;
use vigie_domain::vocabulary::{Lang, Pap, Tlp};

use super::{
    body::{Body, LINE, TEXT, wrong},
    case::whole,
    versions::{case_at, tag},
};
use crate::{
    app::App,
    desk::{self, Amendment, By, CaseAt, DeskError, Ending, Judgement, Shown},
    store::entity::incident,
    web::{
        access::{KnownCase, Partner},
        error::WebError,
        operator::incident::DISPOSITIONS,
    },
};

/// The case as it stands after an act: whoever acts on it reads it too, and the trail tells so.
///
/// # Errors
/// The database.
pub async fn as_it_stands(
    app: &App,
    by: &By,
    case: &incident::Model,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    desk::looked_at(app, by, case.id).await?;
    let file = desk::read::case_file(app, case.id).await?;
    let tag = tag(file.incident.version);
    Ok(HttpResponse::build(status).insert_header((header::ETAG, tag)).json(whole(app, &file)))
}

macro_rules! act {
    ($(#[$doc:meta])* $name:ident -> $status:ident, |$app:ident, $by:ident, $case:ident, $at:ident, $body:ident| $act:expr) => {
        $(#[$doc])*
        pub async fn $name(
            request: HttpRequest,
            app: Data<App>,
            partner: Partner,
            known: KnownCase,
            document: Json<Value>,
        ) -> Result<HttpResponse, WebError> {
            partner.must("write")?;
            let $app: Arc<App> = app.into_inner();
            let ($by, $case) = (partner.by(), &known.0);
            let $at: CaseAt = case_at(&request, $case)?;
            let mut $body = Body::of(&document);
            $act.await?;
            as_it_stands(&$app, &$by, $case, StatusCode::$status).await
        }
    };
}

act!(/// `PATCH /api/v1/incidents/{reference}`: who may pass it on, what may be done with it, in which language
amend -> OK, |app, by, _case, at, body| async {
    let amendment = Amendment {
        tlp: body.word::<Tlp>("tlp", "field-word"),
        pap: body.word::<Pap>("pap", "field-word"),
        lang: body.word::<Lang>("lang", "field-word"),
    };
    body.done()?;
    desk::amend_case(&app, &by, at, amendment).await
});

act!(/// `POST /api/v1/incidents/{reference}/classification`: the category is confirmed, or is another for a reason
classify -> OK, |app, by, case, at, body| async {
    let (category, reason) = (body.text("category", LINE), body.text("reason", TEXT));
    let judgement = match category {
        Some(category) if category != case.category => {
            if app.playbooks.live().playbook(&category).is_none() {
                body.wrong::<()>("category", "field-word", &category);
            }
            let reason = body.need("reason", reason).unwrap_or_default();
            Judgement::Override { category, reason }
        }
        _ => Judgement::Confirm,
    };
    body.done()?;
    desk::classify_shown(&app, &by, at, judgement, Shown::default()).await
});

act!(/// `POST /api/v1/incidents/{reference}/facts`: answers to the playbook's questions
answer_facts -> OK, |app, by, _case, at, body| async {
    let facts = body.object("facts");
    let facts = body.need("facts", facts).unwrap_or_default();
    body.done()?;
    if facts.is_empty() {
        return Err::<(), DeskError>(wrong("facts", "field-missing"));
    }
    desk::record_facts(&app, &by, at, facts).await
});

act!(/// `POST /api/v1/incidents/{reference}/notes`
add_note -> CREATED, |app, by, _case, at, body| async {
    let text = body.text("text", TEXT);
    let text = body.need("text", text).unwrap_or_default();
    let happened_at = body.word("happened_at", "field-instant");
    body.done()?;
    desk::add_note(&app, &by, at, text, happened_at).await
});

act!(/// `POST /api/v1/incidents/{reference}/transfer`: it is another desk's
transfer -> OK, |app, by, _case, at, body| async {
    let to = match body.text("to", LINE) {
        Some(other) if !is_destination(&app, &other) => body.wrong("to", "field-destination", &other),
        to => to,
    };
    let to = body.need("to", to).unwrap_or_default();
    let note = body.text("note", TEXT).unwrap_or_default();
    body.done()?;
    desk::end_incident(&app, &by, at, Ending::Transferred { to, note }).await
});

act!(/// `POST /api/v1/incidents/{reference}/close`
close -> OK, |app, by, _case, at, body| async {
    let ending = ending(&mut body);
    body.done()?;
    let ending = ending.ok_or_else(|| wrong("disposition", "field-missing"))?;
    desk::end_incident(&app, &by, at, ending).await
});

/// Where a case may go: what the settings name, and elsewhere.
fn is_destination(app: &App, to: &str) -> bool {
    to == "other" || app.config.desk.transfers.iter().any(|known| known.id == to)
}

/// How a case ends: over, a question that was answered, or no incident after all.
fn ending(body: &mut Body) -> Option<Ending> {
    let state = body.text("state", LINE).unwrap_or_else(|| "closed".into());
    let disposition = body.text("disposition", LINE);
    let note = body.text("note", TEXT).unwrap_or_default();
    if disposition.as_deref().is_some_and(|word| !DISPOSITIONS.contains(&word)) {
        body.wrong::<()>("disposition", "field-word", "");
    }
    match state.as_str() {
        "information" => Some(Ending::Information { note }),
        "closed" | "not_incident" => body.need("disposition", disposition).map(|disposition| match state.as_str() {
            "closed" => Ending::Closed { disposition, note },
            _ => Ending::NotIncident { disposition, note },
        }),
        _ => body.wrong("state", "field-word", ""),
    }
}
