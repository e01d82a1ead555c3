//! `vigie mail`: what comes in, and the queue of what leaves.

mod doctor;
mod ingest;
mod queue;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::settings::{self, Settings};

/// Mail: what comes in, what waits to leave, what a person decides about it.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  vigie mail ingest < message.eml\n  vigie mail queue --state bounced\n  vigie mail retry 0198c5a0000070008000000000000001"
)]
pub struct MailArgs {
    #[command(subcommand)]
    act: MailCommand,
}

#[derive(Debug, Subcommand)]
enum MailCommand {
    /// Takes mail in: one on standard input, or all of a folder
    #[command(
        after_help = "Example, as a pipe of the mail server:\n  vigie mail ingest --recipient desk+tag@desk.example < message.eml\n  \
                      vigie mail ingest /var/mail/desk --take"
    )]
    Ingest(ingest::Ingest),
    /// Checks that mail will arrive and answers come back: address, clock, server, mailbox, SPF, DKIM, DMARC, MX
    #[command(after_help = "Example:\n  vigie mail doctor --resolver 9.9.9.9:53 --probe me@elsewhere.example")]
    Doctor(doctor::Doctor),
    /// Lists messages of the outbox, newest first
    #[command(after_help = "Example:\n  vigie mail queue --state held --state bounced --json")]
    Queue(queue::Queue),
    /// Tries messages again that were deferred, refused or given up
    #[command(after_help = "Example:\n  vigie mail retry --all")]
    Retry(queue::Retry),
    /// Keeps a message back
    #[command(after_help = "Example:\n  vigie mail hold 0198c5a0000070008000000000000001 --reason 'wrong address'")]
    Hold(queue::WithReason),
    /// Lets a held message go, whatever the budgets say
    #[command(after_help = "Example:\n  vigie mail release 0198c5a0000070008000000000000001")]
    Release(queue::One),
    /// Cancels a message: it shall not leave
    #[command(after_help = "Example:\n  vigie mail cancel 0198c5a0000070008000000000000001 --reason 'sent by hand'")]
    Cancel(queue::WithReason),
}

/// Runs the command.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn run(settings: &Settings, args: &MailArgs) -> anyhow::Result<ExitCode> {
    settings::run(async {
        let app = settings.open().await?;
        let done = match &args.act {
            MailCommand::Doctor(doctor) => doctor.run(&app).await,
            MailCommand::Ingest(ingest) => ingest.run(&app).await,
            MailCommand::Queue(queue) => queue.list(&app).await,
            MailCommand::Retry(retry) => retry.run(&app).await,
            MailCommand::Hold(one) => one.hold(&app).await,
            MailCommand::Release(one) => one.release(&app).await,
            MailCommand::Cancel(one) => one.cancel(&app).await,
        };
        app.store.close().await;
        done
    })
}
