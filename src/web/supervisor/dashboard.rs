//! The month in figures. Exercises don't count; nobody is ranked; what leaves the desk hides small cells.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web::Data};
use jiff::SignedDuration;

use crate::{
    app::App,
    desk::DeskError,
    store::{
        entity::{assignment, incident, offer},
        find,
    },
    web::{
        access::Supervisor,
        error::WebError,
        frame::{self, Times, html},
        present,
        view::{
            console::{Bar, Chart, Dashboard, Stat},
            format,
            page::{Page, Section},
        },
    },
};

/// Days that the page looks back.
const DAYS: i64 = 30;

/// `GET /dashboard`
pub async fn show(request: HttpRequest, app: Data<App>, supervisor: Supervisor) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let since = (times.now - SignedDuration::from_hours(24 * DAYS)).as_microsecond();
    let db = app.store.reader();
    let cases: Vec<incident::Model> = find::incidents_since(db, since).await.map_err(DeskError::from)?;
    let cases: Vec<incident::Model> = cases.into_iter().filter(|case| !case.exercise).collect();
    let (apart, cases): (Vec<_>, Vec<_>) = cases.into_iter().partition(counts_apart);
    let offers = find::offers_since(db, since).await.map_err(DeskError::from)?;
    let assignments = find::assignments_open_or_since(db, since).await.map_err(DeskError::from)?;
    let recent: Vec<assignment::Model> = assignments.into_iter().filter(|row| row.assigned_at >= since).collect();
    html(&Dashboard {
        staff: frame::staff(&request, &app, &supervisor.0, Section::Dashboard).await?,
        period: page.words.with("dashboard-days", &[("days", DAYS.into())]),
        stats: [stats(&page, &cases, &offers, &recent, &times), stats_apart(&page, &apart)].concat(),
        charts: charts(&app, &page, &cases, &times),
        page,
    })
}

/// Nobody has checked it, or it was checked and there was nothing: in no figure of what happened.
fn counts_apart(case: &incident::Model) -> bool {
    matches!(case.state.as_str(), "unverified" | "not_incident")
}

fn stats_apart(page: &Page, apart: &[incident::Model]) -> Vec<Stat> {
    let count = |state: &str| apart.iter().filter(|case| case.state == state).count().to_string();
    let stat = |key: &str, value: String| Stat { label: page.say(key), value, note: page.say("stat-apart-note") };
    vec![stat("stat-unverified", count("unverified")), stat("stat-not-incident", count("not_incident"))]
}

fn stats(
    page: &Page,
    cases: &[incident::Model],
    offers: &[offer::Model],
    recent: &[assignment::Model],
    times: &Times,
) -> Vec<Stat> {
    let stat = |key: &str, value: String| Stat { label: page.say(key), value, note: String::new() };
    let contact = median(cases.iter().filter_map(|case| Some(case.first_contact_at? - case.received_at)).collect());
    let received: BTreeMap<_, _> = cases.iter().map(|case| (case.id, case.received_at)).collect();
    let assigned =
        median(recent.iter().filter_map(|row| Some(row.assigned_at - received.get(&row.incident_id)?)).collect());
    let answered = offers
        .iter()
        .filter(|offer| matches!(offer.state.as_str(), "available" | "chosen" | "not_chosen" | "declined" | "expired"));
    let (mut asked, mut accepted) = (0_u32, 0_u32);
    for offer in answered {
        asked += 1;
        accepted += u32::from(matches!(offer.state.as_str(), "available" | "chosen" | "not_chosen"));
    }
    let going = cases.iter().filter(|case| case.closed_at.is_none()).count();
    let length =
        |micros: Option<i64>| micros.map_or_else(|| "—".into(), |span| format::length(span / 1_000_000, times.lang));
    let rate = (accepted * 100).checked_div(asked).map_or_else(|| "—".into(), |share| format!("{share}\u{a0}%"));
    vec![
        stat("stat-reports", cases.len().to_string()),
        stat("stat-going", going.to_string()),
        stat("stat-first-contact", length(contact)),
        stat("stat-assigned", length(assigned)),
        stat("stat-acceptance", rate),
    ]
}

fn median(mut list: Vec<i64>) -> Option<i64> {
    list.sort_unstable();
    list.get(list.len() / 2).copied()
}

fn charts(app: &App, page: &Page, cases: &[incident::Model], times: &Times) -> Vec<Chart> {
    let set = app.playbooks.live();
    let by_category = counted(cases.iter().map(|case| present::category_title(&set, &case.category, times)));
    let by_department = counted(cases.iter().map(|case| present::department_name(&case.department)));
    let by_channel = counted(cases.iter().map(|case| page.label("channel", &case.channel)));
    vec![
        chart(page, "category", by_category),
        chart(page, "department", by_department),
        chart(page, "channel", by_channel),
    ]
}

fn counted(labels: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for label in labels {
        *counts.entry(label).or_default() += 1;
    }
    let mut list: Vec<_> = counts.into_iter().collect();
    list.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    list
}

fn chart(page: &Page, name: &str, counts: Vec<(String, usize)>) -> Chart {
    let most = counts.first().map_or(1, |(_, count)| (*count).max(1));
    #[expect(clippy::cast_precision_loss, reason = "counts of cases are small")]
    let share = |count: usize| present::percent(count as f64 / most as f64);
    Chart {
        anchor: format!("by-{name}"),
        title: page.say(&format!("chart-{name}")),
        column: page.say(&format!("chart-{name}-column")),
        bars: counts
            .into_iter()
            .map(|(label, count)| Bar { label, percent: share(count), value: count.to_string() })
            .collect(),
    }
}
