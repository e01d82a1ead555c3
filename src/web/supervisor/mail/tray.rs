//! The tray: every mail that came in, what became of it, and what waits for a person. Its words are shown as text alone.

use std::collections::HashMap;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
    web::{Data, Path},
};
use uuid::Uuid;

use crate::{
    app::App,
    desk::{self, DeskError, Opened, TrayAct},
    store::{
        entity::{inbound_mail, user_account},
        find, row,
    },
    web::{
        access::{Operator, Reader},
        error::WebError,
        form::{Pairs, value},
        frame::{self, Times, html, html_with, query, see_other},
        guard,
        view::{
            console::{InboundMail, InboundRow, LaidOut, MailGroup, MailTray, Standing},
            field::Filled,
            page::{Page, Section},
        },
    },
};

/// Mails on a page.
const SHOWN: u64 = 50;

/// What can be shown besides what waits: name, outcomes.
const GROUPS: [(&str, &[&str]); 4] = [
    ("cases", &["message", "report"]),
    ("servers", &["delivery"]),
    ("machines", &["automatic", "own"]),
    ("aside", &["aside", "quarantine"]),
];

/// `GET /mail/in`
pub async fn show(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let asked = query(&request, "show").unwrap_or_default();
    let group = GROUPS.iter().find(|(name, _)| *name == asked);
    let before = query(&request, "before").and_then(|text| text.parse().ok()).unwrap_or(i64::MAX);
    let db = app.store.reader();
    let mut mails = match group {
        Some((_, outcomes)) => find::inbound_in(db, outcomes, before, SHOWN).await,
        None => find::inbound_waiting(db, before, SHOWN).await,
    }
    .map_err(DeskError::from)?;
    let name = group.map_or("waiting", |(name, _)| name);
    let full = u64::try_from(mails.len()).unwrap_or(0) == SHOWN;
    let last = mails.last().map(|mail| mail.received_at).filter(|_| full);
    let veil = desk::Veil::of(&app, &reader.0).await?;
    mails.retain(|mail| mail.incident_id.is_none_or(|case| !veil.covers(case)));
    let view = MailTray {
        staff: frame::staff(&request, &app, &reader.0, Section::Mail).await?,
        groups: groups(&app, &page, name).await?,
        stuck: stuck(&app, &page).await?,
        rows: rows(&app, &page, &Times::of(&request, &app), mails).await?,
        more: last.map(|last| format!("/mail/in?show={name}&before={last}")),
        page,
    };
    html(&view)
}

/// Empty when nothing resists.
async fn stuck(app: &App, page: &Page) -> Result<String, WebError> {
    let count = find::count_stuck_mails(app.store.reader()).await.map_err(DeskError::from)?;
    Ok(if count == 0 { String::new() } else { page.words.with("tray-stuck", &[("count", count.into())]) })
}

async fn groups(app: &App, page: &Page, current: &str) -> Result<Vec<MailGroup>, WebError> {
    let db = app.store.reader();
    let counts = find::inbound_by_outcome(db).await.map_err(DeskError::from)?;
    let waiting = find::count_inbound_waiting(db).await.map_err(DeskError::from)?;
    let group = |name: &str, count: i64| MailGroup {
        link: format!("/mail/in?show={name}"),
        label: page.label("tray-group", name),
        count,
        current: name == current,
    };
    let count = |outcomes: &[&str]| {
        counts.iter().filter(|(word, _)| outcomes.contains(&word.as_str())).map(|(_, count)| count).sum()
    };
    let mut all = vec![group("waiting", i64::try_from(waiting).unwrap_or(i64::MAX))];
    all.extend(GROUPS.iter().map(|(name, outcomes)| group(name, count(outcomes))));
    Ok(all)
}

async fn rows(
    app: &App,
    page: &Page,
    times: &Times,
    mails: Vec<inbound_mail::Model>,
) -> Result<Vec<InboundRow>, WebError> {
    let ids = mails.iter().filter_map(|mail| mail.incident_id);
    let cases = find::incidents_with(app.store.reader(), ids).await.map_err(DeskError::from)?;
    let cases: HashMap<Uuid, String> = cases.into_iter().map(|case| (case.id, case.reference)).collect();
    Ok(mails.iter().map(|mail| row(page, times, mail, &cases)).collect())
}

fn row(page: &Page, times: &Times, mail: &inbound_mail::Model, cases: &HashMap<Uuid, String>) -> InboundRow {
    let reference = mail.incident_id.and_then(|id| cases.get(&id));
    InboundRow {
        link: format!("/mail/in/{}", mail.id.simple()),
        subject: if mail.subject.is_empty() { page.say("inbound-no-subject") } else { mail.subject.clone() },
        from: if mail.sender.is_empty() { page.say("inbound-no-sender") } else { mail.sender.clone() },
        when: times.short(mail.received_at),
        outcome: page.label("inbound-outcome", &mail.outcome),
        standing: match mail.outcome.as_str() {
            "message" | "report" if !mail.suspect => Standing::Valid,
            "automatic" | "own" | "delivery" => Standing::Soon,
            _ => Standing::Over,
        },
        why: if mail.why.is_empty() || mail.suspect { String::new() } else { page.label("inbound-why", &mail.why) },
        case: reference.map(|reference| (format!("/incidents/{reference}"), reference.clone())),
        suspect: mail.suspect,
    }
}

/// `GET /mail/in/{id}`
pub async fn one(
    request: HttpRequest,
    app: Data<App>,
    reader: Reader,
    id: Path<Uuid>,
) -> Result<HttpResponse, WebError> {
    page(&request, &app, &reader, *id, Filled::default(), StatusCode::OK).await
}

async fn page(
    request: &HttpRequest,
    app: &App,
    reader: &Reader,
    id: Uuid,
    form: Filled,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let page = frame::page(request);
    let times = Times::of(request, app);
    let opened = opened(app, reader, id).await?;
    let has_html = desk::harmless_html(app, &opened.row).await?.is_some();
    let row = rows(app, &page, &times, vec![opened.row.clone()]).await?.pop().ok_or(DeskError::NotFound("mail"))?;
    let view = InboundMail {
        staff: frame::staff(request, app, &reader.0, Section::Mail).await?,
        lines: lines(&page, &opened),
        cut: opened.mail.as_ref().is_some_and(|mail| mail.cut),
        files: files(&page, &opened),
        open: desk::mail_waits(&opened.row),
        decided: decided(app, &page, &times, &opened.row).await?,
        laid_out: has_html.then(|| format!("{}/html", row.link)),
        text: opened.mail.map(|mail| mail.text),
        row,
        form,
        page,
    };
    html_with(status, &view)
}

async fn opened(app: &App, reader: &Reader, id: Uuid) -> Result<Opened, WebError> {
    let opened = desk::open_mail(app, id).await?;
    let veil = desk::Veil::of(app, &reader.0).await?;
    if opened.row.incident_id.is_some_and(|case| veil.covers(case)) {
        return Err(DeskError::NotFound("mail").into());
    }
    Ok(opened)
}

/// `GET /mail/in/{id}/html`: the mail as it was laid out, made harmless; a document of no site, where nothing runs or loads
pub async fn as_html(
    request: HttpRequest,
    app: Data<App>,
    reader: Reader,
    id: Path<Uuid>,
) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let opened = opened(&app, &reader, *id).await?;
    let body = desk::harmless_html(&app, &opened.row).await?.ok_or(DeskError::NotFound("mail"))?;
    let view = LaidOut { page, subject: opened.row.subject, suspect: opened.row.suspect, body };
    let mut response = html(&view)?;
    let policy = HeaderValue::from_static(guard::STRICTEST);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

fn lines(page: &Page, opened: &Opened) -> Vec<(String, String)> {
    let row = &opened.row;
    let named = |key: &str, value: String| (page.say(key), value);
    let mut lines = vec![
        named("inbound-line-to", row.envelope_to.clone()),
        named("inbound-line-id", row.message_id.clone().unwrap_or_default()),
        named("inbound-line-size", row.size.to_string()),
        named("inbound-line-hash", row.hash.clone()),
        named("inbound-line-copies", row.copies.to_string()),
    ];
    lines.retain(|(_, value)| !value.is_empty());
    lines
}

fn files(page: &Page, opened: &Opened) -> Vec<String> {
    let files = opened.mail.iter().flat_map(|mail| &mail.files);
    let name = |name: &str| if name.is_empty() { page.say("inbound-no-name") } else { name.to_owned() };
    files.map(|file| format!("{} · {} · {} · SHA-256 {}", name(&file.name), file.kind, file.size, file.hash)).collect()
}

async fn decided(app: &App, page: &Page, times: &Times, mail: &inbound_mail::Model) -> Result<String, WebError> {
    let Some(at) = mail.decided_at else { return Ok(String::new()) };
    let who = match mail.decided_by {
        Some(id) => row::find::<user_account::Entity>(app.store.reader(), id).await.map_err(DeskError::from)?,
        None => None,
    };
    let who = who.map(|user| user.name).unwrap_or_default();
    Ok(page.words.with("inbound-decided", &[("who", who.into()), ("when", times.short(at).into())]))
}

/// `POST /mail/in/{id}`
pub async fn decide(
    request: HttpRequest,
    app: Data<App>,
    operator: Operator,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let field = |name: &str| value(&pairs, name).to_owned();
    let act = match value(&pairs, "intent") {
        "attach" => TrayAct::Attach(field("reference")),
        "report" => TrayAct::Report(field("postal_code")),
        "seen" => TrayAct::Seen,
        _ => return Err(WebError::Malformed("intent".into())),
    };
    let at = if matches!(act, TrayAct::Report(_)) { "postal_code" } else { "reference" };
    let key = match desk::decide_on_mail(&app, &operator.by(), *id, act).await {
        Ok(Some(case)) => {
            let found = find::incidents_with(app.store.reader(), [case]).await.map_err(DeskError::from)?;
            let reference = found.into_iter().next().map(|case| case.reference).unwrap_or_default();
            return Ok(see_other(&format!("/incidents/{reference}?done=mail")));
        }
        Ok(None) => return Ok(see_other("/mail/in?done=mail")),
        Err(DeskError::NotFound("incident")) => "inbound-no-such-case",
        Err(DeskError::Needs(_)) => "inbound-needs",
        Err(DeskError::Already(_)) => "inbound-late",
        Err(other) => return Err(other.into()),
    };
    let mut form = Filled::from_pairs(pairs.iter().cloned());
    form.refuse(at, frame::page(&request).say(key));
    let reader = Reader(operator.0.clone());
    page(&request, &app, &reader, *id, form, StatusCode::UNPROCESSABLE_ENTITY).await
}
