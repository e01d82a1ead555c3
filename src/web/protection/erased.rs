//! A case that was erased: what remains of it.

use actix_web::{HttpRequest, HttpResponse};

use crate::{
    app::App,
    store::entity::incident,
    web::{
        access::Reader,
        error::WebError,
        frame::{self, Times, html},
        present,
        view::{console::ErasedCase, page::Section},
    },
};

/// The page in place of the case's own.
///
/// # Errors
/// The database.
pub async fn erased_case(
    request: &HttpRequest,
    app: &App,
    reader: &Reader,
    case: &incident::Model,
) -> Result<HttpResponse, WebError> {
    let (page, times) = (frame::page(request), Times::of(request, app));
    let set = app.playbooks.live();
    let line = |key: &str, value: String| (page.say(key), value);
    let kept = vec![
        line("erased-category", present::category_title(&set, &case.category, &times)),
        line("erased-severity", page.label("severity", &case.severity)),
        line("erased-department", case.department.clone()),
        line("erased-received", times.when(case.received_at)),
        line("erased-closed", case.closed_at.map_or_else(String::new, |at| times.when(at))),
    ];
    html(&ErasedCase {
        staff: frame::staff(request, app, &reader.0, Section::Case).await?,
        reference: case.reference.clone(),
        when: times.when(case.erased_at.unwrap_or(case.updated_at)),
        kept,
        page,
    })
}
