//! `vigie backup`: one archive of the desk, made while it runs.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::Args;
use serde_json::json;

use super::settings::{self, Settings};
use crate::{
    app::App,
    desk::{
        By,
        backup::{BackupMade, BackupOrder, Passphrase, WithKeys, make_backup},
    },
};

/// Makes a backup while the desk runs: database, kept mails, pieces of cases and, if asked for, keys, in one archive.
///
/// The archive is a gzipped tar with a manifest of hashes; it appears under its name when it is whole. What was erased
/// before isn't in it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  vigie backup --to /backup/ --with-keys --passphrase-file /root/backup.pass
  vigie backup --to /backup/vigie-$(date +%F).tar.gz          # without the keys: keep DATA/keys elsewhere
  vigie restore /backup/vigie-2026-11-22T0300Z.sealed --passphrase-file /root/backup.pass --data-dir /tmp/trial")]
pub struct Backup {
    /// File to write, or a folder in which it is named after the time
    #[arg(long)]
    to: PathBuf,
    /// Puts the keys in, too: whoever opens the archive can then open every link of the desk
    #[arg(long)]
    with_keys: bool,
    /// Seals the archive under the first line of this file (at least 16 characters)
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
    /// Says what was made as a line of JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn run(settings: &Settings, order: &Backup) -> anyhow::Result<ExitCode> {
    let passphrase = order.passphrase_file.as_deref().map(passphrase).transpose()?;
    settings::run(async {
        let app = settings.open().await?;
        let to = if order.to.is_dir() { order.to.join(named(&app, passphrase.is_some())) } else { order.to.clone() };
        let keys = if order.with_keys { WithKeys::Yes } else { WithKeys::No };
        let sealed = passphrase.is_some();
        let made = make_backup(&app, &By::Command, &BackupOrder { to: to.clone(), keys, passphrase }).await;
        app.store.close().await;
        tell(order, &to, &made?, sealed)?;
        Ok(ExitCode::SUCCESS)
    })
}

/// The passphrase that a file holds.
///
/// # Errors
/// The file can't be read, or is too short.
pub(super) fn passphrase(file: &Path) -> anyhow::Result<Passphrase> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
    Ok(Passphrase::of(&text)?)
}

fn named(app: &App, sealed: bool) -> String {
    let ending = if sealed { "sealed" } else { "tar.gz" };
    format!("vigie-{}.{ending}", app.clock.now().strftime("%Y-%m-%dT%H%MZ"))
}

fn tell(order: &Backup, to: &Path, made: &BackupMade, sealed: bool) -> io::Result<()> {
    let manifest = &made.manifest;
    let below = |folder: &str| manifest.files.iter().filter(|file| file.name.starts_with(folder)).count();
    let (mails, pieces) = (below("mail/"), below("files/"));
    let line = if order.json {
        let file = to.display().to_string();
        json!({"file": file, "bytes": made.size, "sha256": made.sha256, "sealed": sealed, "keys": manifest.holds_keys(),
            "mails": mails, "pieces": pieces, "lost": manifest.lost, "made_at": manifest.made_at})
        .to_string()
    } else {
        format!("{} of {} bytes, {mails} mails, {pieces} pieces, SHA-256 {}", to.display(), made.size, made.sha256)
    };
    super::print_bytes(format!("{line}\n").as_bytes())?;
    let mut hints = io::stderr().lock();
    for name in &manifest.lost {
        writeln!(hints, "lost: {name} is named by the database and wasn't there")?;
    }
    if !manifest.holds_keys() {
        writeln!(hints, "the keys are not in it: keep a copy of the folder `keys` apart, nothing opens without them")?;
    } else if !sealed {
        writeln!(hints, "it holds the keys in clear: keep it where nobody else reads it, or give --passphrase-file")?;
    }
    Ok(())
}
