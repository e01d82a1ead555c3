//! The fairness of a month: who could have had what, by name and never by rank; the same as CSV.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, http::header, web::Data};
use jiff::tz::TimeZone;
use vigie_domain::{
    ids::ProviderId,
    matching::{
        Directory,
        fair_shares::{EqualGroup, Share, equal_groups, overall, shares},
    },
    provider::row::as_text_cell,
};

use super::month::Month;
use crate::{
    app::App,
    desk,
    web::{
        access::Supervisor,
        error::WebError,
        frame::{self, Times, html},
        present,
        view::{
            console::{Cell, Column, Stat, Table, TableFilter, TablesPage},
            field::{Choice, Filled},
            page::{Page, Section},
        },
    },
};

/// Months that can be chosen.
const MONTHS: i32 = 12;

/// The figures of a month.
struct Figures {
    cases: usize,
    shares: BTreeMap<ProviderId, Share>,
    groups: Vec<EqualGroup>,
}

async fn figures(app: &App, month: &Month, zone: &TimeZone) -> Result<Figures, WebError> {
    let (from, until) = month.bounds(zone);
    let cases = desk::shared_month(app, from, until).await?;
    Ok(Figures { cases: cases.len(), shares: shares(&cases), groups: equal_groups(&cases) })
}

/// `GET /fairness`
pub async fn show(request: HttpRequest, app: Data<App>, supervisor: Supervisor) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let month = Month::asked(&request).unwrap_or_else(|| Month::holding(times.now, &times.zone));
    let figures = figures(&app, &month, &times.zone).await?;
    let directory = app.directory.snapshot();
    let offers: usize = figures.shares.values().map(|share| share.offers).sum();
    let stat = |key: &str, value: String| Stat { label: page.say(key), value, note: String::new() };
    let index = present::decimal(overall(&figures.shares), 2, times.lang);
    html(&TablesPage {
        staff: frame::staff(&request, &app, &supervisor.0, Section::Dashboard).await?,
        title: page.with("fairness-title", "month", &month.name(&page)),
        lead: page.say("fairness-lead"),
        links: vec![
            (format!("/fairness.csv?month={}", month.word()), page.say("fairness-csv")),
            ("/dashboard".into(), page.say("dashboard-title")),
            ("/weights".into(), page.say("weights-title")),
        ],
        filter: Some(filter(&page, &month, &times)),
        stats: vec![
            stat("fairness-cases", figures.cases.to_string()),
            stat("fairness-offers", offers.to_string()),
            Stat { note: page.say("fairness-index-note"), ..stat("fairness-index", index) },
        ],
        tables: vec![groups(&page, &figures.groups, &directory, &times), by_name(&page, &figures, &directory, &times)],
        notes: vec![page.say("fairness-note"), page.say("fairness-small")],
        page,
    })
}

fn filter(page: &Page, month: &Month, times: &Times) -> TableFilter {
    let this = Month::holding(times.now, &times.zone);
    let months = (0..MONTHS).map(|back| this.back(back));
    TableFilter {
        action: "/fairness".into(),
        name: "month",
        label: page.say("fairness-month"),
        choices: months.map(|month| Choice::new(&month.word(), &month.name(page))).collect(),
        filled: Filled::from_pairs([("month", month.word())]),
    }
}

fn name(directory: &Directory, id: ProviderId) -> String {
    directory.get(id).map_or_else(|| id.to_string(), |found| found.company.clone())
}

fn groups(page: &Page, groups: &[EqualGroup], directory: &Directory, times: &Times) -> Table {
    let row = |group: &EqualGroup| {
        let mut names: Vec<String> = group.providers.iter().map(|id| name(directory, *id)).collect();
        names.sort();
        let index = if group.tells {
            present::decimal(group.jain, 2, times.lang)
        } else {
            page.with("fairness-few", "index", &present::decimal(group.jain, 2, times.lang))
        };
        vec![Cell::text(names.join(", ")), Cell::number(group.cases), Cell::number(group.offers), Cell::number(index)]
    };
    Table {
        anchor: "groups",
        title: page.say("fairness-groups"),
        columns: vec![
            Column::words(page, "fairness-group"),
            Column::numbers(page, "fairness-able-for"),
            Column::numbers(page, "fairness-offers"),
            Column::numbers(page, "fairness-index"),
        ],
        rows: groups.iter().map(row).collect(),
        empty: page.say("fairness-no-group"),
    }
}

/// Everybody by name.
fn named<'f>(figures: &'f Figures, directory: &Directory) -> Vec<(String, &'f Share, ProviderId)> {
    let mut rows: Vec<_> = figures.shares.iter().map(|(id, share)| (name(directory, *id), share, *id)).collect();
    rows.sort_by_key(|one| (one.0.to_lowercase(), one.2));
    rows
}

fn by_name(page: &Page, figures: &Figures, directory: &Directory, times: &Times) -> Table {
    let row = |(name, share, id): &(String, &Share, ProviderId)| {
        vec![
            Cell::link(format!("/providers/{}", id.0.simple()), name.clone()),
            Cell::number(share.eligible),
            Cell::number(share.offers),
            Cell::number(present::decimal(share.expected, 1, times.lang)),
            Cell::number(share.cases),
        ]
    };
    Table {
        anchor: "by-name",
        title: page.say("fairness-by-name"),
        columns: vec![
            Column::words(page, "provider-company"),
            Column::numbers(page, "fairness-able-for"),
            Column::numbers(page, "fairness-offers"),
            Column::numbers(page, "fairness-expected"),
            Column::numbers(page, "fairness-got"),
        ],
        rows: named(figures, directory).iter().map(row).collect(),
        empty: page.say("fairness-empty"),
    }
}

/// `GET /fairness.csv`
pub async fn export(request: HttpRequest, app: Data<App>, _supervisor: Supervisor) -> Result<HttpResponse, WebError> {
    let times = Times::of(&request, &app);
    let month = Month::asked(&request).unwrap_or_else(|| Month::holding(times.now, &times.zone));
    let figures = figures(&app, &month, &times.zone).await?;
    let directory = app.directory.snapshot();
    let mut text = String::from("month;company;eligible;offers;expected_offers;assignments\r\n");
    for (name, share, _) in named(&figures, &directory) {
        let name = as_text_cell(&name).replace('"', "\"\"");
        let Share { eligible, offers, expected, cases } = share;
        text.push_str(&format!("{};\"{name}\";{eligible};{offers};{expected:.3};{cases}\r\n", month.word()));
    }
    let disposition = format!("attachment; filename=\"equite-{}.csv\"", month.word());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(text))
}
