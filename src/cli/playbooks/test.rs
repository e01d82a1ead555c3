//! `vigie playbooks test`: the examples of the playbooks, and the figures on labelled cases.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::{SetArgs, cases};
use crate::domain::playbook::measure::{Figures, Given, Outcome, confusion, figures};
use crate::domain::playbook::{PlaybookSet, Trial};

const EXAMPLE: &str = "Examples:
  vigie playbooks test
  vigie playbooks test --cases calls.jsonl --facts --failures";

/// Run all examples and labelled cases: figures by file, and the confusion matrix; status 1 when an example fails
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct TestArgs {
    #[command(flatten)]
    set: SetArgs,
    /// A .jsonl file of labelled cases, or a folder of them; the set's own cases otherwise
    #[arg(long, value_name = "PATH")]
    cases: Option<PathBuf>,
    /// Give the facts of each case as answers
    #[arg(long)]
    facts: bool,
    /// Name every case that came out wrong, except those of blind files
    #[arg(long)]
    failures: bool,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    playbook_set: &'a str,
    examples: &'a Trial,
    files: Vec<FileReport>,
}

#[derive(Serialize)]
struct FileReport {
    file: String,
    figures: Figures,
    #[serde(skip)]
    outcomes: Vec<Outcome>,
}

/// Runs the command.
pub fn run(args: &TestArgs) -> anyhow::Result<ExitCode> {
    let set = args.set.open()?;
    let files = cases::read(&cases::place(args.cases.as_deref(), args.set.folder()))?;
    let given = if args.facts { Given::WordsAndFacts } else { Given::Words };
    let mut reports: Vec<FileReport> = files.iter().map(|file| try_file(&set, file, given)).collect();
    if reports.len() > 1 {
        let outcomes: Vec<Outcome> = reports.iter().flat_map(|report| report.outcomes.clone()).collect();
        reports.push(FileReport { file: "all".into(), figures: figures(&outcomes), outcomes });
    }
    let examples = set.try_examples();
    if args.json {
        let report = Report { playbook_set: set.hash(), examples: &examples, files: reports };
        println!("{}", serde_json::to_string(&report)?);
    } else {
        print(&examples, &reports, args.failures);
    }
    Ok(if examples.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn try_file(set: &PlaybookSet, file: &cases::CaseFile, given: Given) -> FileReport {
    let outcomes: Vec<Outcome> = file.cases.iter().map(|case| set.try_case(case, given)).collect();
    FileReport { file: file.name.clone(), figures: figures(&outcomes), outcomes }
}

fn print(examples: &Trial, reports: &[FileReport], failures: bool) {
    println!("examples: {} of {} as written", examples.tried - examples.failed.len(), examples.tried);
    for failed in &examples.failed {
        println!("  {}: {} — {}", failed.of, failed.sentence, failed.because);
    }
    println!(
        "{:<28} {:>5} {:>6} {:>6} {:>6} {:>7} {:>7} {:>6} {:>7} {:>7}",
        "cases", "n", "acc", "clear", "F1", "certain", "right", "ECE", "urgent", "missed"
    );
    for report in reports {
        println!("{}", row(report));
    }
    if let Some(last) = reports.last() {
        print_confusion(&last.outcomes);
    }
    if failures {
        for report in reports.iter().filter(|report| report.file != "all" && !report.file.starts_with("blind")) {
            for outcome in report.outcomes.iter().filter(|outcome| !outcome.right()) {
                println!("{}: {} → {} ({:.2})", outcome.id, outcome.expected, outcome.found, outcome.confidence);
            }
        }
    }
}

fn row(report: &FileReport) -> String {
    let Figures { cases, accuracy, accuracy_unambiguous, macro_f1, .. } = report.figures;
    let Figures { certain_share, certain_right, calibration_error, urgent_recall, urgent_called_not_incident, .. } =
        report.figures;
    format!(
        "{:<28} {cases:>5} {accuracy:>6.3} {accuracy_unambiguous:>6.3} {macro_f1:>6.3} {certain_share:>7.3} {certain_right:>7.3} {calibration_error:>6.3} {urgent_recall:>7.3} {urgent_called_not_incident:>7}",
        report.file
    )
}

fn print_confusion(outcomes: &[Outcome]) {
    println!("\nconfusion (expected: found × times, wrong ones only)");
    for (expected, row) in confusion(outcomes) {
        let all: usize = row.values().sum();
        let right = row.get(expected).copied().unwrap_or(0);
        let mut wrong: Vec<(&str, usize)> = row.into_iter().filter(|(found, _)| *found != expected).collect();
        wrong.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        let wrong: Vec<String> = wrong.iter().map(|(found, count)| format!("{found} × {count}")).collect();
        println!("  {expected:<20} {right:>4} of {all:<4} {}", wrong.join(", "));
    }
}
