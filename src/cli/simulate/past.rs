//! The last days of the desk itself as what is played out: its cases, on its directory as it is now, by the weights that two
//! people approved.

use std::process::ExitCode;

use anyhow::{Context, ensure};

use super::{Ground, InForce};
use crate::{
    app::App,
    cli::settings::{self, Settings},
    desk,
    domain::provider::{Provider, Record},
};

/// Reads the desk of these settings, which may be running.
///
/// # Errors
/// The desk can't be opened, or no case looked for a provider in these days.
pub(super) fn ground(settings: &Settings, days: u32) -> anyhow::Result<Ground> {
    let mut found = None;
    settings::run(async {
        let app = settings.open().await?;
        found = Some(read(&app, days).await?);
        app.store.close().await;
        Ok(ExitCode::SUCCESS)
    })?;
    let ground = found.context("nothing was read")?;
    ensure!(!ground.calls.is_empty(), "no case looked for a provider in the last {days} days: try more days");
    Ok(ground)
}

async fn read(app: &App, days: u32) -> anyhow::Result<Ground> {
    let calls = desk::past_calls(app, days).await?;
    let providers = app.directory.snapshot().providers().iter().map(before_these_days).collect();
    let weights = desk::weights_in_force(app).await?.weights;
    let in_force = InForce { rules: app.config.matching.rules.clone(), durations: app.config.offers };
    Ok(Ground { in_force, weights, providers, calls })
}

/// Free, and level with all others: the load and the turns of today come of the very cases that are played out again.
fn before_these_days(provider: &Provider) -> Provider {
    let record = Record { deficit: 0.0, accepted_in_30_days: 0, ..provider.record.clone() };
    Provider { open_assignments: 0, record, ..provider.clone() }
}
