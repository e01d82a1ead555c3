//! `vigie retention`, `vigie subject`: what must go, and what is kept of somebody.

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::{Args, Subcommand};
use vigie_domain::vocabulary::Lang;

use super::settings::{self, Settings};
use crate::{
    desk::{self, Asked, By},
    i18n::Words,
};

/// How long things are kept.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie retention plan > to-be-signed.txt && vigie retention run --yes")]
pub struct Retention {
    #[command(subcommand)]
    act: RetentionAct,
}

#[derive(Debug, Subcommand)]
enum RetentionAct {
    /// Lists what is due and why; changes nothing
    Plan {
        /// JSON lines
        #[arg(long)]
        json: bool,
    },
    /// Signs the list, erases what is on it, prints it
    Run {
        /// The list was read and may be executed
        #[arg(long)]
        yes: bool,
    },
}

/// Runs the command.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn retention(settings: &Settings, order: &Retention) -> anyhow::Result<ExitCode> {
    settings::run(async {
        let app = settings.open().await?;
        let status = match order.act {
            RetentionAct::Plan { json } => plan(&app, json).await?,
            RetentionAct::Run { yes: false } => anyhow::bail!("read `vigie retention plan` first, then give --yes"),
            RetentionAct::Run { yes: true } => {
                let done = desk::run_retention(&app, &By::Command).await?;
                if let Some(list) = &done.list {
                    print!("{list}");
                }
                eprintln!("{} erased, {} held", done.items, done.held);
                ExitCode::SUCCESS
            }
        };
        app.store.close().await;
        Ok(status)
    })
}

async fn plan(app: &crate::app::App, json: bool) -> anyhow::Result<ExitCode> {
    let plan = desk::retention_plan(app).await?;
    for due in &plan.due {
        let (class, since) = (due.class.as_str(), due.since.to_string());
        if json {
            let line = serde_json::json!({"class": class, "name": due.name, "since": since, "held": due.held});
            println!("{line}");
        } else {
            let held = if due.held { "  held" } else { "" };
            println!("{class:<14} {:<42} {since}{held}", due.name);
        }
    }
    eprintln!("{} due, {} to go", plan.due.len(), plan.to_go().count());
    Ok(ExitCode::SUCCESS)
}

/// What is kept of a person or organisation.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie subject export --phone '05 65 00 00 01' --to data.json")]
pub struct Subject {
    #[command(subcommand)]
    act: SubjectAct,
}

#[derive(Debug, Subcommand)]
enum SubjectAct {
    /// Writes everything as JSON; each case keeps that it was handed out
    Export {
        /// Telephone number
        #[arg(long, default_value = "")]
        phone: String,
        /// Address
        #[arg(long, default_value = "")]
        email: String,
        /// SIRET
        #[arg(long, default_value = "")]
        siret: String,
        /// Reference of a case
        #[arg(long, default_value = "")]
        reference: String,
        /// File to write [default: standard output]
        #[arg(long)]
        to: Option<PathBuf>,
    },
}

/// Runs the command.
///
/// # Errors
/// Nothing is kept; what stands in the way.
pub fn subject(settings: &Settings, order: &Subject) -> anyhow::Result<ExitCode> {
    settings::run(async {
        let SubjectAct::Export { phone, email, siret, reference, to } = &order.act;
        let asked =
            Asked { phone: phone.clone(), email: email.clone(), siret: siret.clone(), reference: reference.clone() };
        let app = settings.open().await?;
        let file = desk::subject_file(&app, &By::Command, &asked, Words(Lang::Fr)).await;
        let text = format!("{:#}\n", file.context("nothing is kept under these")?.document);
        match to {
            Some(path) => fs::write(path, text).with_context(|| format!("{} can't be written", path.display()))?,
            None => super::print_bytes(text.as_bytes())?,
        }
        app.store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}
