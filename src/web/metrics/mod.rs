//! `/metrics` on an address of its own, off unless given: OpenMetrics text for Prometheus. Counts and times; nobody's
//! name, number or words, and no label that grows with the cases.

mod gauges;

use std::sync::Arc;

use actix_web::{
    App as Service, Error, HttpResponse, HttpServer,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::Method,
    middleware::Next,
    web::{self, Data},
};
use prometheus_client::{encoding::text::encode, registry::Registry};

use super::{routes, server::Server};
use crate::app::App;

/// The type that Prometheus asks for; its older text format is read by the same rules.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Starts the listener of the settings, if there is one.
///
/// # Errors
/// The address can't be listened on.
pub fn start(app: &Arc<App>) -> anyhow::Result<Option<Server>> {
    let Some(listen) = app.config.metrics_listen else { return Ok(None) };
    let data = Data::from(Arc::clone(app));
    let server = HttpServer::new(move || Service::new().app_data(data.clone()).route("/metrics", web::get().to(show)));
    let server = server
        .workers(1)
        .disable_signals()
        .bind(listen)
        .map_err(|error| anyhow::anyhow!("{listen} (metrics_listen) can't be listened on: {error}"))?;
    let address = server.addrs().first().copied().unwrap_or(listen);
    Ok(Some(Server::running(server.run(), address)))
}

/// `GET /metrics`. A database that doesn't answer is told as `vigie_database_up 0`, with what the process knows.
async fn show(app: Data<App>) -> HttpResponse {
    let mut registry = Registry::default();
    app.meters.register(&mut registry);
    gauges::of_the_process(&mut registry);
    gauges::of_the_desk(&app, &mut registry).await;
    let mut text = String::new();
    match encode(&mut text, &registry) {
        Ok(()) => HttpResponse::Ok().content_type(OPEN_METRICS).body(text),
        Err(error) => {
            tracing::error!(%error, "metrics could not be written");
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// Counts a request, by the route of the table and never by its path, which holds the tokens of links.
///
/// # Errors
/// What the request ends with.
pub async fn count(
    app: Data<App>,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let (began, method) = (std::time::Instant::now(), method_of(request.method()));
    let outcome = next.call(request).await;
    let (route, status) = match &outcome {
        Ok(response) => (route_of(response.request().match_pattern().as_deref()), response.status()),
        Err(error) => (route_of(None), error.as_response_error().status_code()),
    };
    app.meters.answered(route, method, status.as_u16(), began.elapsed());
    outcome
}

/// The route's own path; one word for everything that is no route.
fn route_of(pattern: Option<&str>) -> &'static str {
    let known = pattern.and_then(|pattern| routes::TABLE.iter().find(|route| route.path == pattern));
    known.map_or("none", |route| route.path)
}

fn method_of(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        _ => "other",
    }
}
