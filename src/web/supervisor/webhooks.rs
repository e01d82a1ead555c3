//! Webhooks: who is told of what happens, and what became of each message. For administrators; no case can be opened here.

use std::{collections::HashMap, sync::Arc};

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;

use crate::{
    app::App,
    desk::{
        DeskError,
        webhooks::{self, KINDS, NewWebhook, WebhookAct},
    },
    keys::WebhookSecret,
    store::{
        entity::{webhook, webhook_delivery},
        find, row,
    },
    web::{
        access::Administrator,
        error::WebError,
        form::{Pairs, filled, typed, value, values},
        frame::{self, Times, html, html_with, see_other},
        view::{
            console::{DeliveryRow, Secret, Standing, WebhookPage, WebhookRow, Webhooks},
            field::Filled,
            page::{Page, Section},
        },
    },
};

/// Messages on a page.
const SHOWN: u64 = 100;

/// How many messages of each webhook are in each state.
type Counts = HashMap<(Uuid, String), i64>;

/// `GET /webhooks`
pub async fn show(
    request: HttpRequest,
    app: Data<App>,
    administrator: Administrator,
) -> Result<HttpResponse, WebError> {
    html(&view(&request, &app, &administrator, Filled::default(), None).await?)
}

async fn view(
    request: &HttpRequest,
    app: &App,
    administrator: &Administrator,
    form: Filled,
    secret: Option<Secret>,
) -> Result<Webhooks, WebError> {
    let page = frame::page(request);
    let db = app.store.reader();
    let counts = counts(app).await?;
    let found = find::webhooks(db).await.map_err(DeskError::from)?;
    Ok(Webhooks {
        staff: frame::staff(request, app, &administrator.0, Section::Webhooks).await?,
        rows: found.into_iter().map(|webhook| line(&page, &counts, webhook)).collect(),
        kinds: KINDS.iter().map(|kind| kind.as_str()).collect(),
        secret,
        form,
        page,
    })
}

async fn counts(app: &App) -> Result<Counts, WebError> {
    let found = find::deliveries_by_state(app.store.reader()).await.map_err(DeskError::from)?;
    Ok(found.into_iter().map(|(id, state, count)| ((id, state), count)).collect())
}

fn line(page: &Page, counts: &Counts, webhook: webhook::Model) -> WebhookRow {
    let count = |states: &[&str]| -> usize {
        let of_these = states.iter().filter_map(|state| counts.get(&(webhook.id, (*state).to_owned())));
        usize::try_from(of_these.sum::<i64>()).unwrap_or(0)
    };
    let groups =
        [("webhooks-waiting", count(&["queued", "sending", "deferred"])), ("webhooks-given-up", count(&["gave_up"]))];
    let told = groups.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| page.count(key, count));
    let chosen = webhook.kinds.split_whitespace().count();
    let kinds = if chosen == 0 { page.say("webhooks-all-kinds") } else { page.count("webhooks-some-kinds", chosen) };
    let paused = webhook.paused_at.is_some();
    WebhookRow {
        id: webhook.id.simple().to_string(),
        state: page.label("webhooks-state", webhook.paused_why.as_deref().unwrap_or("active")),
        standing: if paused { Standing::Over } else { Standing::Valid },
        paused,
        counts: told.collect::<Vec<_>>().join(" · "),
        kinds,
        name: webhook.name,
        url: webhook.url,
    }
}

/// `POST /webhooks`
pub async fn add(
    request: HttpRequest,
    app: Data<App>,
    administrator: Administrator,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let (name, url) = (value(&pairs, "name").to_owned(), value(&pairs, "url").to_owned());
    let new = NewWebhook { name: name.clone(), url, kinds: values(&pairs, "kind") };
    let (field, text) = match webhooks::add_webhook(&app, &administrator.by(), new).await {
        Ok(secret) => {
            let secret = Some(shown(&page, &name, &secret));
            return html(&view(&request, &app, &administrator, Filled::default(), secret).await?);
        }
        Err(DeskError::Needs(what)) if what.starts_with("a name") => ("name", "webhooks-bad-name"),
        Err(DeskError::Needs(_)) => ("url", "webhooks-bad-url"),
        Err(DeskError::Already(_)) => ("name", "webhooks-taken"),
        Err(other) => return Err(other.into()),
    };
    let mut form = filled(&typed(&pairs));
    form.refuse(field, page.say(text));
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view(&request, &app, &administrator, form, None).await?)
}

fn shown(page: &Page, name: &str, secret: &WebhookSecret) -> Secret {
    Secret { sentence: page.with("webhooks-secret", "name", name), value: secret.text() }
}

/// `POST /webhooks/{id}`
pub async fn change(
    request: HttpRequest,
    app: Data<App>,
    administrator: Administrator,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let act = WebhookAct::of(value(&pairs, "intent")).ok_or_else(|| WebError::Malformed("intent".into()))?;
    let found = row::get::<webhook::Entity>(app.store.reader(), *id, "webhook").await.map_err(DeskError::from)?;
    let made = webhooks::change_webhook(&app, &administrator.by(), *id, act).await?;
    match (act, made) {
        (_, Some(secret)) => {
            let secret = Some(shown(&frame::page(&request), &found.name, &secret));
            html(&view(&request, &app, &administrator, Filled::default(), secret).await?)
        }
        (WebhookAct::Test, None) => Ok(see_other(&format!("/webhooks/{}?done=webhook-tested", id.simple()))),
        _ => Ok(see_other("/webhooks?done=webhook")),
    }
}

/// `GET /webhooks/{id}`
pub async fn one(
    request: HttpRequest,
    app: Data<App>,
    administrator: Administrator,
    id: Path<Uuid>,
) -> Result<HttpResponse, WebError> {
    html(&page_of(&request, &app, &administrator, *id, Filled::default()).await?)
}

async fn page_of(
    request: &HttpRequest,
    app: &Arc<App>,
    administrator: &Administrator,
    id: Uuid,
    form: Filled,
) -> Result<WebhookPage, WebError> {
    let (page, times, db) = (frame::page(request), Times::of(request, app), app.store.reader());
    let found = row::get::<webhook::Entity>(db, id, "webhook").await.map_err(DeskError::from)?;
    let deliveries = find::deliveries_of(db, id, &[], SHOWN).await.map_err(DeskError::from)?;
    Ok(WebhookPage {
        staff: frame::staff(request, app, &administrator.0, Section::Webhooks).await?,
        row: line(&page, &counts(app).await?, found),
        deliveries: deliveries.into_iter().map(|delivery| delivery_line(&page, &times, delivery)).collect(),
        form,
        page,
    })
}

fn delivery_line(page: &Page, times: &Times, delivery: webhook_delivery::Model) -> DeliveryRow {
    let body: serde_json::Value = serde_json::from_str(&delivery.body).unwrap_or_default();
    let mut told = vec![page.with("webhooks-written", "when", &times.short(delivery.created_at))];
    if delivery.attempts > 0 {
        told.push(page.count("webhooks-tries", usize::try_from(delivery.attempts).unwrap_or(0)));
    }
    match (delivery.state.as_str(), delivery.sent_at) {
        ("sent", Some(at)) => told.push(page.with("webhooks-arrived", "when", &times.short(at))),
        ("deferred", _) => told.push(page.with("webhooks-next", "when", &times.short(delivery.next_attempt_at))),
        _ => {}
    }
    DeliveryRow {
        id: delivery.id.simple().to_string(),
        reference: body["data"]["incident"]["reference"].as_str().unwrap_or_default().to_owned(),
        state: page.label("delivery-state", &delivery.state),
        standing: match delivery.state.as_str() {
            "sent" => Standing::Valid,
            "gave_up" | "dropped" => Standing::Over,
            _ => Standing::Soon,
        },
        times: told.join(" · "),
        words: delivery.last_words.filter(|_| delivery.state != "sent").unwrap_or_default(),
        replays: !matches!(delivery.state.as_str(), "sending" | "dropped" | "queued"),
        kind: delivery.kind,
    }
}

/// `POST /webhooks/deliveries/{id}`
pub async fn replay(
    request: HttpRequest,
    app: Data<App>,
    administrator: Administrator,
    id: Path<Uuid>,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let found = row::get::<webhook_delivery::Entity>(app.store.reader(), *id, "message").await;
    let webhook = found.map_err(DeskError::from)?.webhook_id;
    match webhooks::replay_delivery(&app, &administrator.by(), *id).await {
        Ok(()) => Ok(see_other(&format!("/webhooks/{}?done=webhook-replayed", webhook.simple()))),
        Err(DeskError::Already(_)) => {
            let mut form = Filled::default();
            form.refuse(&format!("delivery-{}", id.simple()), frame::page(&request).say("webhooks-late"));
            html_with(StatusCode::CONFLICT, &page_of(&request, &app, &administrator, webhook, form).await?)
        }
        Err(other) => Err(other.into()),
    }
}
