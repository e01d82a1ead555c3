//! `vigie playbooks export`: playbooks as OASIS CACAO 2.0 JSON.

use std::process::ExitCode;

use anyhow::bail;
use clap::Args;

use super::SetArgs;
use crate::clock::Clock;
use crate::domain::playbook::cacao;
use crate::domain::vocabulary::Lang;

const EXAMPLE: &str = "Example:\n  vigie playbooks export ransomware --lang en > ransomware.cacao.json";

/// Print a playbook as OASIS CACAO 2.0 JSON, or all of them, one a line
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct ExportArgs {
    #[command(flatten)]
    set: SetArgs,
    /// Category; all of them otherwise
    #[arg(value_name = "CATEGORY")]
    category: Option<String>,
    /// fr or en
    #[arg(long, default_value = "fr")]
    lang: Lang,
    /// When this version was made, RFC 3339; now otherwise
    #[arg(long, value_name = "TIME")]
    at: Option<jiff::Timestamp>,
}

/// Runs the command.
pub fn run(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let set = args.set.open()?;
    let at = args.at.unwrap_or_else(|| Clock::System.now());
    if let Some(category) = &args.category {
        let Some(playbook) = set.playbook(category) else { bail!("there is no playbook {category:?}") };
        println!("{}", serde_json::to_string_pretty(&cacao::export(playbook, set.hash(), args.lang, at))?);
        return Ok(ExitCode::SUCCESS);
    }
    for playbook in set.playbooks() {
        println!("{}", serde_json::to_string(&cacao::export(playbook, set.hash(), args.lang, at))?);
    }
    Ok(ExitCode::SUCCESS)
}
