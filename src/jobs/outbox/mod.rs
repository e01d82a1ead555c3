//! The outbox worker: takes due messages by lease, sends several at once, writes down what the server said.
//!
//! What may leave is decided by `desk::mail_batch`, what follows from an attempt by `mail::outbox_plan`; here stands the
//! order of things. Messages to one address leave one after another, so that none overtakes the one it revokes.

mod breaker;
mod compose;

use std::{sync::Arc, time::Duration};

use futures_util::{StreamExt, stream};
use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;

use crate::{
    app::App,
    desk::{
        self, DeskError,
        mail_batch::{Leave, MailBatch},
    },
    fresh,
    mail::{
        outbox_plan::{Next, OutboxState, Outcome, Patience},
        transport::{CONNECTIONS, OutgoingMail, Transport},
    },
    store::entity::outbox,
};

pub use breaker::Breaker;

/// Messages taken at once.
const BATCH: u64 = 32;

/// Addresses written to at once. The transport bounds the connections; the others prepare, or write down.
const AT_ONCE: usize = 16;

/// The timer's net under the nudges.
const EVERY: Duration = Duration::from_secs(5);

/// How long messages on their way are waited for when the desk stops; what isn't through goes out again later, under the
/// same Message-ID.
const FAREWELL: Duration = Duration::from_secs(5);

/// Sends until `stop` is cancelled.
pub async fn run(app: &Arc<App>, transport: &Transport, due: &Notify, stop: &CancellationToken) {
    if app.config.database_url.is_none()
        && let Err(error) = desk::end_mail_leases(app).await
    {
        tracing::warn!(%error, "leases of before the start stay until they end");
    }
    let mut breaker = Breaker::default();
    while !stop.is_cancelled() {
        let sending = async {
            app.meters.ran("outbox");
            if let Err(error) = send_due(app, transport, &mut breaker).await {
                app.meters.failed("outbox");
                tracing::warn!(%error, "mail was not sent and will be tried again");
            }
        };
        tokio::select! {
            () = sending => {}
            () = async { stop.cancelled().await; tokio::time::sleep(FAREWELL).await } => return,
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = due.notified() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Sends everything that is due; says how many were sent.
///
/// # Errors
/// The database. A server that refuses is no error: it is written on the message.
pub async fn send_due(app: &Arc<App>, transport: &Transport, breaker: &mut Breaker) -> Result<usize, DeskError> {
    let mut sent = 0;
    loop {
        let limit = breaker.allows(app.clock.now(), BATCH);
        let until = app.clock.now() + Patience::default().lease;
        let taken = if limit == 0 { Vec::new() } else { desk::take_mail(app, until, limit).await? };
        if taken.is_empty() {
            return Ok(sent);
        }
        let (accepted, tried) = send_batch(app, transport, breaker, taken).await?;
        sent += accepted;
        breaker.after_batch(app.clock.now());
        if tried == 0 && breaker.is_open() {
            return Ok(sent);
        }
    }
}

/// The way out of a batch.
struct Way<'w> {
    transport: &'w Transport,
    breaker: &'w Breaker,
    /// As many as the transport opens connections: a message that only waits for its turn can't have arrived, and isn't
    /// written down as begun.
    turns: Semaphore,
}

/// Sends a batch; says how many the server took, and how many were tried.
async fn send_batch(
    app: &Arc<App>,
    transport: &Transport,
    breaker: &Breaker,
    taken: Vec<outbox::Model>,
) -> Result<(usize, usize), DeskError> {
    let mut batch = MailBatch::of(app, &taken).await?;
    let (mut accepted, mut tried) = (0, 0);
    let mut ready: Vec<Vec<outbox::Model>> = Vec::new();
    for message in taken {
        match batch.may_leave(app, &message)? {
            Leave::Dropped => desk::mail_dropped(app, message).await?,
            Leave::Held(why) => desk::mail_held(app, message, why).await?,
            Leave::Yes => match ready.iter_mut().find(|group| group[0].recipient == message.recipient) {
                Some(group) => group.push(message),
                None => ready.push(vec![message]),
            },
        }
    }
    let (batch, way) = (&batch, &Way { transport, breaker, turns: Semaphore::new(CONNECTIONS) });
    let sending = ready.into_iter().map(|group| send_in_order(app, way, batch, group));
    let mut ends = stream::iter(sending).buffer_unordered(AT_ONCE);
    let mut trouble = None;
    while let Some(end) = ends.next().await {
        match end {
            Ok((some_accepted, some_tried)) => {
                accepted += some_accepted;
                tried += some_tried;
            }
            // The others are on their way: they are seen through first.
            Err(error) => trouble = Some(error),
        }
    }
    trouble.map_or(Ok((accepted, tried)), Err)
}

/// Sends the messages to one address, in their order.
async fn send_in_order(
    app: &Arc<App>,
    way: &Way<'_>,
    batch: &MailBatch,
    group: Vec<outbox::Model>,
) -> Result<(usize, usize), DeskError> {
    let (mut accepted, mut tried) = (0, 0);
    let mut rest = group.into_iter();
    while let Some(message) = rest.next() {
        if way.breaker.is_open() {
            let untried: Vec<_> = std::iter::once(message).chain(rest).collect();
            desk::give_mail_back(app, &untried).await?;
            break;
        }
        tried += 1;
        let mail = compose::outgoing_mail(app, batch, &message)?;
        accepted += usize::from(attempt(app, way, message, mail).await? == Outcome::Accepted);
    }
    Ok((accepted, tried))
}

/// One attempt, and what the server said, written down.
async fn attempt(
    app: &Arc<App>,
    way: &Way<'_>,
    message: outbox::Model,
    mail: Result<OutgoingMail, String>,
) -> Result<Outcome, DeskError> {
    let patience = Patience::default();
    let before = u32::try_from(message.attempts).unwrap_or(u32::MAX);
    if before >= patience.attempts {
        // Worker after worker died over it: no more of that.
        let next = Next { state: OutboxState::GaveUp, retry_at: None, tell_a_person: true };
        let words = message.last_words.clone().unwrap_or_default();
        desk::mail_attempted(app, message, Outcome::Transient, next, words).await?;
        return Ok(Outcome::Transient);
    }
    // Held until the outcome is written down: what broke off in the middle is never more than there are turns.
    let _turn = way.turns.acquire().await;
    let (outcome, words) = match mail {
        Err(refused) => (Outcome::Permanent, refused),
        Ok(mail) => hand_over(app, way, &message, &mail).await?,
    };
    way.breaker.note(outcome);
    let next = patience.after(outcome, before + 1, app.clock.now(), jitter());
    desk::mail_attempted(app, message, outcome, next, words).await?;
    Ok(outcome)
}

/// Says that it begins, and gives the mail to the server; says what the server said.
async fn hand_over(
    app: &App,
    way: &Way<'_>,
    message: &outbox::Model,
    mail: &OutgoingMail,
) -> Result<(Outcome, String), DeskError> {
    desk::mail_begins(app, message).await?;
    Ok(match way.transport.send(mail).await {
        Ok(taken) => (Outcome::Accepted, taken.server_words),
        Err(error) => (error.outcome(), error.words().to_owned()),
    })
}

/// A random share, from nought to one.
pub fn jitter() -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a random share needs no more than 53 bits")]
    let share = (fresh::number() >> 11) as f64 / (1_u64 << 53) as f64;
    share
}
