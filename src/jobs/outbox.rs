//! The outbox worker: takes due messages by lease, fills in their links, sends them, writes down what the server said.

use std::{collections::HashMap, sync::Arc};

use jiff::Timestamp;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    ids::LinkId,
    vocabulary::OfferState,
};

use crate::{
    app::App,
    desk::{By, DeskError, links, outgoing, own_page_url},
    fresh,
    mail::{
        fill_links,
        outbox_plan::{Next, OutboxState, Outcome, Patience},
        transport::{MailAddress, OutgoingMail, Party, ReturnPath, SendError, Transport},
    },
    store::{
        StoreError, Tx, audit,
        entity::{link, offer, outbox, provider_link},
        queue, row,
    },
};

/// Messages taken at once.
const BATCH: u64 = 20;

/// Sends everything that is due; says how many were sent.
///
/// # Errors
/// The database. A server that refuses is no error: it is written on the message.
pub async fn send_due(app: &Arc<App>, transport: &Transport) -> Result<usize, DeskError> {
    let mut sent = 0;
    loop {
        let taken = take(app).await?;
        if taken.is_empty() {
            return Ok(sent);
        }
        for message in taken {
            sent += usize::from(deliver(app, transport, message).await?);
        }
    }
}

async fn take(app: &App) -> Result<Vec<outbox::Model>, StoreError> {
    let now = app.clock.now();
    let until = (now + Patience::default().lease).as_microsecond();
    let now = now.as_microsecond();
    app.store.write(move |tx| Box::pin(async move { queue::lease_messages(tx, now, until, BATCH).await })).await
}

/// Sends one message; tells whether the server took it.
async fn deliver(app: &Arc<App>, transport: &Transport, message: outbox::Model) -> Result<bool, DeskError> {
    if !still_stands(app, &message).await? {
        settle(app, message, None, "what it announced no longer stands".into()).await?;
        return Ok(false);
    }
    let (outcome, words) = match outgoing_mail(app, &message).await? {
        Err(refused) => (Outcome::Permanent, refused),
        Ok(mail) => match transport.send(&mail).await {
            Ok(accepted) => (Outcome::Accepted, accepted.server_words),
            Err(error) => (outcome_of(&error), error.words().to_owned()),
        },
    };
    let attempt = u32::try_from(message.attempts + 1).unwrap_or(u32::MAX);
    #[expect(clippy::cast_precision_loss, reason = "a random share needs no more than 53 bits")]
    let jitter = (fresh::number() >> 11) as f64 / (1_u64 << 53) as f64;
    let next = Patience::default().after(outcome, attempt, app.clock.now(), jitter);
    settle(app, message, Some(next), words).await?;
    Ok(outcome == Outcome::Accepted)
}

const fn outcome_of(error: &SendError) -> Outcome {
    match error {
        SendError::Transient { .. } => Outcome::Transient,
        SendError::Permanent { .. } => Outcome::Permanent,
    }
}

/// An offer that was withdrawn or answered meanwhile is not sent any more.
async fn still_stands(app: &App, message: &outbox::Model) -> Result<bool, StoreError> {
    let (Some(id), "offer" | "reminder") = (message.offer_id, message.kind.as_str()) else { return Ok(true) };
    let found = row::find::<offer::Entity>(app.store.reader(), id).await?;
    Ok(found.is_some_and(|offer| offer.state == OfferState::Sent.as_str()))
}

/// The message as it leaves, or why it can't.
async fn outgoing_mail(app: &App, message: &outbox::Model) -> Result<Result<OutgoingMail, String>, DeskError> {
    let mail: outgoing::StoredMail = serde_json::from_value(message.content.clone())
        .map_err(|error| StoreError::Corrupt { what: "outbox", reason: error.to_string() })?;
    let urls = urls(app, &mail.links).await?;
    let url_of = |id: LinkId| urls.get(&id).cloned();
    let filled = fill_links(&mail.text, &mail.links, url_of)
        .and_then(|text| Ok((text, fill_links(&mail.html, &mail.links, url_of)?)));
    let (text, html) = match filled {
        Ok(filled) => filled,
        Err(missing) => return Ok(Err(missing.to_string())),
    };
    let parties = (address(&message.recipient), address(&outgoing::sender(&app.config)));
    let (Ok(to), Ok(from)) = parties else { return Ok(Err("an address can't be written to".into())) };
    let name = outgoing::identity(&app.config).name;
    Ok(Ok(OutgoingMail {
        message_id: message.message_id.clone(),
        date: app.clock.now(),
        from: Party { name, address: from },
        to: Party { name: String::new(), address: to },
        reply_to: None,
        subject: mail.subject,
        text,
        html,
        in_reply_to: None,
        references: Vec::new(),
        auto_submitted: mail.automatic,
        return_path: if mail.automatic { ReturnPath::Null } else { ReturnPath::To(address_or(app)?) },
    }))
}

fn address(text: &str) -> Result<MailAddress, String> {
    text.parse().map_err(|_| format!("{text:?} is no address"))
}

fn address_or(app: &App) -> Result<MailAddress, DeskError> {
    address(&outgoing::sender(&app.config)).map_err(|_| DeskError::Needs("desk.email as an address"))
}

async fn urls(app: &App, ids: &[LinkId]) -> Result<HashMap<LinkId, String>, StoreError> {
    let now = app.clock.now().as_microsecond();
    let mut urls = HashMap::new();
    for id in ids {
        let found = row::find::<link::Entity>(app.store.reader(), id.0).await?;
        if let Some(link) = found.filter(|link| link.revoked_at.is_none() && link.expires_at > now) {
            urls.insert(*id, links::url(app, &link));
            continue;
        }
        let own_page = row::find::<provider_link::Entity>(app.store.reader(), id.0).await?;
        if let Some(link) = own_page.filter(|link| link.revoked_at.is_none() && link.expires_at > now) {
            urls.insert(*id, own_page_url(app, &link));
        }
    }
    Ok(urls)
}

/// Writes down what became of a message; `None`: it was dropped before any attempt.
async fn settle(
    app: &Arc<App>,
    mut message: outbox::Model,
    next: Option<Next>,
    words: String,
) -> Result<(), DeskError> {
    let now = app.clock.now();
    let state = next.map_or(OutboxState::Dropped, |next| next.state);
    message.state = state.as_str().to_owned();
    message.attempts += i32::from(next.is_some());
    message.leased_until = None;
    message.last_words = Some(words.chars().take(500).collect());
    if let Some(retry) = next.and_then(|next| next.retry_at) {
        message.next_attempt_at = retry.as_microsecond();
    }
    if state == OutboxState::Sent {
        message.sent_at = Some(now.as_microsecond());
    }
    let told = next.is_some_and(|next| next.tell_a_person);
    let failed = message.clone();
    app.store.write(move |tx| Box::pin(async move { write(tx, message, state, now).await })).await?;
    if told { crate::desk::mail_failed(app, failed).await } else { Ok(()) }
}

async fn write(tx: &Tx<'_>, message: outbox::Model, state: OutboxState, now: Timestamp) -> Result<(), StoreError> {
    let action = match state {
        OutboxState::Sent => Action::MailSent,
        OutboxState::Deferred => Action::MailDeferred,
        OutboxState::Bounced => Action::MailBounced,
        _ => Action::MailFailed,
    };
    let payload = Payload::new()
        .text("message", message.id.simple())
        .text("kind", &message.kind)
        .text("state", state)
        .integer("attempt", message.attempts);
    let subject = message.incident_id.map_or(Subject::Desk, |id| Subject::Incident(id.into()));
    row::save(tx, message).await?;
    audit::append(tx, vec![EventDraft { subject, actor: By::Desk.actor(), action, payload }], now).await
}
