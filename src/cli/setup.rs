//! `vigie init` and `vigie doctor`: the desk's identity, and what is missing or wrong.

use std::{
    io::{self, BufRead, IsTerminal, Write},
    process::ExitCode,
};

use clap::Args;

use super::settings::{self, Settings};
use crate::{app, clock::Clock, config::Config, identity::Provider, store::migrate, web::tls};

/// Asks for the desk's identity and writes the configuration.
///
/// Every question may be left empty; `vigie doctor` lists later what is missing. An existing file is kept.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie init --config vigie.toml")]
pub struct Init {}

/// Question, key, and how the answer is written.
const QUESTIONS: [(&str, &str, Kind); 9] = [
    ("Name of the centre, as victims read it", "name", Kind::Text),
    ("Telephone number, as people dial it", "phone", Kind::Text),
    ("Address that its mail comes from", "email", Kind::Text),
    ("Opening hours (mo-fr 09:00-12:30 14:00-17:30)", "hours", Kind::Text),
    ("Time zone (Europe/Paris)", "time_zone", Kind::Text),
    ("Department whose public holidays it keeps (31)", "holidays_of", Kind::Text),
    ("Departments in its remit, separated by spaces", "departments", Kind::List),
    ("Body that answers for it", "authority", Kind::Text),
    ("How to reach its data-protection officer", "dpo", Kind::Text),
];

#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    List,
}

/// Runs `vigie init`.
///
/// # Errors
/// The file is there, or can't be written.
pub fn init(settings: &Settings, _init: &Init) -> anyhow::Result<ExitCode> {
    let path = &settings.config;
    anyhow::ensure!(!path.exists(), "{} is there already: edit it, or name another by --config", path.display());
    let mut table = toml::Table::new();
    let mut lines = io::stdin().lock().lines();
    for (question, key, kind) in QUESTIONS {
        if io::stdin().is_terminal() {
            print!("{question}: ");
            io::stdout().flush()?;
        }
        let answer = lines.next().transpose()?.unwrap_or_default().trim().to_owned();
        if answer.is_empty() {
            continue;
        }
        let value = match kind {
            Kind::Text => toml::Value::String(answer),
            Kind::List => toml::Value::Array(
                answer.split([' ', ',']).filter(|code| !code.is_empty()).map(toml::Value::from).collect(),
            ),
        };
        table.insert(key.to_owned(), value);
    }
    let mut file = toml::Table::new();
    file.insert("desk".to_owned(), toml::Value::Table(table));
    std::fs::write(path, toml::to_string_pretty(&file)?)?;
    // What was typed must be usable before it is called written.
    if let Err(error) = settings.load(Vec::new()) {
        std::fs::remove_file(path)?;
        return Err(error);
    }
    println!("{} is written; `vigie doctor` says what is still missing", path.display());
    Ok(ExitCode::SUCCESS)
}

/// Says what is missing or wrong; exit status 1 when something is.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie doctor --config vigie.toml")]
pub struct Doctor {}

/// Runs `vigie doctor`.
///
/// # Errors
/// The settings can't be read at all.
pub fn doctor(settings: &Settings, _doctor: &Doctor) -> anyhow::Result<ExitCode> {
    settings::run(async {
        let config = settings.load(Vec::new())?;
        let mut wrong: Vec<String> = config.desk.missing().into_iter().map(|key| format!("missing: {key}")).collect();
        if config.smtp_url.is_none() {
            wrong.push("missing: smtp_url (mail waits in the outbox)".into());
        }
        if !config.public_url().starts_with("https://") {
            wrong.push(format!("public_url {} is not HTTPS: only for trying out", config.public_url()));
        }
        if let Err(error) = tls::server_config(&config.tls) {
            wrong.push(format!("[tls]: {error:#}"));
        }
        match migrate::pending(&app::opening(&config)).await {
            Ok(pending) if pending.is_empty() => {}
            Ok(pending) => wrong.push(format!("pending migrations: {} (run `vigie migrate`)", pending.join(", "))),
            Err(error) => wrong.push(format!("the database can't be used: {error}")),
        }
        if let Some(fault) = identity_fault(&config).await {
            wrong.push(fault);
        }
        for line in &wrong {
            println!("{line}");
        }
        if wrong.is_empty() {
            println!("nothing is missing");
        }
        Ok(if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
    })
}

/// Why nobody can sign in by the provider of identities, if the settings name one.
async fn identity_fault(config: &Config) -> Option<String> {
    if config.openid.issuer.is_some() != config.openid.client_id.is_some() {
        return Some("openid.issuer and openid.client_id go together: give both, or neither".into());
    }
    let back = format!("{}/sign-in/openid/back", config.public_url());
    let found = match Provider::of(&config.openid, back) {
        Ok(None) => return None,
        Ok(Some(provider)) => provider.check(Clock::System.now()).await,
        Err(error) => Err(error),
    };
    found.err().map(|error| format!("[openid]: {error}"))
}
