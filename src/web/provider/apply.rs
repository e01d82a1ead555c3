//! A firm asks to be in the directory: a form that anybody can send, and that changes nothing until a person decides.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use vigie_domain::{
    intake::Department,
    provider::application::{FormFields, LABELS},
    vocabulary::{Profile, Size, Skill},
};

use crate::{
    app::App,
    desk::{self, Applied},
    web::{
        error::WebError,
        form::{Pairs, filled, typed},
        frame::{self, html_with, keep_lang},
        limits::Limits,
        present,
        view::{
            field::{Choice, Filled},
            provider::{Apply, LabelRow},
        },
    },
};

/// `GET /prestataires/candidature`
pub async fn show(request: HttpRequest, app: Data<App>) -> Result<HttpResponse, WebError> {
    let mut response = page(&request, &app, Filled::default(), StatusCode::OK, Sent::No)?;
    keep_lang(&request, &mut response);
    Ok(response)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    Yes,
    No,
}

fn page(
    request: &HttpRequest,
    app: &App,
    form: Filled,
    status: StatusCode,
    sent: Sent,
) -> Result<HttpResponse, WebError> {
    let page = frame::page(request);
    let choice = |vocabulary: &str, word: &str| Choice::new(word, &page.label(vocabulary, word));
    let departments = Department::all().iter().filter(|one| app.config.desk.is_in_remit(one.code));
    let view = Apply {
        sent: sent == Sent::Yes,
        profiles: Profile::ALL.iter().map(|one| choice("profile", one.as_str())).collect(),
        departments: departments.map(|one| Choice::new(one.code, &present::department_name(one.code))).collect(),
        skills: Skill::ALL
            .iter()
            .map(|one| Choice::new(&format!("skill_{one}"), &page.label("skill", one.as_str())))
            .collect(),
        levels: ["0", "1", "2", "3"].map(|level| choice("level", level)).into(),
        sizes: Size::ALL.iter().map(|one| choice("size", one.as_str())).collect(),
        label_rows: (1..=LABELS).map(LabelRow::of).collect(),
        form,
        page,
    };
    html_with(status, &view)
}

/// `POST /prestataires/candidature`
pub async fn send(
    request: HttpRequest,
    app: Data<App>,
    limits: Data<Limits>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    limits.report(&request)?;
    let app: Arc<App> = app.into_inner();
    let typed = typed(&pairs);
    let mut form = filled(&typed);
    let fields: FormFields = typed.fields;
    let frame = frame::page(&request);
    match desk::apply_to_directory(&app, fields).await? {
        Applied::Waits(_) => page(&request, &app, Filled::default(), StatusCode::OK, Sent::Yes),
        Applied::Full => Err(WebError::TooMany(3600)),
        Applied::Refused(refused) => {
            for refusal in refused {
                form.refuse(&refusal.field, present::field_reason(&frame, &refusal.field, &refusal.reason));
            }
            page(&request, &app, form, StatusCode::UNPROCESSABLE_ENTITY, Sent::No)
        }
    }
}
