//! `vigie audit`: verify, export, receipt, key.

mod key;
mod offline;

use std::{
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::{Args, Subcommand};
use vigie_domain::audit::Subject;

use super::settings::{self, Settings};
use crate::desk::{self, By, Shows};

/// The audit trail.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  vigie audit verify
  vigie audit export --to trail.jsonl && vigie audit verify --export trail.jsonl --key KEY
  vigie audit receipt K7M4-92QX --to proof.jsonl && vigie audit verify --bundle proof.jsonl --key KEY
  vigie audit key rotate")]
pub struct Audit {
    #[command(subcommand)]
    act: AuditAct,
}

#[derive(Debug, Subcommand)]
enum AuditAct {
    /// Checks every chain and the log; exit status 1 with the first bad place and why
    Verify(Verify),
    /// Writes the whole trail as JSON lines (docs/audit.md)
    Export {
        /// File to write [default: standard output]
        #[arg(long)]
        to: Option<PathBuf>,
    },
    /// Writes the events of one case with the proof that they are in the log
    Receipt {
        /// Reference of the case
        reference: String,
        /// Shows the hashes of the events alone
        #[arg(long)]
        hashes_only: bool,
        /// File to write [default: standard output]
        #[arg(long)]
        to: Option<PathBuf>,
    },
    /// Shows the public key that checkpoints are signed with, or replaces it
    Key(key::Key),
}

/// What to verify.
#[derive(Debug, Args)]
struct Verify {
    /// Check an export instead of the database
    #[arg(long, conflicts_with_all = ["bundle", "tiles"])]
    export: Option<PathBuf>,
    /// Check a receipt; needs --key
    #[arg(long, requires = "key", conflicts_with = "tiles")]
    bundle: Option<PathBuf>,
    /// Check a copy of what `/log/` publishes: a folder with `checkpoint`, `keys` and `tile/`; needs --key
    #[arg(long, requires = "key")]
    tiles: Option<PathBuf>,
    /// The desk's public key (NAME+ID+KEY), or a file that holds it
    #[arg(long)]
    key: Option<String>,
    /// A checkpoint that was kept outside of the desk, as a file: the export must go through it
    #[arg(long, requires = "export")]
    checkpoint: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn run(settings: &Settings, audit: &Audit) -> anyhow::Result<ExitCode> {
    match &audit.act {
        AuditAct::Verify(order) => match (&order.bundle, &order.export, &order.tiles) {
            (Some(file), ..) => offline::verify_bundle(file, order.key.as_deref()),
            (_, Some(file), _) => offline::verify_export(file, order.key.as_deref(), order.checkpoint.as_deref()),
            (.., Some(folder)) => offline::verify_tiles(folder, order.key.as_deref()),
            (None, None, None) => settings::run(verify(settings)),
        },
        AuditAct::Export { to } => settings::run(export(settings, to.as_deref())),
        AuditAct::Receipt { reference, hashes_only, to } => {
            let shows = if *hashes_only { Shows::Hashes } else { Shows::Events };
            settings::run(receipt(settings, reference, shows, to.as_deref()))
        }
        AuditAct::Key(order) => settings::run(key::run(settings, order)),
    }
}

async fn verify(settings: &Settings) -> anyhow::Result<ExitCode> {
    let app = settings.open().await?;
    let done = desk::verify_trail(&app).await?;
    app.store.close().await;
    for guard in &done.missing {
        println!("missing: {guard}");
    }
    if let Some(bad) = &done.bad {
        println!("{bad}");
    }
    if !done.is_sound() {
        return Ok(ExitCode::from(1));
    }
    println!(
        "{} events in {} chains are sound, {} of them under {} checkpoints; {} not yet sequenced",
        done.events, done.subjects, done.sealed, done.checkpoints, done.unsequenced
    );
    Ok(ExitCode::SUCCESS)
}

async fn export(settings: &Settings, to: Option<&Path>) -> anyhow::Result<ExitCode> {
    let app = settings.open().await?;
    desk::downloaded(&app, &By::Command, Subject::Desk, "trail").await?;
    let count = desk::export_trail(&app, &mut writer(to)?).await?;
    eprintln!("{count} events");
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn receipt(settings: &Settings, reference: &str, shows: Shows, to: Option<&Path>) -> anyhow::Result<ExitCode> {
    let app = settings.open().await?;
    let case = desk::read::incident_by_reference(&app, reference).await.context("no case has this reference")?;
    let subject = Subject::Incident(case.id.into());
    desk::downloaded(&app, &By::Command, subject, "receipt").await?;
    let receipt = desk::sealed_receipt(&app, subject, shows).await?;
    let mut out = writer(to)?;
    out.write_all(&receipt.lines)?;
    out.flush()?;
    eprintln!("{} events", receipt.events);
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}

fn writer(to: Option<&Path>) -> anyhow::Result<Box<dyn Write + Send>> {
    Ok(match to {
        Some(path) => {
            let file = std::fs::File::create(path).with_context(|| format!("{} can't be written", path.display()))?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(BufWriter::new(io::stdout())),
    })
}
