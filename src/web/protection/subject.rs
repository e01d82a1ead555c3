//! What is kept of somebody: to read on a page, or as a file. Posted, since an address would stay in logs and histories.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, http::header, web::Data};
use serde_json::Value;

use super::page::page;
use crate::{
    app::App,
    desk::{self, Asked, DeskError},
    web::{
        access::DataProtection,
        error::WebError,
        form::{Pairs, filled, typed, value},
        frame::{self, html},
        view::{
            console::{SubjectLine, SubjectPage},
            page::{Page, Section},
        },
    },
};

/// `POST /protection/access`
pub async fn access(
    request: HttpRequest,
    app: Data<App>,
    officer: DataProtection,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let frame = frame::page(&request);
    let said = |name: &str| value(&pairs, name).to_owned();
    let asked =
        Asked { phone: said("phone"), email: said("email"), siret: said("siret"), reference: said("access_reference") };
    let file = match desk::subject_file(&app, &officer.by(), &asked, frame.words).await {
        Err(DeskError::NotFound(_)) => {
            let mut form = filled(&typed(&pairs));
            form.refuse("phone", frame.say("refused-nobody"));
            return page(&request, &app, &officer, form, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        other => other?,
    };
    if value(&pairs, "intent") == "file" {
        return Ok(HttpResponse::Ok()
            .content_type("application/json")
            .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"donnees.json\""))
            .body(format!("{:#}", file.document)));
    }
    let mut lines = Vec::new();
    told(&frame, &file.document, 0, &mut lines);
    let staff = frame::staff(&request, &app, &officer.0, Section::Protection).await?;
    html(&SubjectPage { staff, cases: file.cases, lines, page: frame })
}

/// A document as headings and lines; what is empty isn't told.
fn told(page: &Page, document: &Value, depth: usize, lines: &mut Vec<SubjectLine>) {
    // Deeper than this nothing is indented any more.
    let depth = depth.min(4);
    match document {
        Value::Object(members) => {
            for (name, value) in members {
                tell_member(page, name_of(page, name), value, (depth, lines));
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                tell_member(page, format!("{}", number + 1), item, (depth, lines));
            }
        }
        _ => {}
    }
}

fn tell_member(page: &Page, name: String, value: &Value, (depth, lines): (usize, &mut Vec<SubjectLine>)) {
    match value {
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        Value::Array(items) if items.is_empty() => {}
        Value::Object(members) if members.is_empty() => {}
        Value::Object(_) | Value::Array(_) => {
            lines.push(SubjectLine { depth, name, value: String::new() });
            told(page, value, depth + 1, lines);
        }
        Value::String(text) => lines.push(SubjectLine { depth, name, value: text.clone() }),
        other => lines.push(SubjectLine { depth, name, value: other.to_string() }),
    }
}

/// A name of the document in the reader's language, where there is a text for it.
fn name_of(page: &Page, name: &str) -> String {
    let text = page.label("subject", name);
    if text.starts_with('‹') { name.replace('_', " ") } else { text }
}
