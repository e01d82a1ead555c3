//! The commands, one file each. Errors are one sentence on standard error; status 0 done, 1 not so, 2 wrong use.

mod classify;
mod playbooks;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The incident triage desk of a regional cyber incident response centre.
#[derive(Debug, Parser)]
#[command(name = "vigie", version, propagate_version = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Classify(classify::ClassifyArgs),
    Playbooks(playbooks::PlaybooksArgs),
}

/// Runs the command that was asked for.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let outcome = match cli.command {
        Command::Classify(args) => classify::run(&args),
        Command::Playbooks(args) => playbooks::run(args),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("vigie: {error:#}");
        ExitCode::from(2)
    })
}
