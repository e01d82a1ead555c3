//! `vigie report`: figures for whoever answers for the desk.

use std::{fmt::Write as _, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use vigie_domain::{audit::Subject, provider::row::as_text_cell, vocabulary::Lang};

use super::settings::{self, Settings};
use crate::{
    app::App,
    desk::{
        self, By, outgoing,
        yearly::{Cell, Readers, YearlyReport, yearly_report},
    },
    i18n::Words,
};

/// Figures to give out.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  vigie report yearly --year 2026
  vigie report yearly --year 2026 --format csv --to figures-2026.csv")]
pub struct Report {
    #[command(subcommand)]
    act: ReportAct,
}

#[derive(Debug, Subcommand)]
enum ReportAct {
    /// The figures that the French regional centres publish: reports and incidents by the national definitions
    Yearly(Yearly),
}

/// Which year, and how.
#[derive(Debug, Args)]
struct Yearly {
    /// The year [default: the last one that is over]
    #[arg(long)]
    year: Option<i16>,
    /// How it is written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Shows small cells, too: for the desk alone, since they can point at somebody
    #[arg(long)]
    internal: bool,
    /// Language: fr or en
    #[arg(long, default_value = "fr")]
    lang: Lang,
    /// File to write [default: standard output]
    #[arg(long)]
    to: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
}

/// Runs the command.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn run(settings: &Settings, order: &Report) -> anyhow::Result<ExitCode> {
    let ReportAct::Yearly(order) = &order.act;
    settings::run(async {
        let app = settings.open().await?;
        let counted = counted(&app, order).await;
        app.store.close().await;
        let report = counted?;
        let format = if order.json { Format::Json } else { order.format };
        let text = match format {
            Format::Text => in_words(&report, Words(order.lang)),
            Format::Json => format!("{}\n", serde_json::to_string(&report)?),
            Format::Csv => as_csv(&report),
        };
        match &order.to {
            Some(file) => std::fs::write(file, text).with_context(|| format!("{} can't be written", file.display()))?,
            None => super::print_bytes(text.as_bytes())?,
        }
        Ok(ExitCode::SUCCESS)
    })
}

async fn counted(app: &App, order: &Yearly) -> anyhow::Result<YearlyReport> {
    let this = app.clock.now().to_zoned(outgoing::zone(&app.config)).year();
    let year = order.year.unwrap_or(this - 1);
    anyhow::ensure!((2000..=this).contains(&year), "{year} is no year of this desk: give one up to {this}");
    let readers = if order.internal { Readers::TheDesk } else { Readers::Everybody };
    desk::downloaded(app, &By::Command, Subject::Desk, "yearly").await?;
    Ok(yearly_report(app, year, readers, Words(order.lang)).await?)
}

/// A hidden cell is 1 to 4, or could be told from its neighbours.
fn cell(cell: Cell) -> String {
    cell.map_or_else(|| "·".to_owned(), |count| count.to_string())
}

/// Writing to a text can't fail: what `writeln` says is let go.
fn in_words(report: &YearlyReport, words: Words) -> String {
    let mut text = String::new();
    let heading = words.with("yearly-title", &[("year", report.year.to_string().into())]);
    let _ = writeln!(text, "{heading}, {}\n", report.desk);
    let mut line = |key: &str, value: String| {
        let _ = writeln!(text, "{:<52} {value:>8}", words.say(key));
    };
    line("yearly-events", report.events.to_string());
    for (kind, count) in &report.counts {
        line(&format!("counts-{kind}"), count.to_string());
    }
    line("yearly-calls", report.calls.to_string());
    line("yearly-offers", report.offers.answered_or_expired.to_string());
    line("yearly-accepted", report.offers.accepted.to_string());
    line("yearly-assigned", report.offers.cases_assigned.to_string());
    line("yearly-survey", report.survey.answers.to_string());
    line("yearly-helped", report.survey.helped.to_string());
    for delay in &report.delays {
        let minutes = |span: Option<i64>| span.map_or_else(|| "—".into(), |span| format!("{span} min"));
        let shown = format!("{} / {}", minutes(delay.median_minutes), minutes(delay.ninth_decile_minutes));
        line(&format!("yearly-delay-{}", delay.name.replace('_', "-")), shown);
    }
    for table in &report.tables {
        let _ = writeln!(text, "\n{}", table.title);
        let last = if table.name == "transferred_to" { "counts-transfer" } else { "counts-report" };
        let _ = writeln!(text, "{:<52} {:>10} {:>12}", "", words.say("counts-incident"), words.say(last));
        for row in &table.rows {
            let _ = writeln!(text, "{:<52} {:>10} {:>12}", row.label, cell(row.incidents), cell(row.reports));
        }
    }
    let _ = writeln!(text, "\n{}", words.say("yearly-notes"));
    text
}

fn as_csv(report: &YearlyReport) -> String {
    let quoted = |text: &str| format!("\"{}\"", as_text_cell(text).replace('"', "\"\""));
    let mut text = String::from("\u{feff}table;key;label;incidents;reports\r\n");
    for (kind, count) in &report.counts {
        let _ = write!(text, "counts;{kind};;{count};\r\n");
    }
    for table in &report.tables {
        for row in &table.rows {
            let (key, label) = (quoted(&row.key), quoted(&row.label));
            let _ = write!(text, "{};{key};{label};{};{}\r\n", table.name, cell(row.incidents), cell(row.reports));
        }
    }
    for delay in &report.delays {
        let minutes = |span: Option<i64>| span.map(|span| span.to_string()).unwrap_or_default();
        let (half, most) = (minutes(delay.median_minutes), minutes(delay.ninth_decile_minutes));
        let _ = write!(text, "delay_minutes;{};{};{half};{most}\r\n", delay.name, delay.cases);
    }
    text
}
