//! The commands, one file each. Errors are one sentence on standard error; status 0 done, 1 not so, 2 wrong use.

mod classify;
mod demo;
mod keep;
mod mail;
mod match_providers;
mod people;
mod playbooks;
mod providers;
mod serve;
mod settings;
mod setup;
mod simulate;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The incident triage desk of a regional cyber incident response centre.
#[derive(Debug, Parser)]
#[command(name = "vigie", version, propagate_version = true)]
pub struct Cli {
    #[command(flatten)]
    settings: settings::Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Demo(demo::DemoArgs),
    Init(setup::Init),
    Doctor(setup::Doctor),
    Migrate(keep::Migrate),
    Classify(classify::ClassifyArgs),
    Playbooks(playbooks::PlaybooksArgs),
    Match(match_providers::MatchArgs),
    Simulate(simulate::SimulateArgs),
    Providers(providers::ProvidersArgs),
    Users(people::Users),
    Tokens(people::Tokens),
    Mail(mail::MailArgs),
    Audit(keep::Audit),
    Healthcheck(keep::Healthcheck),
}

/// Runs the command that was asked for.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let settings = &cli.settings;
    let outcome = match cli.command {
        Command::Serve(args) => serve::run(settings, &args),
        Command::Demo(args) => demo::run(settings, &args),
        Command::Init(args) => setup::init(settings, &args),
        Command::Doctor(args) => setup::doctor(settings, &args),
        Command::Migrate(args) => keep::migrate(settings, &args),
        Command::Users(args) => people::users(settings, &args),
        Command::Tokens(args) => people::tokens(settings, &args),
        Command::Mail(args) => mail::run(settings, &args),
        Command::Audit(args) => keep::audit(settings, &args),
        Command::Healthcheck(args) => keep::healthcheck(settings, &args),
        Command::Classify(args) => classify::run(&args),
        Command::Playbooks(args) => playbooks::run(args),
        Command::Match(args) => match_providers::run(settings, &args),
        Command::Simulate(args) => simulate::run(settings, &args),
        Command::Providers(args) => providers::run(settings, args),
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
