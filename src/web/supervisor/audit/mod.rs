//! The audit trail in the browser: read, filter, verify, export.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Bytes, Data},
};
use vigie_domain::{
    audit::{Action, Subject},
    ids::IncidentId,
};

use crate::{
    app::App,
    desk::{self, DeskError, TrailExport},
    i18n::Words,
    store::find::{self, TrailFilter},
    web::{
        access::Auditor,
        error::{WebError, encode},
        frame::{self, Times, html, query},
        view::{
            console::{Audit, AuditVerdict},
            field::{Choice, Filled},
            page::Section,
        },
    },
};

mod lines;

pub use lines::action_words;
use lines::{Names, actors_like, line};

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
        (Some(bad), _) => AuditVerdict::Broken(words.with_text("audit-broken", "what", &bad.to_string())),
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
    let words = Words(times.lang);
    let asked = Asked::of(request);
    let sealed = sealed_chains(app, auditor).await?;
    let filter = filter(app, &asked, &sealed, words).await?;
    let events = find::trail(app.store.reader(), &filter, PAGE).await.map_err(DeskError::from)?;
    let is_full = events.len() as u64 == PAGE;
    let names = Names::of(app, &events, &times).await?;
    html(&Audit {
        staff: frame::staff(request, app, &auditor.0, Section::Audit).await?,
        more: events.last().filter(|_| is_full).map(|last| asked.address(last.at)),
        filters: asked.filled(),
        actions: actions(words),
        rows: events.iter().map(|event| line(event, &sealed, &names, &times)).collect(),
        verdict,
        checkpoint: newest_head(app, &times).await?,
        page: frame::page(request),
    })
}

/// What the address asks for.
struct Asked {
    subject: Option<String>,
    action: Option<String>,
    actor: Option<String>,
    before: Option<i64>,
}

impl Asked {
    fn of(request: &HttpRequest) -> Self {
        // A control character is in no subject and no action; PostgreSQL refuses a NUL in a text.
        let plain = |text: String| text.chars().filter(|sign| !sign.is_control()).collect::<String>();
        let some = |name: &str| query(request, name).map(plain).filter(|text| !text.trim().is_empty());
        Self {
            subject: some("subject"),
            action: some("action"),
            actor: some("actor"),
            before: some("before").and_then(|text| text.parse().ok()),
        }
    }

    fn pairs(&self) -> [(&'static str, &str); 3] {
        let [subject, action, actor] =
            [&self.subject, &self.action, &self.actor].map(|text| text.as_deref().unwrap_or_default().trim());
        [("subject", subject), ("action", action), ("actor", actor)]
    }

    fn filled(&self) -> Filled {
        Filled::from_pairs(self.pairs())
    }

    /// The same question, for what is older.
    fn address(&self, before: i64) -> String {
        let pairs = self.pairs().into_iter().filter(|(_, value)| !value.is_empty());
        let asked: String = pairs.map(|(name, value)| format!("{name}={}&", encode(value))).collect();
        format!("/audit?{asked}before={before}")
    }
}

/// A case may be asked for by its reference, an actor by a name.
async fn filter(app: &App, asked: &Asked, sealed: &[String], words: Words) -> Result<TrailFilter, WebError> {
    let [(_, subject), (_, action), (_, actor)] = asked.pairs();
    let narrows = !action.is_empty() || !actor.is_empty();
    Ok(TrailFilter {
        subject: match subject {
            "" => None,
            typed => Some(chain_of(app, typed, sealed).await?),
        },
        action: Some(action.to_owned()).filter(|action| !action.is_empty()),
        actors: match actor {
            "" => None,
            typed => Some(actors_like(app, typed, words).await?),
        },
        before: asked.before,
        // Asked for by its action or actor, a sealed event would tell what it is.
        without: if narrows { sealed.to_vec() } else { Vec::new() },
    })
}

/// The chain that somebody means who types a reference; of a sealed case no reference leads there.
async fn chain_of(app: &App, typed: &str, sealed: &[String]) -> Result<String, WebError> {
    let chain = match desk::read::incident_by_reference(app, &typed.to_uppercase()).await {
        Ok(case) => IncidentId(case.id).to_string(),
        Err(DeskError::NotFound(_)) => return Ok(typed.to_owned()),
        Err(other) => return Err(other.into()),
    };
    Ok(if sealed.contains(&chain) { typed.to_owned() } else { chain })
}

/// Every act, in the order of the alphabet.
fn actions(words: Words) -> Vec<Choice> {
    let mut all: Vec<Choice> =
        Action::ALL.iter().map(|action| Choice::new(action.as_str(), &action_words(words, action.as_str()))).collect();
    all.sort_by_key(|choice| choice.label.to_lowercase());
    all
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
