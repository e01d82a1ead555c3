//! `vigie playbooks tune`: proposes fitted weights from labelled cases, with the figures of a cross-validation.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{SetArgs, cases};
use crate::domain::playbook::measure::{Case, figures};
use crate::domain::playbook::{tune::TuneOptions, weights_document::Weights};

const EXAMPLE: &str = "Example:
  vigie playbooks tune --cases playbooks/cases --skip blind > proposed.json
  diff playbooks/_weights.json proposed.json";

/// Propose `_weights.json` from labelled cases, on standard output; a person compares and accepts it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct TuneArgs {
    #[command(flatten)]
    set: SetArgs,
    /// A .jsonl file of labelled cases, or a folder of them; the set's own cases otherwise
    #[arg(long, value_name = "PATH")]
    cases: Option<PathBuf>,
    /// Leave out files whose name begins so
    #[arg(long, value_name = "NAME", default_value = "blind")]
    skip: String,
    /// Cross-validate in so many parts and print the figures instead of weights
    #[arg(long, value_name = "PARTS")]
    validate: Option<usize>,
    /// … of the cases whose id begins so
    #[arg(long, value_name = "ID", default_value = "")]
    of: String,
    /// L2 penalty of concepts
    #[arg(long, default_value_t = TuneOptions::default().concept_penalty)]
    concept_penalty: f64,
    /// L2 penalty of words
    #[arg(long, default_value_t = TuneOptions::default().word_penalty)]
    word_penalty: f64,
    /// L2 penalty of pieces of words
    #[arg(long, default_value_t = TuneOptions::default().letter_penalty)]
    letter_penalty: f64,
    /// L2 penalty of answers
    #[arg(long, default_value_t = TuneOptions::default().answer_penalty)]
    answer_penalty: f64,
    /// How much the rules' own score counts in cases that they were written with
    #[arg(long, default_value_t = TuneOptions::default().trust)]
    trust: f64,
}

/// Runs the command.
pub fn run(args: &TuneArgs) -> anyhow::Result<ExitCode> {
    let set = args.set.open()?;
    let files = cases::read(&cases::place(args.cases.as_deref(), args.set.folder()))?;
    let mut labelled: Vec<Case> = Vec::new();
    for file in files.into_iter().filter(|file| args.skip.is_empty() || !file.name.starts_with(&args.skip)) {
        labelled.extend(file.cases);
    }
    labelled.extend(set.example_cases());
    let options = TuneOptions {
        concept_penalty: args.concept_penalty,
        word_penalty: args.word_penalty,
        letter_penalty: args.letter_penalty,
        answer_penalty: args.answer_penalty,
        trust: args.trust,
        ..TuneOptions::default()
    };
    let prepared = set.prepare(&labelled, &options);
    if let Some(parts) = args.validate {
        let outcomes = prepared.cross_validate(parts.max(2), |id| id.starts_with(&args.of), &options);
        println!("{}", serde_json::to_string(&figures(&outcomes))?);
        return Ok(ExitCode::SUCCESS);
    }
    let fitted = format!(
        "on {} labelled cases by `vigie playbooks tune`; log-odds by category, nothing here is written by hand",
        labelled.len()
    );
    print!("{}", Weights { fitted, ..prepared.fit(&options) }.to_json());
    Ok(ExitCode::SUCCESS)
}
