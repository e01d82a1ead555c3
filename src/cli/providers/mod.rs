//! `vigie providers`: the directory of providers.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::cli::settings::Settings;

mod directory;
mod generate;

/// The directory of providers.
#[derive(Debug, Args)]
pub struct ProvidersArgs {
    #[command(subcommand)]
    command: ProvidersCommand,
}

#[derive(Debug, Subcommand)]
enum ProvidersCommand {
    Generate(generate::GenerateArgs),
    Import(directory::ImportArgs),
    Export(directory::ExportArgs),
    List(directory::ListArgs),
}

/// Runs a command on the directory.
///
/// # Errors
/// What the command refuses.
pub fn run(settings: &Settings, args: ProvidersArgs) -> anyhow::Result<ExitCode> {
    match args.command {
        ProvidersCommand::Generate(args) => generate::run(&args),
        ProvidersCommand::Import(args) => directory::import(settings, &args),
        ProvidersCommand::Export(args) => directory::export(settings, &args),
        ProvidersCommand::List(args) => directory::list(settings, &args),
    }
}
