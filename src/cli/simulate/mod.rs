//! `vigie simulate`: plays a period out on a directory and shows what a set of weights does, before it goes live.

mod page;
mod past;
mod plot;

use std::{collections::BTreeSet, fs, path::PathBuf, process::ExitCode};

use anyhow::{Context, ensure};
use clap::Args;
use jiff::civil::{Date, date};
use serde::Serialize;

use super::{print_bytes, settings::Settings};
use crate::{
    directory_csv::read_directory,
    domain::{
        calendar::{OpeningHours, Schedule},
        matching::{
            Durations, Need, Rules, Weights,
            simulation::{
                Arrival, Behaviour, CaseOutcome, Figures, Kind, Outcome, Period, Scenario, arrivals, figures, simulate,
            },
        },
        playbook::{PlaybookSet, document::Playbook},
        provider::{
            Provider,
            generate::{Order, generate},
        },
        vocabulary::Lang,
    },
    playbook_library::PlaybookLibrary,
};

/// Plays calls, offers and answers out on a directory: time to assignment, cases nobody took, distance, fairness.
///
/// People are drawn from the seed, so that two sets of weights meet the same people.
#[derive(Debug, Args)]
#[command(after_help = "Example: vigie simulate --providers providers.csv --weights new.toml --html report.html\n\
    vigie simulate --past 90 --weights new.toml plays the desk's own cases of the last 90 days.\n\
    A set of weights: skills = 0.2  nearness = 0.3  rotation = 0.3  (keys left out keep their default)")]
pub struct SimulateArgs {
    /// The directory as CSV; an invented one of 60 providers unless given.
    #[arg(long, value_name = "FILE.csv")]
    providers: Option<PathBuf>,
    /// Weights to compare with those in force, as TOML.
    #[arg(long, value_name = "FILE.toml")]
    weights: Option<PathBuf>,
    /// Plays the cases of the last days of the desk itself instead of invented ones, on its directory.
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=3660))]
    #[arg(conflicts_with_all = ["providers", "incidents", "days", "from"])]
    past: Option<u32>,
    /// Calls in the period.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    incidents: u32,
    /// Days of the period.
    #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=3660))]
    days: u32,
    /// First day of the period.
    #[arg(long, default_value_t = date(2026, 1, 1))]
    from: Date,
    /// Any number; the same one meets the same people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder of the playbooks, whose skills the cases need; the built-in set otherwise.
    #[arg(long, value_name = "DIR", env = "VIGIE_PLAYBOOKS")]
    playbooks: Option<PathBuf>,
    /// Writes every case as CSV.
    #[arg(long, value_name = "FILE.csv")]
    csv: Option<PathBuf>,
    /// Writes a report with plots.
    #[arg(long, value_name = "FILE.html")]
    html: Option<PathBuf>,
    /// Language of the report.
    #[arg(long, default_value = "fr")]
    lang: Lang,
    /// One JSON object for each set of weights instead of a table.
    #[arg(long)]
    json: bool,
}

/// The rest of what the desk is set to, the same for every set of weights.
#[derive(Debug, Default)]
struct InForce {
    rules: Rules,
    durations: Durations,
}

/// What is played out, and by which rules.
#[derive(Debug)]
struct Ground {
    in_force: InForce,
    weights: Weights,
    providers: Vec<Provider>,
    calls: Vec<Arrival>,
}

/// One set of weights and what came of it.
#[derive(Debug, Serialize)]
struct Played {
    name: &'static str,
    weights: Weights,
    figures: Figures,
    #[serde(skip)]
    outcome: Outcome,
}

/// Plays and prints.
///
/// # Errors
/// A file that can't be read or written, weights that can't be used, or no provider whose place is known.
pub fn run(settings: &Settings, args: &SimulateArgs) -> anyhow::Result<ExitCode> {
    let set = PlaybookLibrary::open(args.playbooks.as_deref())?.live();
    let Ground { in_force, weights, providers, calls } = match args.past {
        Some(days) => past::ground(settings, days)?,
        None => invented(settings, args, &set)?,
    };
    let mut played = vec![play("in force", weights, &providers, &calls, (&in_force, args.seed))];
    if let Some(path) = &args.weights {
        played.push(play("proposed", read_weights(path)?, &providers, &calls, (&in_force, args.seed)));
    }
    write_files(args, &played, &providers, &set)?;
    let text = if args.json { json(&played)? } else { table(&played) };
    print_bytes(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn invented(settings: &Settings, args: &SimulateArgs, set: &PlaybookSet) -> anyhow::Result<Ground> {
    let config = settings.load(Vec::new())?;
    let in_force = InForce { rules: config.matching.rules, durations: config.offers };
    let providers = providers(args)?;
    let departments: BTreeSet<String> = providers.iter().filter_map(|p| p.address.department.clone()).collect();
    let period = Period { from: args.from, days: args.days, incidents: args.incidents };
    let calls = arrivals(&kinds(set), &departments, &period, args.seed);
    ensure!(!calls.is_empty(), "no provider's department is known, so nobody knows where calls would come from");
    Ok(Ground { in_force, weights: config.matching.weights, providers, calls })
}

fn providers(args: &SimulateArgs) -> anyhow::Result<Vec<Provider>> {
    let Some(path) = &args.providers else {
        let order = Order { count: 60, seed: args.seed, at: args.from, region: "76".into(), traps: false };
        return Ok(generate(&order));
    };
    let shown = || path.display().to_string();
    let file = read_directory(&fs::read(path).with_context(shown)?).with_context(shown)?;
    for error in file.errors() {
        eprintln!("{}: left out: {error}", path.display());
    }
    Ok(file.good_rows().into_iter().map(|row| row.provider.clone()).collect())
}

fn read_weights(path: &PathBuf) -> anyhow::Result<Weights> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let weights: Weights = toml::from_str(&text).with_context(|| path.display().to_string())?;
    ensure!(weights.are_usable(), "{}: weights are numbers from 0 up, not all of them 0", path.display());
    Ok(weights)
}

/// What the playbooks ask, as often as the categories come; what is no incident needs nobody.
fn kinds(set: &PlaybookSet) -> Vec<Kind> {
    let asks = set.playbooks().filter(|playbook| !playbook.skills.must.is_empty());
    asks.flat_map(|playbook| {
        let weight = per_mille(playbook.prior);
        Kind::at_each_severity(weight, |severity| Need::of_playbook(&playbook.id, severity, &playbook.skills))
    })
    .collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1 to 1000 before")]
fn per_mille(share: f64) -> u32 {
    (share * 1000.0).round().clamp(1.0, 1000.0) as u32
}

fn play(
    name: &'static str,
    weights: Weights,
    providers: &[Provider],
    calls: &[Arrival],
    (in_force, seed): (&InForce, u64),
) -> Played {
    let hours = "mo-fr 09:00-18:00".parse().unwrap_or_else(|_| OpeningHours::always());
    let scenario = Scenario {
        seed,
        weights,
        rules: in_force.rules.clone(),
        durations: in_force.durations,
        behaviour: Behaviour::default(),
        desk: Schedule::in_department(hours, ""),
    };
    let outcome = simulate(providers.to_vec(), calls, &scenario);
    Played { name, weights, figures: figures(&outcome), outcome }
}

fn write_files(
    args: &SimulateArgs,
    played: &[Played],
    providers: &[Provider],
    set: &PlaybookSet,
) -> anyhow::Result<()> {
    if let Some(path) = &args.csv {
        fs::write(path, cases_csv(played, providers)?).with_context(|| path.display().to_string())?;
    }
    if let Some(path) = &args.html {
        fs::write(path, page::report(played, providers, &titles(set, args.lang), args))
            .with_context(|| path.display().to_string())?;
    }
    Ok(())
}

fn json(played: &[Played]) -> anyhow::Result<String> {
    played.iter().map(|set| Ok(serde_json::to_string(set)? + "\n")).collect()
}

fn titles(set: &PlaybookSet, lang: Lang) -> page::Titles {
    let title = |playbook: &Playbook| match lang {
        Lang::Fr => playbook.title.fr.clone(),
        Lang::En => playbook.title.en.clone(),
    };
    set.playbooks().map(|playbook| (playbook.id.clone(), title(playbook))).collect()
}

/// One row for each case and set of weights.
fn cases_csv(played: &[Played], providers: &[Provider]) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    writer.write_record([
        "weights",
        "at",
        "category",
        "severity",
        "department",
        "eligible",
        "asked",
        "widened",
        "assigned_at",
        "minutes",
        "provider",
        "distance_km",
    ])?;
    for set in played {
        for case in &set.outcome.cases {
            writer.write_record(case_cells(set.name, case, providers))?;
        }
    }
    Ok(writer.into_inner()?)
}

fn case_cells(name: &str, case: &CaseOutcome, providers: &[Provider]) -> [String; 12] {
    let code = case.provider.and_then(|id| providers.iter().find(|provider| provider.id == id));
    let number = |value: Option<f64>| value.map(|value| format!("{value:.1}")).unwrap_or_default();
    [
        name.to_owned(),
        case.at.to_string(),
        case.category.clone(),
        case.severity.to_string(),
        case.department.clone().unwrap_or_default(),
        case.eligible.to_string(),
        case.asked.to_string(),
        case.widened.to_string(),
        case.assigned_at.map(|at| at.to_string()).unwrap_or_default(),
        number(case.minutes_to_assignment()),
        code.map(|provider| provider.code.clone()).unwrap_or_default(),
        number(case.distance_km),
    ]
}

/// The figures in aligned columns, one for each set of weights.
fn table(played: &[Played]) -> String {
    let row = |name: &str, cell: &dyn Fn(&Played) -> String| {
        let cells: String = played.iter().map(|set| format!("{:>22}", cell(set))).collect();
        format!("{name:<34}{cells}\n")
    };
    let mut text = row("weights", &|set| set.name.to_owned());
    text += &row("cases", &|set| set.figures.cases.to_string());
    text += &row("nobody took them", &|set| format!("{:.1} %", set.figures.unassigned_share * 100.0));
    for (place, (severity, ..)) in
        played.first().map(|set| set.figures.minutes.clone()).into_iter().flatten().enumerate()
    {
        let times = |set: &Played| {
            set.figures.minutes.get(place).map(|(_, median, most)| format!("{median:.0} / {most:.0} min"))
        };
        text += &row(&format!("{severity}: median / 90 % assigned"), &|set| times(set).unwrap_or_default());
    }
    text += &row("median distance", &|set| set.figures.median_km.map(|km| format!("{km:.0} km")).unwrap_or_default());
    text += &row("offers", &|set| set.figures.offers.to_string());
    text += &row("fairness (Jain, 1 = equal chances)", &|set| {
        format!("{:.3} of {}", set.figures.fairness, set.figures.compared)
    });
    text += &row("least even group of equals", &|set| least_even(&set.figures));
    text += &row("offers to somebody ineligible", &|set| set.figures.ineligible_offers.to_string());
    text
}

/// Equals are providers that serve exactly the same cases; with few of them there is nothing to compare.
fn least_even(figures: &Figures) -> String {
    let of = |index: f64| format!("{index:.3} of {}", figures.equal_groups);
    figures.least_even.map_or_else(|| "no such group".into(), of)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: SimulateArgs,
    }

    #[test]
    fn the_report_is_whole_in_both_languages() {
        for (lang, word) in [("fr", "Équité"), ("en", "Fairness")] {
            let args = Line::parse_from(["simulate", "--incidents", "60", "--lang", lang]).args;
            let set = PlaybookLibrary::built_in().unwrap().live();
            let providers = providers(&args).unwrap();
            let departments = providers.iter().filter_map(|p| p.address.department.clone()).collect();
            let period = Period { from: args.from, days: 30, incidents: args.incidents };
            let calls = arrivals(&kinds(&set), &departments, &period, 1);
            let played: Vec<_> = ["in force", "proposed"]
                .map(|name| play(name, Weights::default(), &providers, &calls, (&InForce::default(), 1)))
                .into();
            let page = page::report(&played, &providers, &titles(&set, args.lang), &args);
            assert!(page.contains(word) && !page.contains('‹'), "a text is missing in {lang}");
            assert_eq!(cases_csv(&played, &providers).unwrap().split(|byte| *byte == b'\n').count(), 122);
            assert!(table(&played).contains("offers to somebody ineligible"));
        }
    }
}
