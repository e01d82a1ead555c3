//! The page: what is due and why, what is held, what went.

use std::collections::HashMap;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{Data, Path},
};
use uuid::Uuid;
use vigie_domain::{audit::Subject, retention::Class};

use crate::{
    app::App,
    desk::{self, DeskError, Due, Why},
    store::{
        entity::{elimination, incident, legal_hold},
        find, row,
    },
    web::{
        access::DataProtection,
        error::WebError,
        frame::{self, Times, html_with, query},
        view::{
            console::{DueRow, HoldRow, Protection},
            field::{Choice, Filled},
            page::{Page, Section},
        },
    },
};

/// Lists shown.
const LISTS: u64 = 20;

/// `GET /protection`
pub async fn show(request: HttpRequest, app: Data<App>, officer: DataProtection) -> Result<HttpResponse, WebError> {
    let named = query(&request, "reference").unwrap_or_default();
    let form =
        Filled::from_pairs(["reference", "hold_reference", "access_reference"].map(|name| (name, named.clone())));
    page(&request, &app, &officer, form, StatusCode::OK).await
}

/// The page, with a form that was refused if there is one.
///
/// # Errors
/// The database.
pub(super) async fn page(
    request: &HttpRequest,
    app: &App,
    officer: &DataProtection,
    form: Filled,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let (page, times) = (frame::page(request), Times::of(request, app));
    let plan = desk::retention_plan(app).await?;
    let lists = find::eliminations(app.store.reader(), LISTS).await.map_err(DeskError::from)?;
    let view = Protection {
        staff: frame::staff(request, app, &officer.0, Section::Protection).await?,
        periods: periods(app, &page),
        to_go: plan.to_go().count(),
        due: plan.due.iter().map(|due| due_row(&page, due, &times)).collect(),
        holds: holds(app, &page, &times).await?,
        lists: lists.iter().map(|list| list_row(&page, list, &times)).collect(),
        reasons: Why::CHOICES
            .iter()
            .map(|why| Choice::new(why.as_str(), &page.label("erase-why", why.as_str())))
            .collect(),
        form,
        page,
    };
    html_with(status, &view)
}

/// How long each class of data is kept, in words.
#[must_use]
pub fn periods(app: &App, page: &Page) -> Vec<(String, String)> {
    let kept = &app.config.retention;
    let said = |class: Class| match class {
        Class::Unfinished => page.count("period-days", usize_of(kept.unfinished_days)),
        Class::ContactOnly => page.count("period-months", usize_of(kept.contact_months)),
        Class::Case => page.count("period-months", usize_of(kept.case_months)),
        Class::LooseMail => page.count("period-months", usize_of(kept.loose_mail_months)),
    };
    Class::ALL.iter().map(|class| (page.label("class", class.as_str()), said(*class))).collect()
}

fn due_row(page: &Page, due: &Due, times: &Times) -> DueRow {
    let is_case = matches!(due.class, Class::Case | Class::ContactOnly);
    DueRow {
        class: page.label("class", due.class.as_str()),
        name: due.name.clone(),
        link: if is_case { format!("/incidents/{}", due.name) } else { String::new() },
        since: times.short(due.since.as_microsecond()),
        held: due.held,
    }
}

async fn holds(app: &App, page: &Page, times: &Times) -> Result<Vec<HoldRow>, DeskError> {
    let db = app.store.reader();
    let names: HashMap<Uuid, String> = find::users(db).await?.into_iter().map(|user| (user.id, user.name)).collect();
    let mut rows = Vec::new();
    for hold in find::holds_in_force(db).await? {
        let case = row::get::<incident::Entity>(db, hold.incident_id, "incident").await?;
        rows.push(hold_row(page, hold, case.reference, (&names, times)));
    }
    Ok(rows)
}

fn hold_row(
    page: &Page,
    hold: legal_hold::Model,
    reference: String,
    (names, times): (&HashMap<Uuid, String>, &Times),
) -> HoldRow {
    let who = hold.set_by.and_then(|id| names.get(&id).cloned()).unwrap_or_else(|| page.say("party-desk"));
    let since = page.words.with("hold-since", &[("who", who.into()), ("when", times.short(hold.set_at).into())]);
    HoldRow { id: hold.id.simple().to_string(), reference, reason: hold.reason, since }
}

fn list_row(page: &Page, list: &elimination::Model, times: &Times) -> (String, String) {
    let count = u32::try_from(list.items).unwrap_or(u32::MAX);
    let words = [("count", count.into()), ("when", times.short(list.made_at).into())];
    (format!("/protection/lists/{}", list.id.simple()), page.words.with("protection-list", &words))
}

/// `GET /protection/lists/{id}`: a signed list of what was eliminated
pub async fn list(app: Data<App>, officer: DataProtection, id: Path<Uuid>) -> Result<HttpResponse, WebError> {
    let list = row::get::<elimination::Entity>(app.store.reader(), *id, "list").await.map_err(DeskError::from)?;
    desk::downloaded(&app, &officer.by(), Subject::Desk, "elimination list").await?;
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"elimination.txt\""))
        .body(list.note))
}

fn usize_of(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
