//! `vigie migrate`: brings the schema up.

use std::process::ExitCode;

use clap::Args;

use super::settings::{self, Settings};
use crate::{app, store::migrate};

/// Brings the schema up.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie migrate --database-url postgres://vigie@db/vigie")]
pub struct Migrate {
    /// Says what is pending and changes nothing; exit status 1 when something is
    #[arg(long, conflicts_with = "dry_run")]
    status: bool,
    /// Says what would run and changes nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn run(settings: &Settings, order: &Migrate) -> anyhow::Result<ExitCode> {
    settings::run(async {
        let config = settings.load(Vec::new())?;
        std::fs::create_dir_all(&config.data_dir)?;
        let opening = app::opening(&config);
        let pending = migrate::pending(&opening).await?;
        let only_looks = order.status || order.dry_run;
        let ran = if only_looks { pending.clone() } else { migrate::up(&opening).await? };
        for name in &ran {
            println!("{} {name}", if only_looks { "pending" } else { "ran" });
        }
        if ran.is_empty() {
            println!("the schema is current");
        }
        Ok(if order.status && !pending.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
    })
}
