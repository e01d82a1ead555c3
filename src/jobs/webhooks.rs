//! Tells partners' systems: from the log to what waits, from what waits to the other side. Each webhook is a task of its own,
//! so that one that hangs keeps no other waiting; the parts are those of the outbox of mail.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use futures_util::{StreamExt, stream};
use jiff::SignedDuration;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::outbox::{Breaker, jitter};
use crate::{
    app::App,
    desk::{
        DeskError,
        webhooks::{self, Attempted},
    },
    mail::outbox_plan::{Outcome, Patience},
    outbound::{Names, Outbound, OutboundError, Reach},
    store::entity::{webhook, webhook_delivery},
};

/// What happened is told this soon after the log has it.
const EVERY: Duration = Duration::from_secs(1);
/// Messages of one webhook taken at once, and on their way at once.
const BATCH: u64 = 32;
const AT_ONCE: usize = 4;
/// How long messages on their way are waited for when the desk stops; the others go out later, under the same id.
const FAREWELL: Duration = Duration::from_secs(5);

/// Twenty attempts over two days: first after seconds, at the end every six hours.
const PATIENCE: Patience = Patience {
    first_wait: SignedDuration::from_secs(5),
    longest_wait: SignedDuration::from_hours(6),
    attempts: 20,
    lease: SignedDuration::from_mins(5),
};

/// What is known of each webhook's way out.
type Breakers = HashMap<Uuid, Breaker>;

/// Tells until `stop` is cancelled.
pub async fn run(app: &Arc<App>, stop: &CancellationToken) {
    if app.config.database_url.is_none()
        && let Err(error) = webhooks::end_delivery_leases(app).await
    {
        tracing::warn!(%error, "leases of before the start stay until they end");
    }
    let (mut outbound, mut breakers) = (None, Breakers::new());
    let (mut busy, mut tasks) = (HashSet::new(), JoinSet::new());
    while !stop.is_cancelled() {
        app.meters.ran("webhooks");
        if let Err(error) = begin(app, &mut outbound, &mut breakers, (&mut busy, &mut tasks)).await {
            app.meters.failed("webhooks");
            tracing::warn!(%error, "webhooks were not told and will be in the next round");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
            Some(ended) = tasks.join_next() => settle(ended, &mut breakers, &mut busy),
        }
    }
    drop(tokio::time::timeout(FAREWELL, tasks.join_all()).await);
}

type Ended = (Uuid, Breaker);

/// Writes down what is new, and begins with every webhook to which something is due.
async fn begin(
    app: &Arc<App>,
    outbound: &mut Option<Outbound>,
    breakers: &mut Breakers,
    (busy, tasks): (&mut HashSet<Uuid>, &mut JoinSet<Ended>),
) -> Result<(), DeskError> {
    webhooks::announce(app).await?;
    let latest = app.clock.now() + PATIENCE.lease;
    for webhook in webhooks::due_webhooks(app, latest).await? {
        // A desk without webhooks needs no client.
        let outbound = match outbound.take() {
            Some(made) => outbound.insert(made),
            None => outbound.insert(Outbound::new(Reach::of_webhooks(app), Names::System).map_err(unusable)?),
        };
        if !busy.insert(webhook.id) {
            continue;
        }
        let breaker = breakers.remove(&webhook.id).unwrap_or_default();
        tasks.spawn(one(Arc::clone(app), outbound.clone(), webhook, breaker));
    }
    Ok(())
}

fn unusable(error: OutboundError) -> DeskError {
    std::io::Error::other(error).into()
}

fn settle(ended: Result<Ended, tokio::task::JoinError>, breakers: &mut Breakers, busy: &mut HashSet<Uuid>) {
    match ended {
        Ok((id, breaker)) => {
            busy.remove(&id);
            breakers.insert(id, breaker);
        }
        // Which one isn't known: those that are on their way are held by their leases.
        Err(error) => {
            tracing::error!(%error, "a webhook's task broke off");
            busy.clear();
        }
    }
}

async fn one(app: Arc<App>, outbound: Outbound, webhook: webhook::Model, mut breaker: Breaker) -> Ended {
    let id = webhook.id;
    if let Err(error) = send_due(&app, &outbound, &webhook, &mut breaker).await {
        app.meters.failed("webhooks");
        tracing::warn!(%error, webhook = %id, "a webhook was not told and will be later");
    }
    (id, breaker)
}

/// One round: what is new is written down, what is due is sent; says how many the other sides took. For tests and commands;
/// the running desk has [`run`].
///
/// # Errors
/// The database.
pub async fn tell(app: &Arc<App>, outbound: &Outbound) -> Result<usize, DeskError> {
    webhooks::announce(app).await?;
    let mut taken = 0;
    for webhook in webhooks::due_webhooks(app, app.clock.now() + PATIENCE.lease).await? {
        taken += send_due(app, outbound, &webhook, &mut Breaker::default()).await?;
    }
    Ok(taken)
}

/// Sends everything that is due to a webhook; says how many it took.
async fn send_due(
    app: &Arc<App>,
    outbound: &Outbound,
    webhook: &webhook::Model,
    breaker: &mut Breaker,
) -> Result<usize, DeskError> {
    let mut sent = 0;
    loop {
        let now = app.clock.now();
        let limit = breaker.allows(now, BATCH);
        let due = match limit {
            0 => Vec::new(),
            limit => webhooks::take_deliveries(app, webhook.id, now + PATIENCE.lease, limit).await?,
        };
        if due.is_empty() {
            return Ok(sent);
        }
        let shared: &Breaker = breaker;
        let sending = due.into_iter().map(|delivery| attempt(app, outbound, shared, webhook, delivery));
        let ends: Vec<Result<Outcome, DeskError>> = stream::iter(sending).buffer_unordered(AT_ONCE).collect().await;
        breaker.after_batch(app.clock.now());
        for end in ends {
            sent += usize::from(end? == Outcome::Accepted);
        }
    }
}

/// One attempt, and how it ended, written down.
async fn attempt(
    app: &Arc<App>,
    outbound: &Outbound,
    breaker: &Breaker,
    webhook: &webhook::Model,
    delivery: webhook_delivery::Model,
) -> Result<Outcome, DeskError> {
    if breaker.is_open() {
        webhooks::give_deliveries_back(app, std::slice::from_ref(&delivery)).await?;
        return Ok(Outcome::Transient);
    }
    let Some(parts) = webhooks::message_parts(app, webhook, &delivery).await? else {
        webhooks::delivery_dropped(app, delivery).await?;
        return Ok(Outcome::Permanent);
    };
    let answer = outbound.tell(&parts.url, &parts.headers, parts.body).await;
    let outcome = outcome_of(&answer);
    breaker.note(outcome);
    let number = u32::try_from(delivery.attempts).unwrap_or(u32::MAX).saturating_add(1);
    let next = PATIENCE.after(outcome, number, app.clock.now(), jitter());
    let attempted = Attempted { next, words: words_of(&answer), is_gone: answer == Ok(GONE) };
    webhooks::delivery_attempted(app, delivery, attempted).await?;
    Ok(outcome)
}

/// « Gone »: the other side wants no more.
const GONE: u16 = 410;

/// Anything but a 2xx is tried again, a redirection too: nothing is followed.
const fn outcome_of(answer: &Result<u16, OutboundError>) -> Outcome {
    match answer {
        Ok(200..=299) => Outcome::Accepted,
        _ => Outcome::Transient,
    }
}

fn words_of(answer: &Result<u16, OutboundError>) -> String {
    match answer {
        Ok(status @ 300..=399) => format!("HTTP {status}: a redirection is not followed"),
        Ok(status) => format!("HTTP {status}"),
        Err(error) => error.to_string(),
    }
}
