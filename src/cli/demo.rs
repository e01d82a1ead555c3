//! `vigie demo`: the whole desk on one command, with a past to look at.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use jiff::{Timestamp, civil::DateTime};
use toml::Value;

use super::{
    serve::{Serve, serve_until_stopped},
    settings::{self, Settings},
};
use crate::{
    app::{App, Demo},
    clock::Clock,
    config::Config,
    demo, desk, telemetry,
};

/// Runs a seeded desk in a folder of its own.
///
/// A directory of 60 providers, 40 incidents in every state, one account of each role whose password it prints; mail is
/// kept in the folder and shown at /dev/mail. A folder that was seeded before goes on as it is. Outside the desk's opening
/// hours the demonstration plays at the next opening, so that there are providers to ask.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie demo --listen 127.0.0.1:8080 --data-dir ./demo-data\n  \
                  vigie demo --data-dir ./friday-evening --at 2026-11-27T18:40")]
pub struct DemoArgs {
    #[command(flatten)]
    serve: Serve,
    /// Local time at which the demonstration plays; its clock runs on from there, and never
    /// goes back behind what its folder has lived [default: now, or the next opening]
    #[arg(long)]
    at: Option<DateTime>,
}

/// Runs the command.
///
/// # Errors
/// Settings, database or address can't be used.
pub fn run(given: &Settings, args: &DemoArgs) -> anyhow::Result<ExitCode> {
    telemetry::start();
    let mut settings = given.clone();
    let folder = settings.data_dir.get_or_insert_with(|| PathBuf::from("demo-data")).clone();
    settings::run(async move {
        let mail = demo::mail_folder(&folder);
        let mut flags = vec![("smtp_url", "the demonstration", Value::String(format!("folder:{}", mail.display())))];
        flags.extend(args.serve.flags());
        let config = demo::with_desk(settings.load(flags)?);
        let at = demo::playing_at(&config, args.at)?;
        let clock = match demo::clock(&config, at).await? {
            Some(clock) => clock,
            None => filled(&config, at).await?,
        };
        tell_the_time(&config, &clock);
        let app = App::open(config, clock, Demo::Yes).await?;
        serve_until_stopped(app).await?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Fills the folder, and prints who may sign in.
async fn filled(config: &Config, at: Timestamp) -> anyhow::Result<Clock> {
    let folder = config.data_dir.display();
    eprintln!("preparing the demonstration in {folder} (a quarter of a minute; minutes in a debug build) …");
    for (email, password, role) in demo::seed(config, at).await? {
        println!("{role:<14} {email:<34} {password}");
    }
    Ok(demo::clock(config, at).await?.unwrap_or_else(|| Clock::running_from(at)))
}

/// Says at what hour the demonstration plays, when it isn't now.
fn tell_the_time(config: &Config, clock: &Clock) {
    if matches!(clock, Clock::Shifted(by) if by.unsigned_abs() > 60_000_000) {
        let local = clock.now().to_zoned(desk::outgoing::zone(config));
        eprintln!("the demonstration plays on {} (--at to choose)", local.strftime("%A %Y-%m-%d at %H:%M"));
    }
}
