//! A partner's link: before it shows anything, the victim shows that the case is hers.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};

use crate::{
    app::App,
    desk::{self, DeskError, links},
    store::entity::link,
    web::{
        error::WebError,
        form::{Pairs, refuse, value},
        frame::{self, html_with, see_other},
        limits::Limits,
        view::{field::Filled, page::Page, public::Claim},
    },
};

/// The page of a link that nobody has taken over yet.
///
/// # Errors
/// The template.
pub fn form(page: Page, app: &App, link: &link::Model, form: Filled) -> Result<HttpResponse, WebError> {
    let status = if form.is_refused() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let action = format!("{}/claim", links::path(app, link));
    html_with(status, &Claim { page, action, by_code: false, form })
}

/// `POST /t/{token}/claim`
pub async fn take_over(
    request: HttpRequest,
    app: Data<App>,
    limits: Data<Limits>,
    token: Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let claim = links::open(&app, &token, links::Scope::Claim).await?;
    limits.claim(claim.incident_id)?;
    match desk::claim_case(&app, &claim, value(&pairs, "proof").to_owned()).await {
        Ok(tracking) => Ok(see_other(&links::path(&app, &tracking))),
        Err(DeskError::Fields(errors)) => {
            let page = frame::page(&request);
            let mut kept = Filled::from_pairs(pairs.into_inner());
            refuse(&mut kept, &page, &errors);
            form(page, &app, &claim, kept)
        }
        Err(other) => Err(other.into()),
    }
}
