//! The demonstration: a desk with a past. Its history is lived, not painted: the same use cases run at past hours on a
//! clock that is set, with the jobs between them, so no state is reached faster than its clocks allow.

mod past;
mod story;

use std::{path::Path, sync::Arc};

use anyhow::Context;
use jiff::{
    SignedDuration, Timestamp, Unit,
    civil::{Date, DateTime},
};
use serde_json::json;
use vigie_domain::{
    intake::EmailAddress,
    provider::generate::{Order, generate},
    vocabulary::Role,
};

use crate::{
    app::{App, Demo, opening},
    clock::{Clock, instant},
    config::Config,
    desk::{self, By, NewUser},
    fresh,
    store::{Store, entity::setting, find, row},
};

/// Providers of the demonstration's directory.
const PROVIDERS: u32 = 60;
/// The seed of that directory: the demonstration looks the same everywhere.
const SEED: u64 = 7;
/// INSEE code of the region that the demonstration plays in.
const REGION: &str = "76";
/// How long after opening a demonstration plays that is started while the desk is closed.
const SETTLED: SignedDuration = SignedDuration::from_mins(30);
/// The setting that says that the folder is filled.
const SEEDED: &str = "demo.seeded";
/// How far back the history begins.
const PAST: SignedDuration = SignedDuration::from_hours(24 * 60);

/// One account of each role: name, login, role.
const ACCOUNTS: [(&str, &str, Role); 5] = [
    ("Claire Ségur", "operatrice@cyber-demo.example", Role::Operator),
    ("Sabine Roques", "superviseure@cyber-demo.example", Role::Supervisor),
    ("Hugo Lafont", "auditeur@cyber-demo.example", Role::Auditor),
    ("Nour Belkacem", "dpo@cyber-demo.example", Role::Dpo),
    ("Léo Castan", "admin@cyber-demo.example", Role::Administrator),
];

/// Login and password of an account, to print.
pub type Account = (String, String, Role);

/// The demonstration's own `[desk]`, unless the settings name one.
#[must_use]
pub fn with_desk(config: Config) -> Config {
    if !config.desk.name.is_empty() {
        return config;
    }
    match include_str!("../../docs/demo/desk.toml").parse::<toml::Table>().ok().and_then(|table| table.try_into().ok())
    {
        Some(Config { desk, .. }) => Config { desk, ..config },
        None => config,
    }
}

/// When the demonstration plays: at the local time asked for, or now; outside the desk's opening hours at the next
/// opening, since at night hardly anybody could be asked to help.
///
/// # Errors
/// The time asked for doesn't exist.
pub fn playing_at(config: &Config, asked: Option<DateTime>) -> anyhow::Result<Timestamp> {
    if let Some(local) = asked {
        return Ok(local.to_zoned(desk::outgoing::zone(config))?.timestamp());
    }
    let (now, schedule) = (Clock::System.now(), desk::desk_schedule(config));
    Ok(if schedule.is_open(now) { now } else { schedule.opens_at(now).map_or(now, |opening| opening + SETTLED) })
}

/// The clock of a folder: it shows `at`, but never an hour before what is recorded there. None when the folder wants
/// filling first.
///
/// # Errors
/// The database.
pub async fn clock(config: &Config, at: Timestamp) -> anyhow::Result<Option<Clock>> {
    if config.database_url.is_none() && !config.data_dir.join("vigie.db").exists() {
        return Ok(None);
    }
    let store = Store::open(&opening(config)).await?;
    // A filling that was broken off may have left a database without tables.
    let mark = row::find::<setting::Entity>(store.reader(), SEEDED.to_owned()).await.ok().flatten();
    let newest = match mark {
        Some(_) => Some(find::newest_event_at(store.reader()).await?.map_or(at, instant)),
        None => None,
    };
    store.close().await;
    Ok(newest.map(|newest| Clock::running_from(at.max(newest))))
}

/// Fills a folder with a past that ends at `now`; answers the accounts with their passwords.
///
/// # Errors
/// The database, or a use case that refused.
pub async fn seed(config: &Config, now: Timestamp) -> anyhow::Result<Vec<Account>> {
    let clock = Clock::set_to(now - PAST);
    let app = App::open(config.clone(), clock, Demo::Yes).await?;
    let accounts = accounts(&app).await?;
    directory(&app, now).await?;
    past::live(&app, now).await.context("the demonstration's history could not be lived")?;
    let mark = setting::Model { name: SEEDED.into(), value: json!(now.to_string()) };
    app.store.write(move |tx| Box::pin(async move { row::insert(tx, mark).await })).await?;
    app.store.close().await;
    Ok(accounts)
}

async fn accounts(app: &Arc<App>) -> anyhow::Result<Vec<Account>> {
    let mut made = Vec::new();
    for (name, email, role) in ACCOUNTS {
        let password: String = fresh::secret().chars().filter(char::is_ascii_alphanumeric).take(14).collect();
        let address: EmailAddress = email.parse().context("a demonstration address")?;
        let user = NewUser { name: name.to_owned(), email: address, role, password: password.clone() };
        desk::add_user(app, &By::Command, user).await?;
        made.push((email.to_owned(), password, role));
    }
    Ok(made)
}

async fn directory(app: &Arc<App>, now: Timestamp) -> anyhow::Result<()> {
    let zone = desk::outgoing::zone(&app.config);
    let at: Date = now.to_zoned(zone).round(Unit::Day)?.date();
    let providers = generate(&Order { count: PROVIDERS, seed: SEED, at, region: REGION.into(), traps: false });
    desk::import_providers(app, &By::Command, providers).await?;
    // Half of the firms wished to stand in the public directory.
    for firm in find::providers(app.store.reader()).await?.into_iter().step_by(2) {
        desk::set_listed(app, &By::Provider(firm.id.into()), firm.id, desk::Listed::Yes).await?;
    }
    Ok(())
}

/// The folder in which the demonstration keeps its mail.
#[must_use]
pub fn mail_folder(data_dir: &Path) -> std::path::PathBuf {
    data_dir.join("mail")
}
