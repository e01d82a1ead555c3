//! `vigie playbooks …`: what a responder needs to write, check, test and compare playbooks.

mod cases;
mod check;
mod export;
mod gaps;
mod replay;
mod report;
mod schema;
mod test;
mod tune;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};

use crate::domain::playbook::PlaybookSet;
use crate::playbook_library::PlaybookLibrary;

/// Check, test, compare and export playbooks.
#[derive(Debug, Args)]
pub struct PlaybooksArgs {
    #[command(subcommand)]
    command: PlaybooksCommand,
}

#[derive(Debug, Subcommand)]
enum PlaybooksCommand {
    Check(check::CheckArgs),
    Test(test::TestArgs),
    Gaps(gaps::GapsArgs),
    Schema(schema::SchemaArgs),
    Tune(tune::TuneArgs),
    Replay(replay::ReplayArgs),
    Export(export::ExportArgs),
}

/// Which set is meant.
#[derive(Debug, Args)]
struct SetArgs {
    /// Folder of the playbooks; the built-in set otherwise
    #[arg(long, value_name = "DIR", env = "VIGIE_PLAYBOOKS")]
    playbooks: Option<PathBuf>,
}

impl SetArgs {
    fn folder(&self) -> Option<&Path> {
        self.playbooks.as_deref()
    }

    fn open(&self) -> anyhow::Result<Arc<PlaybookSet>> {
        Ok(PlaybookLibrary::open(self.folder())?.live())
    }
}

/// Runs the command.
///
/// # Errors
/// When a set, a folder or a file can't be read.
pub fn run(args: PlaybooksArgs) -> anyhow::Result<ExitCode> {
    match args.command {
        PlaybooksCommand::Check(args) => check::run(&args),
        PlaybooksCommand::Test(args) => test::run(&args),
        PlaybooksCommand::Gaps(args) => gaps::run(&args),
        PlaybooksCommand::Schema(args) => schema::run(&args),
        PlaybooksCommand::Tune(args) => tune::run(&args),
        PlaybooksCommand::Replay(args) => replay::run(&args),
        PlaybooksCommand::Export(args) => export::run(&args),
    }
}
