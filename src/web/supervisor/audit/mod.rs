//! The audit trail in the browser: read, filter, verify, export.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Bytes, Data},
};
use vigie_domain::audit::Subject;

use crate::{
    app::App,
    desk::{self, DeskError, TrailExport},
    i18n::Words,
    store::{
        entity::audit_event,
        find::{self, TrailFilter},
    },
    web::{
        access::Auditor,
        error::{WebError, encode},
        frame::{self, Times, html, query},
        view::{
            console::{Audit, AuditRow, AuditVerdict},
            field::Filled,
            page::Section,
        },
    },
};

/// Events on one page.
const PAGE: u64 = 100;

/// `GET /audit`
pub async fn show(request: HttpRequest, app: Data<App>, auditor: Auditor) -> Result<HttpResponse, WebError> {
    page(&request, &app, &auditor, None).await
}

/// `POST /audit/verify`
pub async fn verify(request: HttpRequest, app: Data<App>, auditor: Auditor) -> Result<HttpResponse, WebError> {
    let words = Words(frame::lang(&request));
    let done = desk::verify_trail(&app).await?;
    let verdict = match (&done.bad, done.missing.first()) {
        (Some(bad), _) => AuditVerdict::Broken(bad.to_string()),
        (None, Some(guard)) => AuditVerdict::Broken(words.with_text("audit-guard-missing", "guard", guard)),
        (None, None) => AuditVerdict::Sound(
            words.with("audit-sound", &[("events", done.events.into()), ("subjects", done.subjects.into())]),
        ),
    };
    page(&request, &app, &auditor, Some(verdict)).await
}

async fn page(
    request: &HttpRequest,
    app: &App,
    auditor: &Auditor,
    verdict: Option<AuditVerdict>,
) -> Result<HttpResponse, WebError> {
    let times = Times::of(request, app);
    // A control character is in no subject and no action; PostgreSQL refuses a NUL in a text.
    let plain = |text: String| text.chars().filter(|sign| !sign.is_control()).collect::<String>();
    let some = |name: &str| query(request, name).map(plain).filter(|text| !text.is_empty());
    let sealed = sealed_chains(app, auditor).await?;
    let action = some("action");
    let filter = TrailFilter {
        subject: some("subject"),
        // Asked for by its action, a sealed event would tell what it is.
        without: if action.is_some() { sealed.clone() } else { Vec::new() },
        action,
        before: some("before").and_then(|text| text.parse().ok()),
    };
    let events = find::trail(app.store.reader(), &filter, PAGE).await.map_err(DeskError::from)?;
    let is_full = events.len() as u64 == PAGE;
    let more = events.last().filter(|_| is_full).map(|last| {
        let subject = filter.subject.as_deref().map(encode).unwrap_or_default();
        format!("/audit?subject={subject}&before={}", last.at)
    });
    let filters = [("subject", &filter.subject), ("action", &filter.action)];
    let filters = filters.into_iter().map(|(name, value)| (name, value.clone().unwrap_or_default()));
    html(&Audit {
        staff: frame::staff(request, app, &auditor.0, Section::Audit).await?,
        filters: Filled::from_pairs(filters),
        rows: events.iter().map(|event| line(event, &sealed, &times)).collect(),
        more,
        verdict,
        checkpoint: newest_head(app, &times).await?,
        page: frame::page(request),
    })
}

/// The newest signed head: how many events it seals, when, and their root.
async fn newest_head(app: &App, times: &Times) -> Result<Vec<(String, String)>, WebError> {
    let Some(head) = desk::newest_checkpoint(app).await? else { return Ok(Vec::new()) };
    let words = Words(times.lang);
    Ok(vec![
        (words.say("audit-head-size"), head.size.to_string()),
        (words.say("audit-head-signed"), times.when(head.signed_at)),
        (words.say("audit-head-root"), head.root),
    ])
}

/// Chains of the sensitive cases that this reader may not open.
async fn sealed_chains(app: &App, auditor: &Auditor) -> Result<Vec<String>, WebError> {
    Ok(desk::Veil::of(app, &auditor.0).await?.chains())
}

/// Of a sealed case: that something happened, when, and its hash.
fn line(event: &audit_event::Model, sealed: &[String], times: &Times) -> AuditRow {
    let row = open_line(event, times);
    if !sealed.contains(&event.subject) {
        return row;
    }
    AuditRow { actor: String::new(), action: Words(times.lang).say("audit-sealed"), detail: String::new(), ..row }
}

fn open_line(event: &audit_event::Model, times: &Times) -> AuditRow {
    let payload = serde_json::from_str::<serde_json::Value>(&event.canonical).ok();
    let payload = payload.as_ref().and_then(|whole| whole.get("payload")).and_then(|payload| payload.as_object());
    let detail = payload.map_or_else(String::new, |fields| {
        let shown = fields.iter().filter(|(key, _)| !key.ends_with("_commitment"));
        let texts = shown.map(|(key, value)| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            format!("{key} = {}", text.chars().take(80).collect::<String>())
        });
        texts.collect::<Vec<_>>().join(" · ")
    });
    AuditRow {
        when: times.short(event.at),
        machine: times.machine(event.at),
        actor: event.actor.clone(),
        action: action_words(Words(times.lang), &event.action),
        detail,
        subject: event.subject.clone(),
        seq: u64::try_from(event.seq).unwrap_or(0),
        hash: event.hash.chars().take(12).collect(),
    }
}

/// An action in words where there are some, else its own word.
#[must_use]
pub fn action_words(words: Words, action: &str) -> String {
    let text = words.say(&format!("action-{}", action.replace(['.', '_'], "-")));
    if text.starts_with('‹') { action.to_owned() } else { text }
}

/// `GET /audit/export`: the whole trail as JSON lines, written as it is read; that it was exported is an event before
pub async fn export(app: Data<App>, auditor: Auditor) -> Result<HttpResponse, WebError> {
    // Whole or not at all: an export with gaps can't be verified. Whoever runs the machine has `vigie audit export`.
    if !sealed_chains(&app, &auditor).await?.is_empty() {
        return Err(WebError::Forbidden);
    }
    desk::downloaded(&app, &auditor.by(), Subject::Desk, "trail").await?;
    let export = TrailExport::begin(app.into_inner()).await?;
    let lines = futures_util::stream::try_unfold(export, |mut export| async move {
        let next = export.next().await.map_err(WebError::from)?;
        Ok::<_, WebError>(next.map(|lines| (Bytes::from(lines), export)))
    });
    Ok(HttpResponse::Ok()
        .content_type("application/x-ndjson")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"journal.jsonl\""))
        .streaming(lines))
}
