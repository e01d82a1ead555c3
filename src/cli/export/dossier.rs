//! `vigie export dossier`: one case as a folder that stands for itself.

use std::{
    fs,
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::Args;
use sha2::{Digest, Sha256};
use vigie_domain::vocabulary::{Lang, Tlp};

use crate::{
    app::App,
    cli::settings::Settings,
    desk::{
        By,
        export_cases::{Dossier as Content, Notes, Wanted, dossier},
    },
    keys::hex,
    web,
};

/// One case with everything that is known of it: `dossier.html`, the exhibits, `recu.jsonl`, `SHA256SUMS`.
///
/// It names the victim: give it to whom she wants it given, and to those who may ask for it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie export dossier K7M4-92QX --to ./dossier-K7M4-92QX")]
pub struct Dossier {
    /// Reference of the case
    reference: String,
    /// Folder to write; there is nothing of that name yet
    #[arg(long)]
    to: PathBuf,
    /// Puts the desk's own notes in, too: they were written for colleagues
    #[arg(long)]
    with_notes: bool,
    /// Language of the page: fr or en
    #[arg(long, default_value = "fr")]
    lang: Lang,
    /// The highest marking that the recipient may see: red, amber+strict, amber, green or clear
    #[arg(long, default_value = "amber+strict")]
    up_to: Tlp,
    /// Address of the account for whom it is; needed for a sensitive case, which must be open to it now
    #[arg(long)]
    account: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// The case may not leave; the folder is there already.
pub(super) async fn write(settings: &Settings, order: &Dossier) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(!order.to.exists(), "{} is there already: choose another folder", order.to.display());
    let app = settings.open().await?;
    let written = written(&app, order).await;
    app.store.close().await;
    eprintln!("{} files; it names the victim: mind to whom it goes", written?);
    Ok(ExitCode::SUCCESS)
}

async fn written(app: &App, order: &Dossier) -> anyhow::Result<usize> {
    let wanted = Wanted {
        references: Vec::new(),
        since: None,
        until: None,
        up_to: order.up_to,
        attackers: Vec::new(),
        account: order.account.clone(),
    };
    let notes = if order.with_notes { Notes::Included } else { Notes::LeftOut };
    let content = dossier(app, &By::Command, &order.reference, &wanted, notes).await?;
    let page = web::dossier::page(app, &content, order.lang)?;
    let files = files(content, page);
    fs::DirBuilder::new()
        .mode(0o700)
        .create(&order.to)
        .with_context(|| format!("{} can't be made", order.to.display()))?;
    let mut sums = String::new();
    for (name, bytes) in &files {
        put(&order.to, name, bytes)?;
        sums.push_str(&format!("{}  {name}\n", hex(&Sha256::digest(bytes))));
    }
    put(&order.to, "SHA256SUMS", sums.as_bytes())?;
    Ok(files.len() + 1)
}

fn files(content: Content, page: String) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        ("dossier.html".to_owned(), page.into_bytes()),
        ("recu.jsonl".to_owned(), content.receipt.lines),
        ("cle.txt".to_owned(), format!("{}\n", content.key).into_bytes()),
    ];
    files.extend(content.exhibits.into_iter().map(|exhibit| (exhibit.name, exhibit.bytes)));
    files
}

/// For its owner's eyes.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = folder.join(name);
    let written = || {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    written().with_context(|| format!("{} can't be written", path.display()))
}
