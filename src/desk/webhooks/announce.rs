//! From the log to what waits for each webhook: every event once, several nodes at once, killed anywhere.

use std::collections::{HashMap, HashSet};

use jiff::SignedDuration;
use uuid::Uuid;
use vigie_domain::audit::Subject;

use super::{DeskError, KINDS, body};
use crate::{
    app::App,
    desk::Veil,
    store::{
        StoreError, deliveries,
        entity::{incident, webhook, webhook_delivery},
        find::{self, ToTell},
    },
};

/// Events read at once.
const BATCH: u64 = 200;
/// What was written is remembered so long, and waits so long for a webhook that is paused.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Writes what the log holds for each webhook since the last time; says how many messages.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn announce(app: &App) -> Result<usize, DeskError> {
    let webhooks = find::webhooks(app.store.reader()).await?;
    if webhooks.is_empty() {
        return Ok(0);
    }
    let until = find::log_size(app.store.reader()).await?;
    let mut written = 0;
    for webhook in webhooks.into_iter().filter(|webhook| webhook.next_leaf < until) {
        written += announce_to(app, webhook, until).await?;
    }
    Ok(written)
}

async fn announce_to(app: &App, mut webhook: webhook::Model, until: i64) -> Result<usize, DeskError> {
    let mut written = 0;
    loop {
        let from = webhook.next_leaf;
        let found = find::events_to_tell(app.store.reader(), (from, until), &wanted(&webhook), BATCH).await?;
        let last = found.last().filter(|_| found.len() as u64 == BATCH);
        let to = last.map_or(until, |last| last.leaf_index + 1);
        let messages = messages(app, &webhook, found).await?;
        let count = messages.len();
        let before = (app.clock.now() - REMEMBERED).as_microsecond();
        let id = webhook.id;
        let moved = app.store.write(move |tx| {
            Box::pin(async move {
                deliveries::forget(tx, before).await?;
                deliveries::announce(tx, id, (from, to), messages).await
            })
        });
        let moved: Result<bool, StoreError> = moved.await;
        // Another node was here: what it wrote is written.
        if !moved? {
            return Ok(written);
        }
        written += count;
        if to == until {
            return Ok(written);
        }
        webhook.next_leaf = to;
    }
}

/// Words of the trail that this webhook is told of.
fn wanted(webhook: &webhook::Model) -> Vec<&'static str> {
    let chosen: HashSet<&str> = webhook.kinds.split_whitespace().collect();
    let all = KINDS.iter().map(|kind| kind.as_str());
    all.filter(|kind| chosen.is_empty() || chosen.contains(kind)).collect()
}

/// What is written for these events. Sensitive cases tell nothing.
async fn messages(
    app: &App,
    webhook: &webhook::Model,
    events: Vec<ToTell>,
) -> Result<Vec<webhook_delivery::Model>, DeskError> {
    let veil = Veil::of_strangers(app).await?;
    let cases = find::incidents_with(app.store.reader(), events.iter().filter_map(case_of)).await?;
    let cases: HashMap<Uuid, incident::Model> = cases.into_iter().map(|case| (case.id, case)).collect();
    let now = app.clock.now();
    let message = |event: &ToTell| {
        let case = case_of(event);
        (!case.is_some_and(|id| veil.covers(id))).then(|| {
            let body = body::of_event(app, event, case.and_then(|id| cases.get(&id)));
            let new = body::queued(webhook.id, event.id, (event.action.as_str(), body), now);
            webhook_delivery::Model { incident_id: case, ..new }
        })
    };
    Ok(events.iter().filter_map(message).collect())
}

fn case_of(event: &ToTell) -> Option<Uuid> {
    match event.subject.parse() {
        Ok(Subject::Incident(id)) => Some(id.0),
        _ => None,
    }
}
