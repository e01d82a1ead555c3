//! `vigie demo`: the whole desk on one command, with a past to look at.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use toml::Value;

use super::{
    serve::{Serve, serve_until_stopped},
    settings::{self, Settings},
};
use crate::{
    app::{App, Demo},
    clock::Clock,
    demo, telemetry,
};

/// Runs a seeded desk in a folder of its own.
///
/// A directory of 60 providers, 40 incidents in every state, one account of each role whose password it prints; mail is
/// kept in the folder and shown at /dev/mail. A folder that was seeded before goes on as it is.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie demo --listen 127.0.0.1:8080 --data-dir ./demo-data")]
pub struct DemoArgs {
    #[command(flatten)]
    serve: Serve,
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
        if !folder.join("vigie.db").exists() {
            eprintln!("preparing the demonstration in {} (about a minute) …", folder.display());
        }
        for (email, password, role) in demo::seed(&config).await? {
            println!("{role:<14} {email:<34} {password}");
        }
        let app = App::open(config, Clock::System, Demo::Yes).await?;
        serve_until_stopped(app).await?;
        Ok(ExitCode::SUCCESS)
    })
}
