//! Calls before and beside the call screen: a new one, and those to make or to take up again.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web::Data};
use uuid::Uuid;

use crate::{
    app::App,
    desk::{self, DeskError, TypedReport},
    store::{
        entity::{draft, task},
        find::{self, CaseLine},
    },
    web::{
        access::{Operator, Reader},
        error::WebError,
        form::{Pairs, value},
        frame::{self, Times, html, query, see_other},
        present::{self, caller},
        view::{
            clock::{Clock, Tone},
            console::{CallToMake, CallsPage, CallsRows, NewCall},
            format,
            page::{Page, Section},
        },
    },
};

/// Microseconds after which a call that nobody looks at counts as left.
const LEFT_AFTER: i64 = 60_000_000;

/// `GET /calls/new`, also from the telephone: `?phone=…`. Nothing is kept before the call is taken.
pub async fn ask(request: HttpRequest, app: Data<App>, operator: Operator) -> Result<HttpResponse, WebError> {
    let times = Times::of(&request, &app);
    let phone = query(&request, "phone").unwrap_or_default().trim().to_owned();
    let keys = caller::keys_of_number(&phone);
    html(&NewCall {
        page: frame::page(&request),
        staff: frame::staff(&request, &app, &operator.0, Section::Case).await?,
        known: caller::known(&app, &operator.0, &keys, &times).await?,
        phone,
    })
}

/// `POST /calls`: takes a call.
pub async fn start(app: Data<App>, operator: Operator, pairs: Pairs) -> Result<HttpResponse, WebError> {
    let phone = Some(value(&pairs, "phone").to_owned()).filter(|text| !text.is_empty());
    let id = desk::start_call(&app.into_inner(), &operator.by(), phone).await?;
    Ok(see_other(&format!("/calls/{}", id.simple())))
}

/// `GET /calls`: whom the desk owes a call, the most urgent first.
pub async fn list(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let veil = desk::Veil::of(&app, &reader.0).await?;
    let rows = rows(&app, &page, &veil, &Times::of(&request, &app)).await?;
    let staff = frame::staff(&request, &app, &reader.0, Section::Calls).await?;
    if query(&request, "part").as_deref() == Some("rows") {
        return html(&CallsRows { page, staff, rows });
    }
    html(&CallsPage { page, staff, rows })
}

async fn rows(app: &App, page: &Page, veil: &desk::Veil, times: &Times) -> Result<Vec<CallToMake>, WebError> {
    let db = app.store.reader();
    let users = find::users(db).await.map_err(DeskError::from)?;
    let names: HashMap<Uuid, String> = users.into_iter().map(|user| (user.id, user.name)).collect();
    let mut rows: Vec<(i64, CallToMake)> = Vec::new();
    for (row, call) in desk::waiting_calls(app, LEFT_AFTER).await? {
        rows.push((row.dropped_at.unwrap_or(row.updated_at), broken(page, &row, &call, &names, times)));
    }
    for (task, case, others) in one_a_case(find::calls_owed(db).await.map_err(DeskError::from)?) {
        if veil.covers(case.id) {
            continue;
        }
        rows.push((task.due_at, owed(app, page, (&task, &case, others), times)));
    }
    for mut case in find::awaiting_contact(db).await.map_err(DeskError::from)? {
        veil.over(&mut case);
        rows.push((case.first_contact_due, first(app, page, &case, times)));
    }
    rows.sort_by_key(|(due, _)| *due);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// A call that broke off, or that somebody left.
fn broken(
    page: &Page,
    row: &draft::Model,
    call: &TypedReport,
    names: &HashMap<Uuid, String>,
    times: &Times,
) -> CallToMake {
    let named = [call.field("organisation_name"), call.field("contact_name"), call.field("phone")];
    let title = named.into_iter().find(|text| !text.trim().is_empty()).map(str::to_owned);
    let who = row.owner.and_then(|owner| names.get(&owner).cloned()).unwrap_or_default();
    let key = match (row.dropped_at, row.owner) {
        (Some(_), None) => "calls-missed",
        (Some(_), Some(_)) => "calls-broken",
        _ => "calls-left",
    };
    let since = row.dropped_at.unwrap_or(row.updated_at);
    CallToMake {
        title: title.unwrap_or_else(|| page.say("call-unnamed")),
        link: None,
        reference: String::new(),
        phone: format::phone(call.field("phone")),
        phone_link: call.field("phone").to_owned(),
        why: page.with(key, "who", &who),
        words: call.field("description").chars().take(160).collect(),
        clock: Clock {
            label: page.say("calls-since"),
            due: times.short(since),
            left: String::new(),
            machine: times.machine(since),
            tone: Tone::Late,
        },
        call: Some(row.id.simple().to_string()),
    }
}

/// The most urgent call of each case that goes on, and how many others wait behind it.
fn one_a_case(owed: Vec<(task::Model, CaseLine)>) -> Vec<(task::Model, CaseLine, usize)> {
    let mut rows: Vec<(task::Model, CaseLine, usize)> = Vec::new();
    for (task, case) in owed {
        let is_over = case.state.parse().is_ok_and(vigie_domain::incident::is_over);
        match rows.iter_mut().find(|(_, known, _)| known.id == case.id) {
            _ if is_over => {}
            Some((.., others)) => *others += 1,
            None => rows.push((task, case, 0)),
        }
    }
    rows
}

/// A task to telephone.
fn owed(app: &App, page: &Page, (task, case, others): (&task::Model, &CaseLine, usize), times: &Times) -> CallToMake {
    let mut why = present::label_of(app, &task.text_id, &task.arguments, times);
    if others > 0 {
        why = format!("{why} ({})", page.count("calls-others", others));
    }
    let clock = present::clock("clock-task", task.created_at, task.due_at, times);
    let row = CallToMake { why, words: task.words.clone(), clock, ..first(app, page, case, times) };
    // Whom to call is in the words: not the victim's number beside them.
    let is_victim = task.kind != "call_on_call";
    if is_victim { row } else { CallToMake { phone: String::new(), ..row } }
}

/// A case that waits for its first contact.
fn first(app: &App, page: &Page, case: &CaseLine, times: &Times) -> CallToMake {
    let set = app.playbooks.live();
    CallToMake {
        title: present::victim(&case.organisation, &case.contact_name),
        link: Some(format!("/incidents/{}", case.reference)),
        reference: case.reference.clone(),
        phone: case.phone.as_deref().map_or_else(String::new, format::phone),
        phone_link: case.phone.clone().unwrap_or_default(),
        why: page.with("calls-first", "what", &present::category_title(&set, &case.category, times)),
        words: page.with("case-say-words", "words", &case.words.replace(' ', " · ")),
        clock: present::clock("clock-first-contact", case.received_at, case.first_contact_due, times),
        call: None,
    }
}
