//! What a code and a postal code open: the page of a case, a form to go on with. A wrong code is answered like any other.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};

use super::{report, tracking};
use crate::{
    app::App,
    desk::{self, DeskError, TypedReport},
    web::{
        error::WebError,
        form::{Pairs, filled, typed, value},
        frame::{self, html, html_with},
        limits::Limits,
        view::{
            field::Filled,
            page::Page,
            public::{ByCode, FormKept},
        },
    },
};

/// `GET /suivi`
pub async fn ask(request: HttpRequest) -> Result<HttpResponse, WebError> {
    html(&case_form(frame::page(&request), Filled::default()))
}

fn case_form(page: Page, form: Filled) -> ByCode {
    ByCode { action: "/suivi", title: "code-title", lead: "code-lead", page, form }
}

fn form_form(page: Page, form: Filled) -> ByCode {
    ByCode { action: "/report/resume", title: "resume-title", lead: "resume-lead", page, form }
}

/// The form again: nothing says which half was wrong.
fn refused(
    request: &HttpRequest,
    pairs: Vec<(String, String)>,
    view: fn(Page, Filled) -> ByCode,
) -> Result<HttpResponse, WebError> {
    let page = frame::page(request);
    let mut form = Filled::from_pairs(pairs);
    form.refuse("code", page.say("code-wrong"));
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view(page, form))
}

/// `POST /suivi`: the page of the case, for reading only.
pub async fn open(
    request: HttpRequest,
    app: Data<App>,
    limits: Data<Limits>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    limits.code(&request)?;
    match desk::case_by_code(&app, value(&pairs, "code"), value(&pairs, "postal_code")).await {
        Ok(case) => tracking::read_only(&request, &app, case).await,
        Err(DeskError::NotFound(_)) => refused(&request, pairs.into_inner(), case_form),
        Err(other) => Err(other.into()),
    }
}

/// `POST /report/save`: the form is kept, and the code shown once.
pub async fn save(
    request: HttpRequest,
    app: Data<App>,
    limits: Data<Limits>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    limits.keep(&request)?;
    let given: TypedReport = typed(&pairs);
    let postal_code = given.field("postal_code").to_owned();
    let app = app.into_inner();
    match desk::keep_form(&app, given.clone(), value(&pairs, "form_code")).await {
        Ok(code) => {
            let page = frame::page(&request);
            html(&FormKept { code: code.as_str().to_owned(), postal_code, days: desk::FORM_DAYS, page })
        }
        Err(DeskError::Needs(_)) => report::again(
            &request,
            (&app, &limits),
            &given,
            |form, page| form.refuse("postal_code", page.say("save-needs-place")),
            None,
        ),
        Err(other) => Err(other.into()),
    }
}

/// `GET /report/resume`
pub async fn ask_form(request: HttpRequest) -> Result<HttpResponse, WebError> {
    html(&form_form(frame::page(&request), Filled::default()))
}

/// `POST /report/resume`: the form as it was left.
pub async fn resume(
    request: HttpRequest,
    app: Data<App>,
    limits: Data<Limits>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    limits.code(&request)?;
    match desk::kept_form(&app, value(&pairs, "code"), value(&pairs, "postal_code")).await {
        Ok(mut kept) => {
            kept.set("form_code", value(&pairs, "code"));
            html(&report::taken_up(&request, (&app, &limits), &kept, filled(&kept)))
        }
        Err(DeskError::NotFound(_)) => refused(&request, pairs.into_inner(), form_form),
        Err(other) => Err(other.into()),
    }
}
