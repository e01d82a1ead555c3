//! What a person may do with a message of the queue: try again, keep back, let go, cancel. Each is an act of the trail.

use std::sync::Arc;

use uuid::Uuid;
use vigie_domain::audit::{Action, EventDraft, Payload};

use super::{By, DeskError, mail_settled::subject_of, outgoing, step::word};
use crate::{
    app::App,
    mail::outbox_plan::OutboxState,
    store::{
        Tx, audit,
        entity::{incident, outbox},
        queue, row,
    },
};

/// What a person does with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailAct {
    /// Try again, now.
    Retry,
    /// Keep it back.
    Hold,
    /// Let it go, whatever the budgets say.
    Release,
    /// It shall not leave.
    Cancel,
}

impl MailAct {
    /// Reads what the page and the command write.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "retry" => Some(Self::Retry),
            "hold" => Some(Self::Hold),
            "release" => Some(Self::Release),
            "cancel" => Some(Self::Cancel),
            _ => None,
        }
    }

    /// May it be done to a message in this state?
    #[must_use]
    pub const fn fits(self, state: OutboxState) -> bool {
        match self {
            Self::Retry => matches!(state, OutboxState::Deferred | OutboxState::Bounced | OutboxState::GaveUp),
            Self::Hold => matches!(state, OutboxState::Queued | OutboxState::Deferred),
            Self::Release => matches!(state, OutboxState::Held),
            Self::Cancel => matches!(
                state,
                OutboxState::Queued
                    | OutboxState::Deferred
                    | OutboxState::Held
                    | OutboxState::Bounced
                    | OutboxState::GaveUp
            ),
        }
    }

    const fn action(self) -> Action {
        match self {
            Self::Retry => Action::MailRetried,
            Self::Hold => Action::MailHeld,
            Self::Release => Action::MailReleased,
            Self::Cancel => Action::MailCancelled,
        }
    }

    const fn needs_reason(self) -> bool {
        matches!(self, Self::Hold | Self::Cancel)
    }
}

/// Does it to a message.
///
/// # Errors
/// [`DeskError::Needs`] without the reason that holding back and cancelling need, or when the mailbox is still unsafe;
/// [`DeskError::Already`] when the message's state doesn't allow it any more.
pub async fn act_on_mail(app: &Arc<App>, by: &By, id: Uuid, act: MailAct, reason: String) -> Result<(), DeskError> {
    let reason = reason.trim().chars().take(300).collect::<String>();
    if act.needs_reason() && reason.is_empty() {
        return Err(DeskError::Needs("the reason"));
    }
    let (now, actor) = (app.clock.now(), by.actor());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let mut message = row::get::<outbox::Entity>(tx.db(), id, "message").await?;
                if !act.fits(word("outbox state", &message.state)?) {
                    return Err(DeskError::Already("the message's state changed"));
                }
                change(tx, &mut message, act, &reason, now.as_microsecond()).await?;
                queue::save_standing(tx, &message).await?;
                let payload = Payload::new()
                    .text("message", message.id.simple())
                    .text("kind", &message.kind)
                    .flag("with_reason", !reason.is_empty());
                let event = EventDraft { subject: subject_of(&message), actor, action: act.action(), payload };
                Ok(audit::append(tx, vec![event], now).await?)
            })
        })
        .await?;
    app.nudge.notify_one();
    Ok(())
}

async fn change(
    tx: &Tx<'_>,
    message: &mut outbox::Model,
    act: MailAct,
    reason: &str,
    now: i64,
) -> Result<(), DeskError> {
    let state = match act {
        MailAct::Retry => {
            // A new series of attempts; the old ones stay written down.
            message.attempts = 0;
            message.next_attempt_at = now;
            OutboxState::Queued
        }
        MailAct::Release => {
            must_be_safe(tx, message).await?;
            message.released_at = Some(now);
            message.held_why = None;
            message.next_attempt_at = now;
            OutboxState::Queued
        }
        MailAct::Hold => {
            message.held_why = Some("person".into());
            message.last_words = Some(reason.to_owned());
            OutboxState::Held
        }
        MailAct::Cancel => {
            message.last_words = Some(reason.to_owned());
            OutboxState::Cancelled
        }
    };
    message.state = state.as_str().to_owned();
    Ok(())
}

/// What was kept back because the attacker may read the mailbox is let go only once that mailbox is safe.
async fn must_be_safe(tx: &Tx<'_>, message: &outbox::Model) -> Result<(), DeskError> {
    let (Some(id), Some("unsafe")) = (message.incident_id, message.held_why.as_deref()) else { return Ok(()) };
    let case = row::get::<incident::Entity>(tx.db(), id, "incident").await?;
    if outgoing::safe_address(&case)?.is_none() {
        return Err(DeskError::Needs("that the mailbox is safe again"));
    }
    Ok(())
}
