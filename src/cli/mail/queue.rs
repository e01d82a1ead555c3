//! The outbox from the command line: list, try again, hold, let go, cancel.

use std::{process::ExitCode, sync::Arc};

use clap::Args;
use serde_json::json;
use uuid::Uuid;

use crate::{
    app::App,
    cli::print_bytes,
    desk::{self, By, DeskError, MailAct, outgoing},
    mail::outbox_plan::OutboxState,
    store::{entity::outbox, find},
};

/// Lists messages.
#[derive(Debug, Args)]
pub struct Queue {
    /// queued, held, sending, sent, delivered, deferred, bounced, gave_up, dropped or cancelled; may be repeated
    /// [default: all that haven't left]
    #[arg(long = "state")]
    states: Vec<OutboxState>,
    /// At most so many
    #[arg(long, default_value_t = 100)]
    limit: u64,
    /// JSON lines
    #[arg(long)]
    json: bool,
}

/// What hasn't left and isn't over.
const UNSENT: [OutboxState; 6] = [
    OutboxState::Queued,
    OutboxState::Held,
    OutboxState::Sending,
    OutboxState::Deferred,
    OutboxState::Bounced,
    OutboxState::GaveUp,
];

impl Queue {
    pub(super) async fn list(&self, app: &App) -> anyhow::Result<ExitCode> {
        let states = if self.states.is_empty() { &UNSENT[..] } else { &self.states };
        let words: Vec<&str> = states.iter().map(|state| state.as_str()).collect();
        for message in find::messages_in(app.store.reader(), &words, i64::MAX, self.limit).await? {
            let line = if self.json { machine_line(&message)? } else { human_line(&message)? };
            print_bytes(line.as_bytes())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn human_line(message: &outbox::Model) -> anyhow::Result<String> {
    let subject = outgoing::stored(message)?.subject;
    let id = message.id.simple();
    let said = message.last_words.clone().unwrap_or_default();
    let why = message.held_why.clone().map(|why| format!(" [{why}]")).unwrap_or_default();
    let tried = message.attempts;
    Ok(format!(
        "{id}  {:<9} {tried:>2}  {:<18} {:<34} {subject}{why}  {said}\n",
        message.state, message.kind, message.recipient
    ))
}

fn machine_line(message: &outbox::Model) -> anyhow::Result<String> {
    let time = |micros: i64| crate::clock::instant(micros).to_string();
    let line = json!({
        "id": message.id.simple().to_string(),
        "state": message.state,
        "kind": message.kind,
        "to": message.recipient,
        "subject": outgoing::stored(message)?.subject,
        "message_id": message.message_id,
        "attempts": message.attempts,
        "last_words": message.last_words,
        "held_why": message.held_why,
        "written_at": time(message.created_at),
        "next_attempt_at": time(message.next_attempt_at),
        "sent_at": message.sent_at.map(time),
    });
    Ok(format!("{line}\n"))
}

/// Tries messages again.
#[derive(Debug, Args)]
pub struct Retry {
    /// Message, as `vigie mail queue` lists it
    #[arg(required_unless_present = "all")]
    id: Option<Uuid>,
    /// Every message that was deferred or given up; those that a server refused for good are named one by one
    #[arg(long)]
    all: bool,
}

impl Retry {
    pub(super) async fn run(&self, app: &Arc<App>) -> anyhow::Result<ExitCode> {
        let ids = match self.id {
            Some(id) => vec![id],
            None => {
                let states = [OutboxState::Deferred.as_str(), OutboxState::GaveUp.as_str()];
                let found = find::messages_in(app.store.reader(), &states, i64::MAX, 100_000).await?;
                found.into_iter().map(|message| message.id).collect()
            }
        };
        let count = ids.len();
        for id in ids {
            act(app, id, MailAct::Retry, "").await?;
        }
        println!("{count} to be tried again");
        Ok(ExitCode::SUCCESS)
    }
}

/// A message and why.
#[derive(Debug, Args)]
pub struct WithReason {
    /// Message, as `vigie mail queue` lists it
    id: Uuid,
    /// Why; stays on record
    #[arg(long)]
    reason: String,
}

impl WithReason {
    pub(super) async fn hold(&self, app: &Arc<App>) -> anyhow::Result<ExitCode> {
        act(app, self.id, MailAct::Hold, &self.reason).await
    }

    pub(super) async fn cancel(&self, app: &Arc<App>) -> anyhow::Result<ExitCode> {
        act(app, self.id, MailAct::Cancel, &self.reason).await
    }
}

/// A message.
#[derive(Debug, Args)]
pub struct One {
    /// Message, as `vigie mail queue` lists it
    id: Uuid,
}

impl One {
    pub(super) async fn release(&self, app: &Arc<App>) -> anyhow::Result<ExitCode> {
        act(app, self.id, MailAct::Release, "").await
    }
}

/// A message whose state doesn't allow the act is the thing that isn't so: status 1.
async fn act(app: &Arc<App>, id: Uuid, act: MailAct, reason: &str) -> anyhow::Result<ExitCode> {
    match desk::act_on_mail(app, &By::Command, id, act, reason.to_owned()).await {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(refused @ (DeskError::Already(_) | DeskError::Needs(_) | DeskError::NotFound(_))) => {
            eprintln!("vigie: {}: {refused}", id.simple());
            Ok(ExitCode::from(1))
        }
        Err(other) => Err(other.into()),
    }
}
