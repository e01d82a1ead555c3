//! The commands, one file each. Errors are one sentence on standard error; status 0 done, 1 not so, 2 wrong use.

mod classify;
mod match_providers;
mod playbooks;
mod providers;

use std::io::{self, Write};
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
    Match(match_providers::MatchArgs),
    Providers(providers::ProvidersArgs),
}

/// Runs the command that was asked for.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let outcome = match cli.command {
        Command::Classify(args) => classify::run(&args),
        Command::Playbooks(args) => playbooks::run(args),
        Command::Match(args) => match_providers::run(&args),
        Command::Providers(args) => providers::run(args),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("vigie: {error:#}");
        ExitCode::from(2)
    })
}

/// Writes to standard output. A reader that went away (`| head`) is no failure.
fn print_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}
