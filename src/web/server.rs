//! The web server: middleware in its order, limits before any parsing, and a stop that waits for nobody's stream.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use actix_web::{
    App as Service, HttpServer,
    dev::{self, ServerHandle},
    middleware::{Compress, NormalizePath, TrailingSlash, from_fn},
    web::{self, Data, FormConfig, JsonConfig, PayloadConfig},
};
use tokio_util::sync::CancellationToken;
use tracing_actix_web::TracingLogger;

use super::{body, dress, error::WebError, guard, limits::Limits, metrics, routes, tls, trace::Sparse};
use crate::app::App;

/// Largest form: a description of 100 kB, and room for the rest.
const FORM_BYTES: usize = 512 * 1024;
/// Largest JSON document: a report of 100 kB, percent signs and escapes included.
const JSON_BYTES: usize = 1024 * 1024;
/// Largest upload: a directory of 50,000 providers.
const UPLOAD_BYTES: usize = 32 * 1024 * 1024;
/// How often the limits forget who has been quiet.
const FORGETTING: Duration = Duration::from_mins(10);
/// Seconds that open requests get when the server stops.
const GRACE_SECONDS: u64 = 10;

/// A running server.
#[derive(Debug)]
pub struct Server {
    /// The address it listens on.
    pub address: SocketAddr,
    handle: ServerHandle,
    task: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Server {
    /// A server that was bound to this address.
    pub(super) fn running(running: dev::Server, address: SocketAddr) -> Self {
        Self { address, handle: running.handle(), task: tokio::spawn(running) }
    }

    /// Stops: no new request, open ones end.
    pub async fn stop(self) {
        self.handle.stop(true).await;
        if let Ok(Err(error)) = self.task.await {
            tracing::warn!(%error, "the web server did not stop cleanly");
        }
    }
}

/// Starts the server on the address of the settings.
///
/// # Errors
/// The address can't be listened on, a certificate that can't be used, or a public URL without HTTPS away from loopback.
pub fn start(app: Arc<App>, stop: CancellationToken) -> anyhow::Result<Server> {
    let listen = app.config.listen;
    must_be_safe(&app)?;
    let tls = tls::server_config(&app.config.tls)?;
    let workers = app.config.workers;
    tokio::spawn(super::operator::live::watch_others(Arc::clone(&app), stop.clone()));
    let data = Data::from(app);
    let limits = Data::new(Limits::default());
    tokio::spawn(forget_quiet(limits.clone(), stop.clone()));
    let stopping = Data::new(stop);
    let mut server = HttpServer::new(move || {
        Service::new()
            .app_data(data.clone())
            .app_data(stopping.clone())
            .app_data(limits.clone())
            .app_data(FormConfig::default().limit(FORM_BYTES).error_handler(|error, _| malformed(&error).into()))
            .app_data(JsonConfig::default().limit(JSON_BYTES).error_handler(|error, _| malformed(&error).into()))
            .app_data(PayloadConfig::new(UPLOAD_BYTES))
            .wrap(from_fn(body::bounded))
            .wrap(from_fn(guard::same_origin))
            .wrap(from_fn(dress::refusals))
            .wrap(from_fn(guard::headers))
            .wrap(Compress::default())
            .wrap(TracingLogger::<Sparse>::new())
            .wrap(NormalizePath::new(TrailingSlash::Trim))
            .wrap(from_fn(metrics::count))
            .configure(routes::configure)
            .default_service(web::to(no_page))
    })
    .shutdown_timeout(GRACE_SECONDS)
    .disable_signals();
    if let Some(workers) = workers {
        server = server.workers(workers.max(1));
    }
    let bound = match tls {
        Some(tls) => server.bind_rustls_0_23(listen, tls),
        None => server.bind(listen),
    };
    let server = bound.map_err(|error| anyhow::anyhow!("{listen} can't be listened on: {error}"))?;
    let address = server.addrs().first().copied().unwrap_or(listen);
    Ok(Server::running(server.run(), address))
}

/// Keeps what is counted by address from growing with everybody who ever came by.
async fn forget_quiet(limits: Data<Limits>, stop: CancellationToken) {
    let mut every = tokio::time::interval(FORGETTING);
    while stop.run_until_cancelled(every.tick()).await.is_some() {
        limits.forget_quiet();
    }
}

/// Cookies and tokens over plain HTTP are for loopback alone.
fn must_be_safe(app: &App) -> anyhow::Result<()> {
    let url = app.config.public_url();
    let host = url.trim_start_matches("http://");
    let is_loopback = ["127.", "localhost", "[::1]"].iter().any(|start| host.starts_with(start));
    anyhow::ensure!(
        url.starts_with("https://") || is_loopback,
        "--public-url {url} is not HTTPS: sign-in cookies and links would be readable on the way; put a proxy with TLS \
         in front, or give the desk a certificate ([tls]), and an https:// address"
    );
    Ok(())
}

fn malformed(error: &dyn std::fmt::Display) -> WebError {
    WebError::Malformed(error.to_string())
}

async fn no_page() -> Result<actix_web::HttpResponse, WebError> {
    Err(WebError::NoPage)
}
