//! `vigie playbooks check`: every mistake of a set, with file, line, column and a hint.

use std::process::ExitCode;

use clap::Args;

use super::SetArgs;
use crate::domain::playbook::PlaybookSet;
use crate::playbook_library::{built_in_files, read_dir};

const EXAMPLE: &str = "Example:\n  vigie playbooks check --playbooks ./playbooks";

/// Say what is wrong in a set of playbooks; status 1 when something is
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct CheckArgs {
    #[command(flatten)]
    set: SetArgs,
    /// One JSON object per mistake
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let files = args.set.folder().map_or_else(|| Ok(built_in_files()), read_dir)?;
    let set = match PlaybookSet::compile(&files) {
        Ok(set) => set,
        Err(errors) => {
            for error in &errors {
                println!("{}", if args.json { serde_json::to_string(error)? } else { error.to_string() });
            }
            if !args.json {
                println!("{} mistakes", errors.len());
            }
            return Ok(ExitCode::from(1));
        }
    };
    let guards = set.try_guards();
    for failed in &guards.failed {
        println!(
            "{}",
            if args.json {
                serde_json::to_string(failed)?
            } else {
                format!("guard {}: {} — {}", failed.of, failed.sentence, failed.because)
            }
        );
    }
    if !args.json {
        let signals: usize = set.playbooks().map(|playbook| playbook.signals.len()).sum();
        println!(
            "{} playbooks, {signals} signals, {} concepts, {} guard examples: {}",
            set.playbooks().count(),
            set.concepts().count(),
            guards.tried,
            set.hash()
        );
    }
    Ok(if guards.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
