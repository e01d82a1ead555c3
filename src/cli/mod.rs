//! The commands, one file each. Errors are one sentence on standard error; status 0 done, 1 not so, 2 wrong use.

mod audit;
mod backup;
mod classify;
mod demo;
mod export;
mod healthcheck;
mod mail;
mod match_providers;
mod migrate;
mod people;
mod playbooks;
mod providers;
mod report;
mod restore;
mod retention;
mod serve;
mod settings;
mod setup;
mod simulate;
mod webhooks;

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
    Migrate(migrate::Migrate),
    Classify(classify::ClassifyArgs),
    Playbooks(playbooks::PlaybooksArgs),
    Match(match_providers::MatchArgs),
    Simulate(simulate::SimulateArgs),
    Providers(providers::ProvidersArgs),
    Users(people::Users),
    Tokens(people::Tokens),
    Webhooks(webhooks::WebhooksArgs),
    Mail(mail::MailArgs),
    Audit(audit::Audit),
    Retention(retention::Retention),
    Subject(retention::Subject),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Export(export::Export),
    Report(report::Report),
    Healthcheck(healthcheck::Healthcheck),
}

/// Runs the command that was asked for.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    end_quietly_with_the_reader();
    let settings = &cli.settings;
    let outcome = match cli.command {
        Command::Serve(args) => serve::run(settings, &args),
        Command::Demo(args) => demo::run(settings, &args),
        Command::Init(args) => setup::init(settings, &args),
        Command::Doctor(args) => setup::doctor(settings, &args),
        Command::Migrate(args) => migrate::run(settings, &args),
        Command::Users(args) => people::users(settings, &args),
        Command::Tokens(args) => people::tokens(settings, &args),
        Command::Webhooks(args) => webhooks::run(settings, &args),
        Command::Mail(args) => mail::run(settings, &args),
        Command::Retention(args) => retention::retention(settings, &args),
        Command::Subject(args) => retention::subject(settings, &args),
        Command::Backup(args) => backup::run(settings, &args),
        Command::Restore(args) => restore::run(settings, &args),
        Command::Export(args) => export::run(settings, &args),
        Command::Report(args) => report::run(settings, &args),
        Command::Audit(args) => audit::run(settings, &args),
        Command::Healthcheck(args) => healthcheck::run(settings, &args),
        Command::Classify(args) => classify::run(&args),
        Command::Playbooks(args) => playbooks::run(args),
        Command::Match(args) => match_providers::run(settings, &args),
        Command::Simulate(args) => simulate::run(settings, &args),
        Command::Providers(args) => providers::run(settings, args),
    };
    outcome.unwrap_or_else(|error| {
        // Written without `println!`, and nobody reads any more.
        if error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        let lines: Vec<String> = without_passwords(&format!("{error:#}")).lines().map(plain).collect();
        eprintln!("vigie: {}", lines.join("\n"));
        ExitCode::from(2)
    })
}

/// Whoever reads what a command prints may have read enough (`| head`): the command ends then, without a word.
fn end_quietly_with_the_reader() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let told = panic.payload_as_str().unwrap_or_default();
        if told.starts_with("failed printing to stdout") && told.contains("Broken pipe") {
            std::process::exit(0);
        }
        usual(panic);
    }));
}

/// A text for the terminal: without codes that a terminal obeys, line breaks, or marks that turn the direction of reading.
fn plain(text: &str) -> String {
    let obeyed = |sign: char| {
        sign.is_control() || matches!(sign, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|sign| if obeyed(sign) { '\u{fffd}' } else { sign }).collect()
}

/// A text in which no address holds a password any more: an error of the database's driver repeats the whole address.
fn without_passwords(text: &str) -> String {
    let mut parts = text.split("://");
    let mut told = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let place = part.split(['/', '?', ' ', '\'', '"', '\n']).next().unwrap_or_default();
        let shown = match place.rsplit_once('@') {
            Some((who, _)) if who.contains(':') => &part[who.len()..],
            _ => part,
        };
        told.push_str("://");
        told.push_str(if shown.len() == part.len() { "" } else { "…" });
        told.push_str(shown);
    }
    told
}

/// Writes to standard output. A reader that went away (`| head`) is no failure.
fn print_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_its_place_and_loses_its_password() {
        let told = without_passwords("The string 'postgres://vigie:secret@db:5432/x' fails; see https://a.example/x@y");
        assert_eq!(told, "The string 'postgres://…@db:5432/x' fails; see https://a.example/x@y");
    }

    #[test]
    fn a_terminal_is_told_nothing_to_obey() {
        assert_eq!(plain("a\u{1b}[31m\n\u{202e}é"), "a\u{fffd}[31m\u{fffd}\u{fffd}é");
    }
}
