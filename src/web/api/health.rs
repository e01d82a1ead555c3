//! Is the desk alive, and is it ready?

use actix_web::{HttpResponse, web::Data};
use serde_json::json;

use crate::app::App;

/// `GET /healthz`: the process answers
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "alive" }))
}

/// `GET /readyz`: database writable, playbooks live. Heals by itself when the database is back.
pub async fn ready(app: Data<App>) -> HttpResponse {
    let wait = std::time::Duration::from_secs(3);
    let database = match tokio::time::timeout(wait, app.store.probe()).await {
        Ok(Ok(())) => "ok".to_owned(),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "no answer within 3 s".to_owned(),
    };
    let is_ready = database == "ok";
    let body = json!({
        "status": if is_ready { "ready" } else { "not ready" },
        "database": database,
        "playbooks": app.playbooks.live().hash(),
    });
    if is_ready { HttpResponse::Ok().json(body) } else { HttpResponse::ServiceUnavailable().json(body) }
}
