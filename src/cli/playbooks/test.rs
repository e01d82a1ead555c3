//! `vigie playbooks test`: the examples of the playbooks, and the figures on labelled cases.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::{SetArgs, cases, report};
use crate::domain::playbook::measure::{Case, Figures, Given, Outcome, confusion, figures};
use crate::domain::playbook::{PlaybookSet, QuestionWorth, Trial};

const EXAMPLE: &str = "Examples:
  vigie playbooks test
  vigie playbooks test --cases calls.jsonl --facts --failures
  vigie playbooks test --report figures.html";

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
    /// Write the figures, the calibration plot and the confusion matrix into this HTML file, too
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

#[derive(Serialize)]
struct Report<'a> {
    playbook_set: &'a str,
    examples: &'a Trial,
    files: Vec<FileReport>,
    first_question: QuestionWorth,
}

/// The figures of one file of cases, or of several together.
#[derive(Serialize)]
pub(super) struct FileReport {
    /// The file's name, `all` or `blind`.
    pub file: String,
    /// Its figures.
    pub figures: Figures,
    /// What came of each case.
    #[serde(skip)]
    pub outcomes: Vec<Outcome>,
}

/// Runs the command.
pub fn run(args: &TestArgs) -> anyhow::Result<ExitCode> {
    let set = args.set.open()?;
    let files = cases::read(&cases::place(args.cases.as_deref(), args.set.folder()))?;
    let given = if args.facts { Given::WordsAndFacts } else { Given::Words };
    let mut reports: Vec<FileReport> = files.iter().map(|file| try_file(&set, file, given)).collect();
    let blind = together("blind", &reports, |file| is_blind(file) && !file.contains("other_languages"));
    let all = together("all", &reports, |_| true);
    reports.extend([blind, all].into_iter().flatten());
    let worth = set.first_question(&judged(files));
    if let Some(path) = &args.report {
        let last = reports.iter().rfind(|report| report.file == "blind").or(reports.last());
        let chosen = last.map_or(("none", &[][..]), |last| (last.file.as_str(), last.outcomes.as_slice()));
        std::fs::write(path, report::page(set.hash(), &reports, chosen, worth))?;
    }
    let examples = set.try_examples();
    if args.json {
        let report = Report { playbook_set: set.hash(), examples: &examples, files: reports, first_question: worth };
        println!("{}", serde_json::to_string(&report)?);
    } else {
        print(&examples, &reports, args.failures);
        print_worth(worth);
    }
    Ok(if examples.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn is_blind(file: &str) -> bool {
    file.starts_with("blind")
}

/// The outcomes of several files; nothing unless there are at least two.
fn together(name: &str, reports: &[FileReport], wanted: impl Fn(&str) -> bool) -> Option<FileReport> {
    let chosen: Vec<&FileReport> = reports.iter().filter(|report| wanted(&report.file)).collect();
    let outcomes: Vec<Outcome> = chosen.iter().flat_map(|report| report.outcomes.clone()).collect();
    (chosen.len() > 1).then(|| FileReport { file: name.into(), figures: figures(&outcomes), outcomes })
}

/// The cases that questions are judged on: those of blind files, or all when there is none.
fn judged(files: Vec<cases::CaseFile>) -> Vec<Case> {
    let any_blind = files.iter().any(|file| is_blind(&file.name));
    files.into_iter().filter(|file| !any_blind || is_blind(&file.name)).flat_map(|file| file.cases).collect()
}

fn print_worth(worth: QuestionWorth) {
    println!(
        "\nfirst question, {} cases with a labelled answer: right {:.3} by the words alone, {:.3} with its answer, {:.3} with \
         one at random; of {} unsure cases its answer changes something in {:.3}",
        worth.cases, worth.alone, worth.first, worth.random, worth.unsure, worth.unsure_moved
    );
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
        for report in reports.iter().filter(|report| report.file != "all" && !is_blind(&report.file)) {
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
