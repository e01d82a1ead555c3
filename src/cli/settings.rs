//! The flags that every command shares, and what they make: settings, a running desk, a sentence for an error.

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use clap::Args;
use toml::Value;

use crate::{
    app::{App, Demo},
    clock::Clock,
    config::{self, Config},
};

/// Where the desk's settings and data are.
#[derive(Debug, Clone, Default, Args)]
pub struct Settings {
    /// Configuration file
    #[arg(long, global = true, env = "VIGIE_CONFIG", default_value = "vigie.toml")]
    pub config: PathBuf,
    /// Folder of the database, the keys and the files
    #[arg(long, global = true)]
    pub data_dir: Option<PathBuf>,
    /// `postgres://…` for several nodes; the embedded database otherwise
    #[arg(long, global = true)]
    pub database_url: Option<String>,
}

/// A flag with its key: dotted key, name of the flag, value.
pub type Flag = (&'static str, &'static str, Value);

impl Settings {
    /// Settings from file, environment and flags; `more` are the flags of one command.
    ///
    /// # Errors
    /// Every fault, in one text.
    pub fn load(&self, more: Vec<Flag>) -> anyhow::Result<Config> {
        let mut flags: Vec<Flag> = Vec::new();
        if let Some(folder) = &self.data_dir {
            flags.push(("data_dir", "--data-dir", Value::String(folder.display().to_string())));
        }
        if let Some(url) = &self.database_url {
            flags.push(("database_url", "--database-url", Value::String(url.clone())));
        }
        flags.extend(more);
        Ok(config::load(&self.config, std::env::vars(), flags)?)
    }

    /// The desk of these settings, for a command that works beside a running one.
    ///
    /// # Errors
    /// Settings or database can't be used.
    pub async fn open(&self) -> anyhow::Result<Arc<App>> {
        let config = self.load(Vec::new())?;
        Ok(App::open(config, Clock::System, Demo::No).await?)
    }
}

/// Runs a command's work on a runtime of its own.
///
/// # Errors
/// What the work refuses.
pub fn run<F>(work: F) -> anyhow::Result<ExitCode>
where
    F: Future<Output = anyhow::Result<ExitCode>>,
{
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

/// Reads a password: from the terminal's standard input, one line.
///
/// # Errors
/// Nothing came.
pub fn password_from_stdin() -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    anyhow::ensure!(!password.is_empty(), "give the password as one line on standard input");
    Ok(password)
}
