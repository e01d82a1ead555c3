//! `vigie migrate`, `vigie healthcheck`: keeping the desk.

use std::process::ExitCode;

use clap::Args;

use super::settings::{self, Settings};
use crate::{app, store::migrate};

/// Brings the schema up.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie migrate --database-url postgres://vigie@db/vigie")]
pub struct Migrate {
    /// Says what is pending and changes nothing; exit status 1 when something is
    #[arg(long, conflicts_with = "dry_run")]
    status: bool,
    /// Says what would run and changes nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn migrate(settings: &Settings, order: &Migrate) -> anyhow::Result<ExitCode> {
    settings::run(async {
        let config = settings.load(Vec::new())?;
        std::fs::create_dir_all(&config.data_dir)?;
        let opening = app::opening(&config);
        let pending = migrate::pending(&opening).await?;
        let only_looks = order.status || order.dry_run;
        let ran = if only_looks { pending.clone() } else { migrate::up(&opening).await? };
        for name in &ran {
            println!("{} {name}", if only_looks { "pending" } else { "ran" });
        }
        if ran.is_empty() {
            println!("the schema is current");
        }
        Ok(if order.status && !pending.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
    })
}

/// Asks a running desk whether it is ready.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  vigie healthcheck --url http://127.0.0.1:8080")]
pub struct Healthcheck {
    /// Address of the desk [default: from the settings]
    #[arg(long)]
    url: Option<String>,
}

/// Runs the command: exit status 0 when ready, 1 when not.
///
/// # Errors
/// The settings can't be used.
pub fn healthcheck(settings: &Settings, order: &Healthcheck) -> anyhow::Result<ExitCode> {
    settings::run(async {
        let address = match &order.url {
            Some(url) => url.trim_start_matches("http://").trim_end_matches('/').to_owned(),
            None => settings.load(Vec::new())?.listen.to_string(),
        };
        let answer = tokio::time::timeout(std::time::Duration::from_secs(5), ask(&address)).await;
        let ready = matches!(&answer, Ok(Ok(line)) if line.starts_with("HTTP/1.1 200"));
        println!("{}", if ready { "ready" } else { "not ready" });
        Ok(if ready { ExitCode::SUCCESS } else { ExitCode::from(1) })
    })
}

async fn ask(address: &str) -> std::io::Result<String> {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(address).await?;
    let request = format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}
