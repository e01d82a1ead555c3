//! `vigie restore`: puts a backup back, checked.

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Args;
use serde_json::json;

use super::{
    backup::passphrase,
    settings::{self, Settings},
};
use crate::{
    clock::Clock,
    desk::backup::{BackupError, Before, RestoreOrder, Restored, restore_backup},
};

/// Puts a backup back into a folder without a desk, after checking it: hashes, schema, keys, every event of the trail.
///
/// Nothing is in its place before all of it was found sound; status 1 when it isn't. PostgreSQL: into a new, empty
/// database. Everybody signs in again.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  vigie restore /backup/vigie-2026-11-22T0300Z.tar.gz --data-dir /tmp/trial --keys /var/lib/vigie/keys
  vigie restore /backup/vigie-2026-11-22T0300Z.sealed --passphrase-file /root/backup.pass --trail /backup/trail.jsonl
  createdb vigie2 && vigie restore BACKUP --database-url postgres://vigie@db/vigie2")]
pub struct Restore {
    /// The archive
    archive: PathBuf,
    /// Opens a sealed archive: the first line of this file
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
    /// Folder of the desk's keys, when the archive holds none [default: DATA/keys]
    #[arg(long)]
    keys: Option<PathBuf>,
    /// A newer `vigie audit export`: what was erased after the backup is erased again
    #[arg(long)]
    trail: Option<PathBuf>,
    /// Sets aside the desk that is in the folder
    #[arg(long)]
    replace: bool,
    /// Says what was found as a line of JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn run(settings: &Settings, order: &Restore) -> anyhow::Result<ExitCode> {
    let wanted = RestoreOrder {
        from: order.archive.clone(),
        passphrase: order.passphrase_file.as_deref().map(passphrase).transpose()?,
        keys: order.keys.clone(),
        trail: order.trail.clone(),
        before: if order.replace { Before::SetAside } else { Before::Refuse },
    };
    settings::run(async {
        let config = settings.load(Vec::new())?;
        match restore_backup(&config, Clock::System, &wanted).await {
            Ok(restored) => {
                tell(order, &restored)?;
                Ok(if restored.bad_mails.is_empty() && restored.bad_pieces.is_empty() {
                    ExitCode::SUCCESS
                } else {
                    ExitCode::from(1)
                })
            }
            Err(error @ (BackupError::Damaged(_) | BackupError::Unsound(_) | BackupError::Trail(_))) => {
                eprintln!("vigie: {error}");
                Ok(ExitCode::from(1))
            }
            Err(error) => Err(error.into()),
        }
    })
}

fn tell(order: &Restore, restored: &Restored) -> io::Result<()> {
    if order.json {
        let line = json!({"made_at": restored.manifest.made_at, "made_by": restored.manifest.vigie,
            "desk": restored.manifest.desk, "cases": restored.cases, "events": restored.verified.events,
            "checkpoints": restored.verified.checkpoints, "bad_mails": restored.bad_mails, "bad_pieces": restored.bad_pieces,
            "erased_again": restored.erased_again, "after": restored.after,
            "aside": restored.aside.as_ref().map(|folder| folder.display().to_string())});
        return super::print_bytes(format!("{line}\n").as_bytes());
    }
    let mut text = Vec::new();
    let (manifest, verified) = (&restored.manifest, &restored.verified);
    writeln!(text, "{:<12} {} by vigie {}, {}", "backup", manifest.made_at, manifest.vigie, manifest.desk)?;
    writeln!(text, "{:<12} {}", "cases", restored.cases)?;
    writeln!(
        text,
        "{:<12} {} events are sound, {} of them under {} checkpoints",
        "trail", verified.events, verified.sealed, verified.checkpoints
    )?;
    for hash in &restored.bad_mails {
        writeln!(text, "{:<12} {hash} is missing or was changed", "mail")?;
    }
    for hash in &restored.bad_pieces {
        writeln!(text, "{:<12} {hash} is missing or was changed", "piece")?;
    }
    for reference in &restored.erased_again {
        writeln!(text, "{:<12} {reference}", "erased again")?;
    }
    for (action, count) in &restored.after {
        writeln!(text, "{:<12} {count} × {action}", "not in it")?;
    }
    if let Some(folder) = &restored.aside {
        writeln!(text, "{:<12} the desk that was there: {}", "set aside", folder.display())?;
    }
    super::print_bytes(&text)?;
    if order.trail.is_none() {
        eprintln!(
            "what happened after {} is not in it: cases erased since are back (give --trail with a newer `vigie audit \
             export`, or erase them again), accounts and tokens closed since are open: look at `vigie users list` and \
             `vigie tokens list`",
            restored.manifest.made_at
        );
    }
    Ok(())
}
