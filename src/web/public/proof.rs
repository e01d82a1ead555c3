//! The proof of a case: how anybody checks it, and the victim's receipt.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Path},
};
use vigie_domain::audit::Subject;

use crate::{
    app::App,
    desk::{self, By, Receipt, Shows, links},
    store::{entity::incident, row},
    web::{
        error::WebError,
        frame::{self, Times, html},
        view::public::{Document, ProofFacts},
    },
};

/// `GET /verifier`: « Vérifier un dossier »
pub async fn how(request: HttpRequest, app: Data<App>) -> Result<HttpResponse, WebError> {
    let times = Times::of(&request, &app);
    let keys = desk::log_keys(&app).await?;
    let head = desk::published_checkpoint(&app).await?;
    let facts = ProofFacts {
        key: keys.now,
        replaced: keys.rotations.len(),
        head: head.map(|head| (head.size.to_string(), times.when(head.signed_at), head.root)),
    };
    html(&Document::proof(frame::page(&request), facts))
}

/// `GET /t/{token}/preuve`: the receipt of this case, by hashes alone; that it was taken is an event before
pub async fn receipt(app: Data<App>, token: Path<String>) -> Result<HttpResponse, WebError> {
    let link = links::open(&app, &token, links::Scope::Tracking).await?;
    let subject = Subject::Incident(link.incident_id.into());
    let receipt = desk::sealed_receipt(&app, subject, Shows::Hashes).await?;
    desk::downloaded(&app, &By::Victim, subject, "receipt").await?;
    let case = row::get::<incident::Entity>(app.store.reader(), link.incident_id, "incident").await;
    Ok(attached(receipt, &case.map_err(desk::DeskError::from)?.reference))
}

/// A receipt as a file to keep.
#[must_use]
pub fn attached(receipt: Receipt, reference: &str) -> HttpResponse {
    let name = format!("attachment; filename=\"preuve-{reference}.jsonl\"");
    HttpResponse::Ok()
        .content_type("application/x-ndjson")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(receipt.lines)
}
