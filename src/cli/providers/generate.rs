//! `vigie providers generate`: a synthetic directory on standard output.

use std::process::ExitCode;

use anyhow::ensure;
use clap::Args;
use jiff::civil::{Date, date};

use crate::{
    cli::print_bytes,
    directory_csv::write_directory,
    domain::{
        intake::Department,
        provider::generate::{Order, generate},
    },
};

/// INSEE code of the region that a small directory fills unless another is named.
const HOME_REGION: &str = "76";

/// Writes an invented directory as CSV on standard output: the same arguments give the same bytes.
#[derive(Debug, Args)]
#[command(after_help = "Example: vigie providers generate --count 60 --seed 1 > providers.csv")]
pub struct GenerateArgs {
    /// How many providers; up to 300 they all are in one region.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=200_000))]
    count: u32,
    /// Any number; another seed gives another directory.
    #[arg(long)]
    seed: u64,
    /// The day from which validity dates are counted.
    #[arg(long, default_value_t = date(2026, 1, 1))]
    at: Date,
    /// INSEE code of the home region, such as 76 or 53.
    #[arg(long, default_value = HOME_REGION)]
    region: String,
    /// Sets rows that are hard to read right: twins, wrong and CEDEX postal codes, no coordinates, overseas, accents.
    #[arg(long)]
    traps: bool,
}

/// Writes the directory.
///
/// # Errors
/// There is no such region, or standard output can't be written.
pub fn run(args: &GenerateArgs) -> anyhow::Result<ExitCode> {
    let known = Department::all().iter().any(|department| department.region == args.region);
    ensure!(known, "no region has the INSEE code {:?}; give one such as 76", args.region);
    let GenerateArgs { count, seed, at, region, traps } = args;
    let providers = generate(&Order { count: *count, seed: *seed, at: *at, region: region.clone(), traps: *traps });
    print_bytes(&write_directory(&providers))?;
    Ok(ExitCode::SUCCESS)
}
