//! `vigie providers import · export · list`: the directory of a desk, as a file.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::Args;

use crate::{
    cli::{
        plain, print_bytes,
        settings::{self, Settings},
    },
    desk::{self, By},
    directory_csv::{read_directory, write_directory},
};

/// Imports a directory file; a bad row is reported with line, column and reason, and nothing is imported then.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie providers import providers.csv")]
pub struct ImportArgs {
    /// CSV file: `;` or `,`, UTF-8 or Windows-1252
    file: PathBuf,
    /// Import the good rows although others are bad
    #[arg(long)]
    keep_good: bool,
}

/// Runs the import: exit status 1 when a row was bad.
///
/// # Errors
/// The file or the desk can't be used.
pub fn import(settings: &Settings, args: &ImportArgs) -> anyhow::Result<ExitCode> {
    let bytes = std::fs::read(&args.file).with_context(|| format!("{} can't be read", args.file.display()))?;
    let file = read_directory(&bytes)?;
    let errors = file.errors();
    for error in &errors {
        eprintln!("{error}");
    }
    if !errors.is_empty() && !args.keep_good {
        eprintln!("nothing was imported: mend the rows above, or import the good ones with --keep-good");
        return Ok(ExitCode::from(1));
    }
    let providers = file.good_rows().into_iter().map(|row| row.provider.clone()).collect();
    settings::run(async {
        let app = settings.open().await?;
        let providers = desk::with_what_is_known(&app, providers, &file.left_out).await?;
        let done = desk::import_providers(&app, &By::Command, providers).await?;
        app.store.close().await;
        println!("{} added, {} changed, {} the same", done.added, done.changed, done.same);
        Ok(if errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
    })
}

/// Writes the desk's directory as CSV on standard output; importing it again changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie providers export > providers.csv")]
pub struct ExportArgs {}

/// Runs the export.
///
/// # Errors
/// The desk can't be used.
pub fn export(settings: &Settings, _args: &ExportArgs) -> anyhow::Result<ExitCode> {
    settings::run(async {
        let app = settings.open().await?;
        let providers = desk::exported_providers(&app).await?;
        app.store.close().await;
        print_bytes(&write_directory(&providers))?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Lists the directory.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie providers list --json")]
pub struct ListArgs {
    /// JSON lines
    #[arg(long)]
    json: bool,
}

/// Runs the list.
///
/// # Errors
/// The desk can't be used.
pub fn list(settings: &Settings, args: &ListArgs) -> anyhow::Result<ExitCode> {
    settings::run(async {
        let app = settings.open().await?;
        for provider in desk::exported_providers(&app).await? {
            if args.json {
                println!("{}", serde_json::to_string(&provider)?);
            } else {
                let state = provider.vetting.state;
                println!(
                    "{:<12} {:<10} {:<28} {}",
                    plain(&provider.code),
                    state,
                    plain(&provider.company),
                    plain(&provider.address.commune)
                );
            }
        }
        app.store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}
