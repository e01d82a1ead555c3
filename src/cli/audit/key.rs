//! `vigie audit key`: the log's public key, and its replacement.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::{
    cli::settings::Settings,
    desk::{self, By},
};

/// The key of the log.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie audit key > desk.key")]
pub struct Key {
    #[command(subcommand)]
    act: Option<KeyAct>,
}

#[derive(Debug, Subcommand)]
enum KeyAct {
    /// Replaces the key: the old one signs the new one, checkpoints before and after stand
    Rotate,
    /// Shows every replacement, each as the statement that both keys signed
    History,
}

/// Runs the command: prints the key that signs now.
pub(super) async fn run(settings: &Settings, order: &Key) -> anyhow::Result<ExitCode> {
    let app = settings.open().await?;
    match order.act {
        None => println!("{}", desk::log_keys(&app).await?.now),
        Some(KeyAct::Rotate) => println!("{}", desk::rotate_log_key(&app, &By::Command).await?),
        Some(KeyAct::History) => {
            let notes: Vec<String> = desk::log_keys(&app).await?.rotations.iter().map(ToString::to_string).collect();
            print!("{}", notes.join("\n"));
        }
    }
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}
