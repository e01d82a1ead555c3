//! `vigie playbooks schema`: the JSON Schema of the files, so that an editor completes and checks them.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::domain::playbook::{document, language_document};

const EXAMPLE: &str = "Example:\n  vigie playbooks schema > playbook.schema.json";

/// Print the JSON Schema of a kind of file, made from the program's own types
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct SchemaArgs {
    /// Which kind of file
    #[arg(value_enum, default_value_t = Kind::Playbook)]
    kind: Kind,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// CATEGORY.yaml
    Playbook,
    /// _language/LANG.yaml
    Language,
    /// _language/LANG/NAME.yaml
    Concepts,
    /// _facts.yaml
    Facts,
    /// _scoring.yaml
    Scoring,
}

/// Runs the command.
pub fn run(args: &SchemaArgs) -> anyhow::Result<ExitCode> {
    let schema = match args.kind {
        Kind::Playbook => document::schema(),
        Kind::Language => language_document::schemas().language,
        Kind::Concepts => language_document::schemas().concepts,
        Kind::Facts => language_document::schemas().facts,
        Kind::Scoring => language_document::schemas().scoring,
    };
    println!("{}", serde_json::to_string_pretty(&schema)?);
    Ok(ExitCode::SUCCESS)
}
