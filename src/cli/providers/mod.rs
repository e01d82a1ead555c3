//! `vigie providers`: the directory of providers.

use std::process::ExitCode;

use clap::{Args, Subcommand};

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
}

/// Runs a command on the directory.
///
/// # Errors
/// What the command refuses.
pub fn run(args: ProvidersArgs) -> anyhow::Result<ExitCode> {
    match args.command {
        ProvidersCommand::Generate(args) => generate::run(&args),
    }
}
