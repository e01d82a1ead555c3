//! The command palette: pages and cases by a few letters, a reference, a name or a telephone number.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use vigie_domain::{intake::fold::fold, search_words::search_words, vocabulary::Role};

use crate::{
    app::App,
    desk::{self, DeskError, Staff},
    store::find::{self, QueueFilter},
    web::{
        access::{Administrator, Auditor, Operator, Reader, Supervisor, Weigher},
        error::WebError,
        frame::{self, Times, html, query},
        present,
        view::{
            console::{FindPage, FindResults, Found},
            page::{Page, Section},
        },
    },
};
/// Cases looked through: a few more than are shown, since some may be veiled.
const NEWEST: u64 = 40;
/// Cases shown.
const MOST_CASES: u64 = 8;

/// Pages of the console: address, key of the name, who may open it.
const PAGES: [(&str, &str, &[Role]); 20] = [
    ("/queue", "queue-title", Reader::ROLES),
    ("/queue?owner=me", "view-mine", Reader::ROLES),
    ("/calls", "calls-title", Reader::ROLES),
    ("/calls/new", "nav-new-call", Operator::ROLES),
    ("/alarms", "alarms-title", Reader::ROLES),
    ("/board", "board-title", Reader::ROLES),
    ("/coverage", "coverage-title", Reader::ROLES),
    ("/providers", "nav-providers", Reader::ROLES),
    ("/providers/renewals", "renewals-title", Reader::ROLES),
    ("/mail", "mailroom-title", Reader::ROLES),
    ("/mail/in", "tray-title", Reader::ROLES),
    ("/playbooks", "nav-playbooks", Reader::ROLES),
    ("/dashboard", "dashboard-title", Supervisor::ROLES),
    ("/fairness", "fairness-month-link", Supervisor::ROLES),
    ("/weights", "weights-title", Weigher::ROLES),
    ("/webhooks", "webhooks-title", Administrator::ROLES),
    ("/audit", "audit-title", Auditor::ROLES),
    ("/users", "users-title", Administrator::ROLES),
    ("/preferences", "preferences-title", Reader::ROLES),
    ("/account", "account-title", Reader::ROLES),
];

/// `GET /find?q=…`, also for the palette: `part=list`.
pub async fn show(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let typed = query(&request, "q").unwrap_or_default();
    let pages = pages(&page, &typed, &reader.0);
    let cases = cases(&app, &reader.0, &typed, &Times::of(&request, &app)).await?;
    if query(&request, "part").as_deref() == Some("list") {
        return html(&FindResults { page, pages, cases, typed });
    }
    let staff = frame::staff(&request, &app, &reader.0, Section::Other).await?;
    html(&FindPage { page, staff, pages, cases, typed })
}

/// Pages whose name has every word that was typed; all of them when nothing was.
fn pages(page: &Page, typed: &str, staff: &Staff) -> Vec<Found> {
    let wanted = fold(typed);
    let allowed = PAGES.iter().filter(|(_, _, roles)| roles.contains(&staff.role));
    let named =
        allowed.map(|(link, key, _)| Found { link: (*link).to_owned(), name: page.say(key), more: String::new() });
    named.filter(|found| wanted.split_whitespace().all(|word| fold(&found.name).contains(word))).collect()
}

async fn cases(app: &App, staff: &Staff, typed: &str, times: &Times) -> Result<Vec<Found>, WebError> {
    let words = search_words(typed);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let filter = QueueFilter { words, newest_hits: Some(NEWEST), ..QueueFilter::default() };
    let mut found = find::queue(app.store.reader(), &filter, MOST_CASES).await.map_err(DeskError::from)?;
    let veil = desk::Veil::of(app, staff).await?;
    found.retain(|case| !veil.covers(case.id));
    let set = app.playbooks.live();
    let rows = found.into_iter().map(|case| Found {
        link: format!("/incidents/{}", case.reference),
        name: present::victim(&case.organisation, &case.contact_name),
        more: format!(
            "{} · {} · {}",
            case.reference,
            present::category_title(&set, &case.category, times),
            times.short(case.received_at)
        ),
    });
    Ok(rows.collect())
}
