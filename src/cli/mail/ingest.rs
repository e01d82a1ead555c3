//! `vigie mail ingest`: mail comes in by a pipe, or from a folder of mails.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use clap::Args;
use futures_util::{StreamExt, stream};
use serde_json::json;

use crate::{
    app::App,
    cli::print_bytes,
    desk::{self, Arrived, Source, TakenIn},
    mail::inbound::LARGEST_KEPT,
};

/// Mails taken in at once from a folder.
const AT_ONCE: usize = 8;

/// Takes mail in.
#[derive(Debug, Args)]
pub struct Ingest {
    /// Folder of mails, one a file, or a maildir; without it one mail comes on standard input
    folder: Option<PathBuf>,
    /// Address that the mail server took the mail for [default: what the server says in ORIGINAL_RECIPIENT]
    #[arg(long)]
    recipient: Option<String>,
    /// With a folder: take a file away once its mail is taken in
    #[arg(long, requires = "folder")]
    take: bool,
    /// One JSON line a mail: what became of it
    #[arg(long)]
    json: bool,
}

impl Ingest {
    pub(super) async fn run(&self, app: &Arc<App>) -> anyhow::Result<ExitCode> {
        match &self.folder {
            Some(folder) => self.take_all(app, folder).await,
            None => self.take_one(app).await,
        }
    }

    /// The mail server keeps the mail unless the status is 0.
    async fn take_one(&self, app: &Arc<App>) -> anyhow::Result<ExitCode> {
        let mut raw = Vec::new();
        let most = u64::try_from(LARGEST_KEPT).unwrap_or(u64::MAX) + 1;
        io::stdin().lock().take(most).read_to_end(&mut raw)?;
        let taken = desk::receive_mail(app, self.arrived(raw, Source::Pipe)).await?;
        self.say_what_became("-", &taken)?;
        Ok(ExitCode::SUCCESS)
    }

    fn arrived(&self, raw: Vec<u8>, source: Source) -> Arrived {
        let said = || std::env::var("ORIGINAL_RECIPIENT").unwrap_or_default();
        let recipient = match source {
            Source::Pipe => self.recipient.clone().unwrap_or_else(said),
            _ => self.recipient.clone().unwrap_or_default(),
        };
        Arrived { raw, source, recipient }
    }

    /// One that can't be taken in is named, and the next one is.
    async fn take_all(&self, app: &Arc<App>, folder: &Path) -> anyhow::Result<ExitCode> {
        let files = mails_in(folder)?;
        let mut ends = stream::iter(files.into_iter().map(|file| self.one(app, file))).buffer_unordered(AT_ONCE);
        let (mut taken_in, mut left) = (0_u64, 0_u64);
        while let Some((file, end)) = ends.next().await {
            match end {
                Ok(taken) => {
                    taken_in += 1;
                    self.say_what_became(&file.display().to_string(), &taken)?;
                }
                Err(error) => {
                    left += 1;
                    eprintln!("vigie: {}: {error:#}", file.display());
                }
            }
        }
        if !self.json {
            println!("{taken_in} taken in, {left} left");
        }
        Ok(if left == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }

    async fn one(&self, app: &Arc<App>, file: PathBuf) -> (PathBuf, anyhow::Result<TakenIn>) {
        let end = async {
            let raw = tokio::fs::read(&file).await?;
            let taken = desk::receive_mail(app, self.arrived(raw, Source::Folder)).await?;
            if self.take {
                tokio::fs::remove_file(&file).await?;
            }
            anyhow::Ok(taken)
        }
        .await;
        (file, end)
    }

    fn say_what_became(&self, file: &str, taken: &TakenIn) -> io::Result<()> {
        if !self.json {
            return Ok(());
        }
        let row = &taken.row;
        let line = json!({
            "file": file,
            "id": row.id.simple().to_string(),
            "outcome": row.outcome,
            "why": row.why,
            "suspect": row.suspect,
            "incident": row.incident_id.map(|id| id.simple().to_string()),
            "repeated": taken.repeated,
        });
        print_bytes(format!("{line}\n").as_bytes())
    }
}

/// The files of a folder, or of the `new` and `cur` of a maildir; oldest name first. Nothing hidden.
fn mails_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let maildir = ["new", "cur"].map(|name| folder.join(name));
    let folders = if maildir.iter().all(|inner| inner.is_dir()) { maildir.to_vec() } else { vec![folder.to_owned()] };
    for folder in folders {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if entry.file_type()?.is_file() && !hidden {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}
