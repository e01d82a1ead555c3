//! The proof of a case, for the desk, a judge or an archive.

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use vigie_domain::audit::Subject;

use crate::{
    app::App,
    desk::{self, Shows},
    web::{access::Reader, error::WebError, public::proof::attached},
};

/// `GET /incidents/{reference}/proof`: every event of the case with its proof; that it was taken is an event before
pub async fn receipt(app: Data<App>, reader: Reader, reference: Path<String>) -> Result<HttpResponse, WebError> {
    let case = desk::read::incident_by_reference(&app, &reference).await?;
    let subject = Subject::Incident(case.id.into());
    let receipt = desk::sealed_receipt(&app, subject, Shows::Events).await?;
    desk::downloaded(&app, &reader.by(), subject, "receipt").await?;
    Ok(attached(receipt, &case.reference))
}
