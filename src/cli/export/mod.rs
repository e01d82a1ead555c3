//! `vigie export`: cases for other centres, for a spreadsheet, for the police.

mod dossier;

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context;
use clap::{Args, Subcommand};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use vigie_domain::vocabulary::Tlp;

use super::settings::{self, Settings};
use crate::{
    app::App,
    desk::{
        By,
        export_cases::{Exported, Format, Wanted, export_cases},
        outgoing,
    },
};

/// Writes cases in the formats that others read. Markings are respected, sensitive cases stay in unless somebody who may
/// open them is named; each case keeps that it left.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  vigie export misp K7M4-92QX --attacker 203.0.113.7 --to event.json
  vigie export stix --since 2026-11-01 --up-to green --to bundle.json
  vigie export csv --since 2026-01-01 --until 2027-01-01 --to cases.csv
  vigie export dossier K7M4-92QX --to ./dossier-K7M4-92QX")]
pub struct Export {
    #[command(subcommand)]
    act: ExportAct,
}

#[derive(Debug, Subcommand)]
enum ExportAct {
    /// A MISP event for each case: no victim in it
    Misp(Choice),
    /// A STIX 2.1 bundle: no victim in it
    Stix(Choice),
    /// An IODEF 2 document (RFC 7970): no victim in it
    Iodef(Choice),
    /// One row a case for a spreadsheet: no names, no words
    Csv(Choice),
    /// One case with everything, its exhibits and its proof, as a folder for the police or an insurer
    Dossier(dossier::Dossier),
}

/// Which cases, for whom.
#[derive(Debug, Clone, Args)]
struct Choice {
    /// References; none: all of the span of time
    references: Vec<String>,
    /// First day on which cases were received
    #[arg(long)]
    since: Option<Date>,
    /// First day that isn't in it any more
    #[arg(long)]
    until: Option<Date>,
    /// The highest marking that the recipient may see: red, amber+strict, amber, green or clear
    #[arg(long, default_value = "amber+strict")]
    up_to: Tlp,
    /// You confirm that this is the attacker's, as it was told in a case; else no indicator is given out
    #[arg(long)]
    attacker: Vec<String>,
    /// Address of the account for whom it is; opens sensitive cases that are open to it now
    #[arg(long)]
    account: Option<String>,
    /// File to write [default: standard output]
    #[arg(long)]
    to: Option<PathBuf>,
}

impl Choice {
    fn wanted(&self, app: &App) -> anyhow::Result<Wanted> {
        anyhow::ensure!(
            !self.references.is_empty() || self.since.is_some(),
            "name the cases by their references, or give --since"
        );
        let zone = outgoing::zone(&app.config);
        Ok(Wanted {
            references: self.references.clone(),
            since: self.since.map(|day| first_moment(day, &zone)).transpose()?,
            until: self.until.map(|day| first_moment(day, &zone)).transpose()?,
            up_to: self.up_to,
            attackers: self.attacker.clone(),
            account: self.account.clone(),
        })
    }
}

/// When a day begins at the desk.
///
/// # Errors
/// A day out of the calendar.
pub(super) fn first_moment(day: Date, zone: &TimeZone) -> anyhow::Result<Timestamp> {
    Ok(day.to_zoned(zone.clone())?.timestamp())
}

/// Runs the command.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn run(settings: &Settings, order: &Export) -> anyhow::Result<ExitCode> {
    match &order.act {
        ExportAct::Misp(choice) => settings::run(export(settings, Format::Misp, choice)),
        ExportAct::Stix(choice) => settings::run(export(settings, Format::Stix, choice)),
        ExportAct::Iodef(choice) => settings::run(export(settings, Format::Iodef, choice)),
        ExportAct::Csv(choice) => settings::run(export(settings, Format::Csv, choice)),
        ExportAct::Dossier(order) => settings::run(dossier::write(settings, order)),
    }
}

async fn export(settings: &Settings, format: Format, choice: &Choice) -> anyhow::Result<ExitCode> {
    let app = settings.open().await?;
    let exported = match choice.wanted(&app) {
        Ok(wanted) => export_cases(&app, &By::Command, format, &wanted).await.map_err(anyhow::Error::from),
        Err(error) => Err(error),
    };
    app.store.close().await;
    let exported = exported?;
    match &choice.to {
        Some(file) => {
            std::fs::write(file, &exported.document).with_context(|| format!("{} can't be written", file.display()))?;
        }
        None => super::print_bytes(&exported.document)?,
    }
    tell(&exported, format)?;
    Ok(ExitCode::SUCCESS)
}

/// What went and what stayed, for the person at the terminal.
fn tell(exported: &Exported, format: Format) -> io::Result<()> {
    let mut hints = io::stderr().lock();
    let left_out = exported.left_out;
    writeln!(hints, "{} cases given out", exported.cases.len())?;
    for (count, why) in [
        (left_out.marking, "marked above --up-to"),
        (left_out.sensitive, "sensitive: name them, with --account"),
        (left_out.unconfirmed, "nobody has confirmed what they are"),
    ] {
        if count > 0 {
            writeln!(hints, "{count} stay: {why}")?;
        }
    }
    let is_shared = format != Format::Csv;
    if is_shared && !exported.candidates.is_empty() {
        writeln!(hints, "seen in them and not given out; name by --attacker what you know to be the attacker's:")?;
        for one in &exported.candidates {
            writeln!(hints, "  {:<18} {}", one.kind.as_str(), super::plain(&one.defanged()))?;
        }
    }
    Ok(())
}
