//! The audit trail for whoever follows it: in the order of the log, from a place on. An event that has a place there has it
//! for ever, so that nothing is missed and nothing comes twice.

use std::collections::HashSet;

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde_json::{Value, json};
use vigie_domain::audit::{Action, Subject};

use super::pages::{Asked, Place};
use crate::{
    app::App,
    desk::{self, DeskError},
    store::find::{self, TrailEvent, TrailNarrowed},
    web::{access::Partner, error::WebError},
};

/// `GET /api/v1/audit/events` (scope `audit`)
pub async fn events(request: HttpRequest, app: Data<App>, partner: Partner) -> Result<HttpResponse, WebError> {
    partner.must("audit")?;
    let mut asked = Asked::of(&request);
    let subject = asked.word::<Subject>("subject", "field-subject").map(|subject| subject.to_string());
    let action = asked.word::<Action>("action", "field-word").map(|action| action.to_string());
    let (limit, from) = (asked.limit(), asked.cursor().unwrap_or(0_i64));
    asked.done()?;
    desk::followed_trail(&app, &partner.by()).await?;
    let db = app.store.reader();
    let sealed: HashSet<String> = desk::Veil::of_strangers(&app).await?.chains().into_iter().collect();
    // Asked for by its action, a sealed event would tell what it is.
    let without = if action.is_some() { sealed.iter().cloned().collect() } else { Vec::new() };
    let narrowed = TrailNarrowed { subject, action, without };
    let mut found = find::trail_events(db, from, narrowed, limit + 1).await.map_err(DeskError::from)?;
    let more = found.len() as u64 > limit;
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = found.last().map_or(from, |last| last.leaf_index + 1);
    let items: Vec<Value> = found.iter().map(|event| shown(event, &sealed)).collect();
    Ok(HttpResponse::Ok().json(json!({ "items": items, "next_cursor": next.cursor(), "more": more })))
}

/// Of a sensitive case an auditor sees that something happened and its hash, as on her page.
fn shown(event: &TrailEvent, sealed: &HashSet<String>) -> Value {
    let is_sealed = sealed.contains(&event.subject);
    let whole: Option<Value> = serde_json::from_str(&event.canonical).ok().filter(|_| !is_sealed);
    let part = |name: &str| whole.as_ref().and_then(|whole| whole.get(name)).cloned().unwrap_or(Value::Null);
    json!({
        "index": event.leaf_index,
        "subject": event.subject,
        "seq": event.seq,
        "at": crate::clock::instant(event.at).to_string(),
        "actor": part("actor"),
        "action": part("action"),
        "payload": part("payload"),
        "hash": event.hash,
        "canonical": (!is_sealed).then_some(event.canonical.as_str()),
        "sealed": is_sealed,
    })
}
