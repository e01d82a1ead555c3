//! `vigie playbooks gaps`: the words of misunderstood statements that the lexicon doesn't know.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::{SetArgs, cases};
use crate::domain::playbook::measure::Given;
use crate::domain::vocabulary::Verdict;

const EXAMPLE: &str = "Example:\n  vigie playbooks gaps --cases overrides.jsonl";

/// List the words that the lexicon lacks in statements that came out wrong or unsure
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct GapsArgs {
    #[command(flatten)]
    set: SetArgs,
    /// A .jsonl file of labelled cases, or a folder of them; the set's own cases otherwise
    #[arg(long, value_name = "PATH")]
    cases: Option<PathBuf>,
    /// Leave out words met in fewer statements
    #[arg(long, value_name = "N", default_value_t = 2)]
    least: usize,
    /// One JSON object per word
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Default, Serialize)]
struct Gap {
    word: String,
    statements: usize,
    categories: BTreeSet<String>,
}

/// Runs the command.
pub fn run(args: &GapsArgs) -> anyhow::Result<ExitCode> {
    let set = args.set.open()?;
    let mut gaps: BTreeMap<String, Gap> = BTreeMap::new();
    for file in cases::read(&cases::place(args.cases.as_deref(), args.set.folder()))? {
        for case in &file.cases {
            let outcome = set.try_case(case, Given::Words);
            if outcome.right() && outcome.verdict != Verdict::Unsure {
                continue;
            }
            for word in set.unknown_words(&case.text) {
                let gap = gaps.entry(word.clone()).or_insert_with(|| Gap { word, ..Gap::default() });
                gap.statements += 1;
                gap.categories.insert(case.primary.clone());
            }
        }
    }
    let mut gaps: Vec<Gap> = gaps.into_values().filter(|gap| gap.statements >= args.least).collect();
    gaps.sort_by(|one, other| other.statements.cmp(&one.statements).then(one.word.cmp(&other.word)));
    for gap in &gaps {
        if args.json {
            println!("{}", serde_json::to_string(gap)?);
        } else {
            let categories: Vec<&str> = gap.categories.iter().map(String::as_str).collect();
            println!("{:>4}  {:<24} {}", gap.statements, gap.word, categories.join(" "));
        }
    }
    Ok(ExitCode::SUCCESS)
}
