//! `vigie serve`: the web and the jobs, in one process.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::Context;
use clap::Args;
use tokio_util::sync::CancellationToken;
use toml::Value;

use super::settings::{self, Flag, Settings};
use crate::{
    app::{App, Demo},
    clock::Clock,
    config::Config,
    jobs,
    mail::transport::{Signer, Transport},
    store::find,
    telemetry, web,
};

/// Runs the desk: web and jobs.
///
/// Prints `listening on http://ADDRESS` when it is ready. Starts without users, mail server or `[desk]` and says what is
/// missing.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  vigie serve --listen 127.0.0.1:8080 --data-dir /var/lib/vigie --smtp-url smtp://mail.example:587"
)]
pub struct Serve {
    /// Address to listen on [default: 127.0.0.1:8080]
    #[arg(long)]
    pub listen: Option<SocketAddr>,
    /// `smtp://HOST`, `smtps://HOST` or `folder:PATH`
    #[arg(long)]
    pub smtp_url: Option<String>,
    /// How the world reaches the desk [default: http://LISTEN]
    #[arg(long)]
    pub public_url: Option<String>,
    /// Folder of playbooks, watched [default: the set built in]
    #[arg(long)]
    pub playbooks: Option<PathBuf>,
    /// Address on which `/metrics` is served [default: nowhere]
    #[arg(long)]
    pub metrics_listen: Option<SocketAddr>,
    /// Web workers [default: one per processor]
    #[arg(long)]
    pub workers: Option<i64>,
}

impl Serve {
    pub(super) fn flags(&self) -> Vec<Flag> {
        let mut flags: Vec<Flag> = Vec::new();
        let mut text = |key, flag, value: Option<String>| {
            if let Some(value) = value {
                flags.push((key, flag, Value::String(value)));
            }
        };
        text("listen", "--listen", self.listen.map(|address| address.to_string()));
        text("metrics_listen", "--metrics-listen", self.metrics_listen.map(|address| address.to_string()));
        text("smtp_url", "--smtp-url", self.smtp_url.clone());
        text("public_url", "--public-url", self.public_url.clone());
        text("playbooks", "--playbooks", self.playbooks.as_ref().map(|folder| folder.display().to_string()));
        if let Some(workers) = self.workers {
            flags.push(("workers", "--workers", Value::Integer(workers)));
        }
        flags
    }
}

/// Runs the command.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn run(settings: &Settings, serve: &Serve) -> anyhow::Result<ExitCode> {
    telemetry::start();
    settings::run(async {
        let config = settings.load(serve.flags())?;
        let app = App::open(config, Clock::System, Demo::No).await?;
        tell_what_is_missing(&app).await?;
        serve_until_stopped(app).await?;
        Ok(ExitCode::SUCCESS)
    })
}

async fn tell_what_is_missing(app: &App) -> anyhow::Result<()> {
    if !find::any_user(app.store.reader()).await? {
        eprintln!("no account yet: add the first by `vigie users add --email YOU --name YOU --role supervisor`");
    }
    if app.config.smtp_url.is_none() {
        eprintln!("no mail server (--smtp-url): messages wait in the outbox");
    }
    let missing = app.config.desk.missing();
    if !missing.is_empty() {
        eprintln!("not configured yet: {} (see `vigie doctor`)", missing.join(", "));
    }
    Ok(())
}

/// The transport that the settings name.
///
/// # Errors
/// The address can't be understood.
pub fn transport(config: &Config) -> anyhow::Result<Option<Transport>> {
    let Some(url) = config.smtp_url.as_deref() else { return Ok(None) };
    let plain = Transport::from_url(url)?;
    Ok(Some(match signer(config)? {
        Some(signer) => plain.signed_by(signer),
        None => plain,
    }))
}

/// The key that the desk signs its mail with, if it does.
///
/// # Errors
/// Half of the settings, or a key that can't be used.
pub fn signer(config: &Config) -> anyhow::Result<Option<Signer>> {
    let (selector, file) = match (&config.mail.dkim_selector, &config.mail.dkim_key_path) {
        (None, None) => return Ok(None),
        (Some(selector), Some(file)) => (selector, file),
        _ => anyhow::bail!("mail.dkim_selector and mail.dkim_key_path go together: give both, or neither"),
    };
    let pem = std::fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
    Ok(Some(Signer::new(&crate::desk::outgoing::domain(config), selector, &pem)?))
}

/// Serves until a signal comes: open streams end, the jobs finish their round, the database closes.
///
/// # Errors
/// The address can't be listened on.
pub async fn serve_until_stopped(app: Arc<App>) -> anyhow::Result<()> {
    let stop = CancellationToken::new();
    let transport = transport(&app.config)?;
    let server = web::server::start(Arc::clone(&app), stop.clone())?;
    let metrics = web::metrics::start(&app)?;
    if let Some(metrics) = &metrics {
        println!("metrics on http://{}/metrics", metrics.address);
    }
    println!("listening on {}://{}", app.config.scheme(), server.address);
    let jobs = tokio::spawn(jobs::run(Arc::clone(&app), transport, stop.clone()));
    let watching = watch_playbooks(&app)?;
    wait_for_signal().await?;
    stop.cancel();
    server.stop().await;
    if let Some(metrics) = metrics {
        metrics.stop().await;
    }
    drop(watching);
    jobs.await?;
    app.store.close().await;
    Ok(())
}

/// Takes a changed set of the folder live, or says why not and keeps the old one. Watching ends with what is returned.
fn watch_playbooks(app: &Arc<App>) -> anyhow::Result<impl Sized + use<>> {
    let (desk, runtime) = (Arc::clone(app), tokio::runtime::Handle::current());
    let watching = app.playbooks.watch(move |attempt| match attempt {
        Ok(live) => {
            tracing::info!(hash = live.set.hash(), "the live set of playbooks was read again");
            if let Err(error) = runtime.block_on(crate::desk::playbooks_went_live(&desk)) {
                tracing::error!(%error, "the set that went live was not recorded");
            }
        }
        Err(error) => tracing::error!(%error, "the changed playbooks are refused; the live set stays"),
    })?;
    Ok(watching)
}

async fn wait_for_signal() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
