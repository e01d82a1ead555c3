//! `vigie webhooks`: which systems are told of what happens.

use std::{process::ExitCode, sync::Arc};

use clap::{Args, Subcommand};
use serde_json::json;
use uuid::Uuid;

use super::{
    plain, print_bytes,
    settings::{self, Settings},
};
use crate::{
    app::App,
    desk::{
        By, DeskError,
        webhooks::{self, KINDS, NewWebhook, WebhookAct},
    },
    mail::outbox_plan::OutboxState,
    store::{
        entity::{webhook, webhook_delivery},
        find,
    },
};

/// Partners' systems that are told of what happens.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  vigie webhooks add --name portal --url https://portal.example/vigie --kind incident.closed\n  \
                  vigie webhooks test portal\n  vigie webhooks deliveries portal --state gave_up"
)]
pub struct WebhooksArgs {
    #[command(subcommand)]
    act: WebhooksCommand,
}

#[derive(Debug, Subcommand)]
enum WebhooksCommand {
    /// Adds a system and prints the secret that its messages are signed with, once
    Add {
        /// Name of the partner
        #[arg(long)]
        name: String,
        /// Where it is told: https://…, an address of the internet or of a network in [webhooks] allow
        #[arg(long)]
        url: String,
        /// What of, as `vigie webhooks kinds` lists it; may be repeated [default: everything]
        #[arg(long = "kind")]
        kinds: Vec<String>,
    },
    /// Lists the systems
    List {
        /// JSON lines
        #[arg(long)]
        json: bool,
    },
    /// Lists what a system may be told of
    Kinds,
    /// Sends a message that says nothing
    Test(Named),
    /// Makes another secret and prints it, once; the one before signs too for a day
    Rotate(Named),
    /// Sends nothing for now; what happens waits, for thirty days at most
    Pause(Named),
    /// Sends again what waited
    Resume(Named),
    /// Tells a system nothing any more; what waits is thrown away
    Remove(Named),
    /// Lists messages, newest first
    Deliveries {
        /// Name of the partner
        name: String,
        /// queued, sending, sent, deferred, gave_up or dropped; may be repeated [default: all]
        #[arg(long = "state")]
        states: Vec<OutboxState>,
        /// At most so many
        #[arg(long, default_value_t = 100)]
        limit: u64,
        /// JSON lines, with the body
        #[arg(long)]
        json: bool,
    },
    /// Sends a message once more, under the same id
    Replay {
        /// Message, as `vigie webhooks deliveries` lists it
        id: Uuid,
    },
}

/// A system by its name.
#[derive(Debug, Args)]
pub struct Named {
    /// Name of the partner
    name: String,
}

/// Runs the command.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn run(settings: &Settings, args: &WebhooksArgs) -> anyhow::Result<ExitCode> {
    settings::run(async {
        let app = settings.open().await?;
        let done = act(&app, &args.act).await;
        app.store.close().await;
        done
    })
}

async fn act(app: &Arc<App>, command: &WebhooksCommand) -> anyhow::Result<ExitCode> {
    match command {
        WebhooksCommand::Add { name, url, kinds } => {
            let new = NewWebhook { name: name.clone(), url: url.clone(), kinds: kinds.clone() };
            println!("{}", webhooks::add_webhook(app, &By::Command, new).await?.text());
        }
        WebhooksCommand::List { json } => list(app, *json).await?,
        WebhooksCommand::Kinds => {
            let lines: String = KINDS.iter().map(|kind| format!("{kind}\n")).collect();
            print_bytes(lines.as_bytes())?;
        }
        WebhooksCommand::Test(named) => return change(app, named, WebhookAct::Test).await,
        WebhooksCommand::Rotate(named) => return change(app, named, WebhookAct::Rotate).await,
        WebhooksCommand::Pause(named) => return change(app, named, WebhookAct::Pause).await,
        WebhooksCommand::Resume(named) => return change(app, named, WebhookAct::Resume).await,
        WebhooksCommand::Remove(named) => return change(app, named, WebhookAct::Remove).await,
        WebhooksCommand::Deliveries { name, states, limit, json } => {
            let webhook = webhooks::webhook_named(app, name).await?;
            let states: Vec<&str> = states.iter().map(|state| state.as_str()).collect();
            for delivery in find::deliveries_of(app.store.reader(), webhook.id, &states, *limit).await? {
                let line = if *json { machine_delivery(&delivery) } else { human_delivery(&delivery) };
                print_bytes(line.as_bytes())?;
            }
        }
        WebhooksCommand::Replay { id } => return told(webhooks::replay_delivery(app, &By::Command, *id).await),
    }
    Ok(ExitCode::SUCCESS)
}

async fn change(app: &Arc<App>, named: &Named, act: WebhookAct) -> anyhow::Result<ExitCode> {
    let webhook = webhooks::webhook_named(app, &named.name).await?;
    match webhooks::change_webhook(app, &By::Command, webhook.id, act).await {
        Ok(Some(secret)) => {
            println!("{}", secret.text());
            Ok(ExitCode::SUCCESS)
        }
        other => told(other.map(drop)),
    }
}

/// A state that doesn't allow the act is the thing that isn't so: status 1.
fn told(done: Result<(), DeskError>) -> anyhow::Result<ExitCode> {
    match done {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(refused @ DeskError::Already(_)) => {
            eprintln!("vigie: {refused}");
            Ok(ExitCode::from(1))
        }
        Err(other) => Err(other.into()),
    }
}

async fn list(app: &App, json: bool) -> anyhow::Result<()> {
    for webhook in find::webhooks(app.store.reader()).await? {
        let line = if json { machine_line(&webhook) } else { human_line(&webhook) };
        print_bytes(line.as_bytes())?;
    }
    Ok(())
}

fn human_line(webhook: &webhook::Model) -> String {
    let state = webhook.paused_why.as_ref().map_or("active".to_owned(), |why| format!("paused ({why})"));
    let kinds = if webhook.kinds.is_empty() { "everything" } else { &webhook.kinds };
    format!("{:<24} {state:<16} {:<48} {kinds}\n", plain(&webhook.name), webhook.url)
}

fn machine_line(webhook: &webhook::Model) -> String {
    let line = json!({
        "name": webhook.name,
        "url": webhook.url,
        "kinds": webhook.kinds.split_whitespace().collect::<Vec<_>>(),
        "paused": webhook.paused_why,
        "added_at": crate::clock::instant(webhook.created_at).to_string(),
    });
    format!("{line}\n")
}

fn human_delivery(delivery: &webhook_delivery::Model) -> String {
    let words = delivery.last_words.as_deref().unwrap_or_default();
    let (id, tried) = (delivery.id.simple(), delivery.attempts);
    format!("{id}  {:<9} {tried:>2}  {:<26} {words}\n", delivery.state, delivery.kind)
}

fn machine_delivery(delivery: &webhook_delivery::Model) -> String {
    let time = |micros: i64| crate::clock::instant(micros).to_string();
    let line = json!({
        "id": delivery.id.simple().to_string(),
        "state": delivery.state,
        "kind": delivery.kind,
        "attempts": delivery.attempts,
        "last_words": delivery.last_words,
        "written_at": time(delivery.created_at),
        "next_attempt_at": time(delivery.next_attempt_at),
        "sent_at": delivery.sent_at.map(time),
        "body": delivery.body,
    });
    format!("{line}\n")
}
