//! The queue of mail: what waits, what left, what didn't arrive, with the servers' words; and what a person does about it.

use std::collections::HashMap;

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;

use crate::{
    app::App,
    desk::{self, DeskError, MailAct, outgoing},
    mail::outbox_plan::OutboxState,
    store::{
        entity::{mail_attempt, outbox},
        find,
    },
    web::{
        access::{Operator, Reader},
        error::WebError,
        form::{Pairs, value},
        frame::{self, Times, html_with, query, see_other},
        view::{
            console::{MailGroup, MailQueue, MailRow, Standing},
            field::Filled,
            page::{Page, Section},
        },
    },
};

/// Messages on a page.
const SHOWN: u64 = 50;

/// What can be shown: name, states. The first is what waits for a person.
const GROUPS: [(&str, &[OutboxState]); 4] = [
    ("stuck", &[OutboxState::Held, OutboxState::Bounced, OutboxState::GaveUp]),
    ("waiting", &[OutboxState::Queued, OutboxState::Sending, OutboxState::Deferred]),
    ("left", &[OutboxState::Sent, OutboxState::Delivered]),
    ("stopped", &[OutboxState::Dropped, OutboxState::Cancelled]),
];

const ACTS: [(&str, MailAct); 4] =
    [("retry", MailAct::Retry), ("release", MailAct::Release), ("hold", MailAct::Hold), ("cancel", MailAct::Cancel)];

/// `GET /mail`
pub async fn show(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    page(&request, &app, &reader, Filled::default(), StatusCode::OK).await
}

async fn page(
    request: &HttpRequest,
    app: &App,
    reader: &Reader,
    form: Filled,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let page = frame::page(request);
    let asked = query(request, "show").unwrap_or_default();
    let (name, states) = GROUPS.iter().find(|(name, _)| *name == asked).unwrap_or(&GROUPS[0]);
    let before = query(request, "before").and_then(|text| text.parse().ok()).unwrap_or(i64::MAX);
    let db = app.store.reader();
    let words: Vec<&str> = states.iter().map(|state| state.as_str()).collect();
    let messages = find::messages_in(db, &words, before, SHOWN).await.map_err(DeskError::from)?;
    let full = u64::try_from(messages.len()).unwrap_or(0) == SHOWN;
    let last = messages.last().map(|message| message.created_at).filter(|_| full);
    let view = MailQueue {
        staff: frame::staff(request, app, &reader.0, Section::Mail).await?,
        groups: groups(&page, name, &find::messages_by_state(db).await.map_err(DeskError::from)?),
        rows: rows(app, &page, reader, &Times::of(request, app), messages).await?,
        more: last.map(|last| format!("/mail?show={name}&before={last}")),
        remarks: remarks(app, &page),
        waiting_in: find::count_inbound_waiting(db).await.map_err(DeskError::from)?,
        form,
        page,
    };
    html_with(status, &view)
}

fn remarks(app: &App, page: &Page) -> Vec<String> {
    if app.config.smtp_url.is_none() { vec![page.say("mailroom-no-server")] } else { Vec::new() }
}

fn groups(page: &Page, current: &str, counts: &[(String, i64)]) -> Vec<MailGroup> {
    let count = |states: &[OutboxState]| {
        let of_these = counts.iter().filter(|(word, _)| states.iter().any(|state| state.as_str() == word));
        of_these.map(|(_, count)| count).sum()
    };
    let group = |(name, states): &(&str, &[OutboxState])| MailGroup {
        link: format!("/mail?show={name}"),
        label: page.label("mailroom-group", name),
        count: count(states),
        current: *name == current,
    };
    GROUPS.iter().map(group).collect()
}

async fn rows(
    app: &App,
    page: &Page,
    reader: &Reader,
    times: &Times,
    messages: Vec<outbox::Model>,
) -> Result<Vec<MailRow>, WebError> {
    let veil = desk::Veil::of(app, &reader.0).await?;
    let db = app.store.reader();
    let ids: Vec<Uuid> = messages.iter().map(|message| message.id).collect();
    let attempts = find::attempts_of(db, &ids).await.map_err(DeskError::from)?;
    let cases = find::incidents_with(db, messages.iter().filter_map(|message| message.incident_id)).await;
    let cases: HashMap<Uuid, String> =
        cases.map_err(DeskError::from)?.into_iter().map(|case| (case.id, case.reference)).collect();
    let row = |message: outbox::Model| {
        let of_it = attempts.iter().filter(|attempt| attempt.outbox_id == message.id);
        let attempts = of_it.map(|attempt| attempt_line(page, times, attempt)).collect();
        let case = message.incident_id.and_then(|id| cases.get(&id));
        let row = row(page, times, &message, case.map(String::as_str), attempts)?;
        Ok(if message.incident_id.is_some_and(|id| veil.covers(id)) { veiled(page, row) } else { row })
    };
    messages.into_iter().map(row).collect()
}

/// Of a case that the reader may not open: that there is a message.
fn veiled(page: &Page, row: MailRow) -> MailRow {
    MailRow { subject: page.say("sensitive-case"), to: String::new(), attempts: Vec::new(), acts: Vec::new(), ..row }
}

fn attempt_line(page: &Page, times: &Times, attempt: &mail_attempt::Model) -> (String, String, String) {
    (times.short(attempt.at), page.label("mail-outcome", &attempt.outcome), attempt.words.clone())
}

fn row(
    page: &Page,
    times: &Times,
    message: &outbox::Model,
    case: Option<&str>,
    attempts: Vec<(String, String, String)>,
) -> Result<MailRow, WebError> {
    let state: OutboxState = message.state.parse().unwrap_or(OutboxState::Held);
    let acts = ACTS.iter().filter(|(_, act)| act.fits(state));
    let acts: Vec<_> = acts.map(|(word, _)| (*word, page.label("mail-act", word))).collect();
    Ok(MailRow {
        id: message.id.simple().to_string(),
        kind: page.label("mail-kind", &message.kind.replace('_', "-")),
        subject: outgoing::stored(message).map_err(DeskError::from)?.subject,
        to: message.recipient.clone(),
        case: case.map(|reference| (format!("/incidents/{reference}"), reference.to_owned())),
        state: page.label("mail-state", &message.state.replace('_', "-")),
        standing: standing(state),
        times: times_of(page, times, message, state),
        why: why(page, message, state),
        attempts,
        wants_reason: acts.iter().any(|(word, _)| matches!(*word, "hold" | "cancel")),
        acts,
    })
}

const fn standing(state: OutboxState) -> Standing {
    match state {
        OutboxState::Sent | OutboxState::Delivered => Standing::Valid,
        OutboxState::Bounced | OutboxState::GaveUp | OutboxState::Held => Standing::Over,
        _ => Standing::Soon,
    }
}

fn times_of(page: &Page, times: &Times, message: &outbox::Model, state: OutboxState) -> String {
    let written = page.with("mailroom-written", "when", &times.short(message.created_at));
    let then = match (state, message.sent_at) {
        (_, Some(left)) => page.with("mailroom-left", "when", &times.short(left)),
        (OutboxState::Queued | OutboxState::Deferred, None) => {
            page.with("mailroom-next", "when", &times.short(message.next_attempt_at))
        }
        _ => return written,
    };
    format!("{written} · {then}")
}

fn why(page: &Page, message: &outbox::Model, state: OutboxState) -> String {
    let words = message.last_words.clone().unwrap_or_default();
    match (state, message.held_why.as_deref()) {
        (OutboxState::Held, Some("person")) => page.with("mail-held-person", "reason", &words),
        (OutboxState::Held, Some(why)) => page.label("mail-held", why),
        (OutboxState::Cancelled, _) => page.with("mail-cancelled-why", "reason", &words),
        (OutboxState::Dropped, _) => page.say("mail-dropped-why"),
        (OutboxState::Sent, _) => String::new(),
        _ => words,
    }
}

/// `POST /mail/{id}`
pub async fn act(
    request: HttpRequest,
    app: Data<App>,
    operator: Operator,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let Some(act) = MailAct::of(value(&pairs, "intent")) else { return Err(WebError::Malformed("intent".into())) };
    let reason = value(&pairs, "reason").to_owned();
    let message = crate::store::row::find::<outbox::Entity>(app.store.reader(), *id).await.map_err(DeskError::from)?;
    let veil = desk::Veil::of(&app, &operator.0).await?;
    if message.and_then(|message| message.incident_id).is_some_and(|case| veil.covers(case)) {
        return Err(WebError::Forbidden);
    }
    let key = match desk::act_on_mail(&app, &operator.by(), *id, act, reason).await {
        Ok(()) => return Ok(see_other("/mail?done=mail")),
        Err(DeskError::Needs("the reason")) => "mail-act-needs-reason",
        Err(DeskError::Needs(_)) => "mail-act-unsafe",
        Err(DeskError::Already(_)) => "mail-act-late",
        Err(other) => return Err(other.into()),
    };
    let mut form = Filled::default();
    form.refuse(&format!("mail-{}", id.simple()), frame::page(&request).say(key));
    let reader = Reader(operator.0.clone());
    page(&request, &app, &reader, form, StatusCode::UNPROCESSABLE_ENTITY).await
}
