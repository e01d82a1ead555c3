//! `vigie playbooks replay`: what another set would change on past statements.

use std::io::BufRead;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use super::SetArgs;
use crate::domain::playbook::ClassifyRequest;
use crate::playbook_library::PlaybookLibrary;

const EXAMPLE: &str = "Example:\n  vigie playbooks replay calls.jsonl --against ./new-playbooks";

/// Classify statements again under another set and show what would change; status 1 when something would
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct ReplayArgs {
    #[command(flatten)]
    set: SetArgs,
    /// JSON lines as `vigie classify` reads them
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Folder of the other set
    #[arg(long, value_name = "DIR")]
    against: PathBuf,
    /// One JSON object per change
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &ReplayArgs) -> anyhow::Result<ExitCode> {
    let live = args.set.open()?;
    let other = PlaybookLibrary::load_dir(&args.against)?.live();
    let file = std::fs::File::open(&args.file).with_context(|| format!("{} can't be read", args.file.display()))?;
    let (mut statements, mut changes) = (0, 0);
    for (number, line) in std::io::BufReader::new(file).lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let request: ClassifyRequest =
            serde_json::from_str(&line).with_context(|| format!("{}:{}", args.file.display(), number + 1))?;
        statements += 1;
        let Some(change) = live.replay(&other, &request) else { continue };
        changes += 1;
        if args.json {
            println!("{}", serde_json::to_string(&change)?);
        } else {
            let (before, after) = (&change.before, &change.after);
            println!(
                "{}: {} — {} {} {} → {} {} {}",
                change.id,
                change.changed.join(", "),
                before.category,
                before.verdict,
                before.severity,
                after.category,
                after.verdict,
                after.severity
            );
        }
    }
    if !args.json {
        println!("{changes} of {statements} statements would change");
    }
    Ok(if changes == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
