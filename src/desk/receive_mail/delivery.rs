//! A server reports on a message of the desk: refused, late, or delivered. A refused offer makes room for the next.

use std::sync::Arc;

use jiff::SignedDuration;
use vigie_domain::audit::{Action, EventDraft, Payload};

use super::{Fate, fates::alone, whose::Whose};
use crate::{
    app::App,
    desk::{By, DeskError, mail_failed, mail_settled::subject_of},
    fresh,
    mail::{
        inbound::{DeliveryReport, Incoming, Verdict},
        outbox_plan::OutboxState,
    },
    store::{
        StoreError, audit,
        entity::{inbound_mail, mail_attempt, outbox},
        find, queue,
    },
};

/// Reports come within days; what names an older message is none.
const NEWEST_DAYS: i64 = 10;

/// Marks the message that the report is about. A report that names none of ours is recorded, and moves nothing.
pub(super) async fn report(
    app: &Arc<App>,
    mut row: inbound_mail::Model,
    mail: Incoming,
    whose: Whose,
) -> Result<inbound_mail::Model, DeskError> {
    let message = match whose {
        Whose::Reports(message) => Some(*message),
        Whose::Forged => None,
        _ => by_id(app, &mail).await?,
    };
    let (Some(message), Some(report)) = (message, mail.report) else {
        return alone(app, row, Fate::Delivery, "of-nothing").await;
    };
    row.incident_id = message.incident_id;
    row.offer_id = message.offer_id;
    row.outbox_id = Some(message.id);
    let (verdict, words) = (report.verdict, report.words.clone());
    let state: OutboxState = message.state.parse().unwrap_or(OutboxState::Sent);
    let why = match (verdict, state) {
        (Verdict::Failed, OutboxState::Sent | OutboxState::Delivered | OutboxState::Bounced) => {
            let failed = mark(app, message, OutboxState::Bounced, &report).await?;
            // May be repeated without harm, so it comes before the row that says that it is done.
            mail_failed(app, failed).await?;
            "failed"
        }
        (Verdict::Delivered, OutboxState::Sent) => {
            mark(app, message, OutboxState::Delivered, &report).await?;
            "delivered"
        }
        (Verdict::Delayed, _) => "delayed",
        _ => "late-report",
    };
    if row.subject.is_empty() {
        row.subject = words.chars().take(200).collect();
    }
    let row = alone(app, row, Fate::Delivery, why).await?;
    app.nudge.notify_one();
    Ok(row)
}

/// By the id of the message, which only who got it can know.
async fn by_id(app: &App, mail: &Incoming) -> Result<Option<outbox::Model>, DeskError> {
    let since = (app.clock.now() - SignedDuration::from_hours(24 * NEWEST_DAYS)).as_microsecond();
    for id in &mail.mentions {
        let found = find::message_with_id(app.store.reader(), id).await?;
        if let Some(message) = found.filter(|message| message.sent_at.is_some_and(|sent| sent >= since)) {
            return Ok(Some(message));
        }
    }
    Ok(None)
}

async fn mark(
    app: &App,
    mut message: outbox::Model,
    state: OutboxState,
    report: &DeliveryReport,
) -> Result<outbox::Model, DeskError> {
    let now = app.clock.now();
    let refused = state == OutboxState::Bounced;
    message.state = state.as_str().to_owned();
    message.last_words = Some(report.words.clone());
    let attempt = mail_attempt::Model {
        id: fresh::id(now),
        outbox_id: message.id,
        attempt: message.attempts,
        at: now.as_microsecond(),
        outcome: if refused { "permanent" } else { "delivered" }.into(),
        words: report.words.clone(),
    };
    let event = EventDraft {
        subject: subject_of(&message),
        actor: By::Desk.actor(),
        action: if refused { Action::MailBounced } else { Action::MailDelivered },
        payload: Payload::new().text("message", message.id.simple()).text("kind", &message.kind).text("by", "report"),
    };
    let written = message.clone();
    app.store
        .write(move |tx| {
            Box::pin(async move {
                queue::keep_attempt(tx, attempt).await?;
                queue::save_standing(tx, &written).await?;
                audit::append(tx, vec![event], now).await?;
                Ok::<_, StoreError>(())
            })
        })
        .await?;
    Ok(message)
}
