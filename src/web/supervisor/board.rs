//! The board of cases that want a provider and have none, and a plan for all of them together.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{matching::Planned, vocabulary::OfferState};

use crate::{
    app::App,
    desk::{self, DeskError, Unfilled},
    store::StoreError,
    web::{
        access::Reader,
        error::WebError,
        frame::{self, Times, html},
        present,
        view::{
            console::{Cell, CellAct, Column, Standing, Table, TablesPage},
            page::{Page, Section},
        },
    },
};

/// `GET /board`
pub async fn show(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let mut cases = desk::unfilled_cases(&app).await?;
    let veil = desk::Veil::of(&app, &reader.0).await?;
    let weights = desk::weights_in_force(&app).await?;
    let (shared, to_plan) = (app.clone().into_inner(), cases.clone());
    // Forty cases and a thousand providers are work for a thread of its own.
    let plan = actix_web::web::block(move || desk::plan_together(&shared, &to_plan, weights));
    let plan = plan.await.map_err(|_| DeskError::from(StoreError::Stopping))??;
    cases.iter_mut().for_each(|case| veil.over_case(&mut case.incident));
    let may_ask = reader.0.role.takes_calls();
    let mut tables = vec![board(&app, &page, &cases, &times)];
    if cases.len() > 1 {
        tables.push(together(&app, &page, &cases, &plan, may_ask));
    }
    html(&TablesPage {
        staff: frame::staff(&request, &app, &reader.0, Section::Alarms).await?,
        title: page.say("board-title"),
        lead: page.say("board-lead"),
        links: vec![("/alarms".into(), page.say("alarms-title")), ("/coverage".into(), page.say("coverage-title"))],
        filter: None,
        stats: Vec::new(),
        tables,
        notes: vec![page.say("board-note")],
        page,
    })
}

fn board(app: &App, page: &Page, cases: &[Unfilled], times: &Times) -> Table {
    Table {
        anchor: "unfilled",
        title: page.count("board-count", cases.len()),
        columns: vec![
            Column::words(page, "board-case"),
            Column::words(page, "board-what"),
            Column::words(page, "board-where"),
            Column::words(page, "board-since"),
            Column::words(page, "board-asked"),
            Column::words(page, "board-next"),
        ],
        rows: cases.iter().map(|case| row(app, page, case, times)).collect(),
        empty: page.say("board-empty"),
    }
}

fn row(app: &App, page: &Page, case: &Unfilled, times: &Times) -> Vec<Cell> {
    let incident = &case.incident;
    let set = app.playbooks.live();
    let severity = page.label("severity", &incident.severity);
    let what = format!("{} · {severity}", present::category_title(&set, &incident.category, times));
    let since = incident.agreed_at.unwrap_or(incident.received_at);
    vec![
        Cell::link(format!("/incidents/{}", incident.reference), incident.reference.clone()),
        Cell::text(what),
        Cell::text(present::place(incident.commune.as_deref(), &incident.department)),
        Cell::text(times.short(since)),
        Cell::text(asked(page, case)),
        next(page, case, times),
    ]
}

/// « 3 sollicités, 1 disponible, 1 refus ; recherche élargie : territoire ».
fn asked(page: &Page, case: &Unfilled) -> String {
    use OfferState::{Available, Declined, Expired, Held, Sent};
    let counts: [(&str, &[OfferState]); 4] = [
        ("board-sent", &[Sent]),
        ("board-available", &[Available]),
        ("board-gone", &[Declined, Expired]),
        ("board-held", &[Held]),
    ];
    let told = counts.iter().map(|(key, states)| (key, case.count(states))).filter(|(_, count)| *count > 0);
    let told: Vec<String> = told.map(|(key, count)| page.count(key, count)).collect();
    let sentence = if told.is_empty() { page.say("board-nobody-asked") } else { told.join(", ") };
    let steps: Vec<String> =
        case.widened.iter().map(|step| page.label("widening", json!(step).as_str().unwrap_or_default())).collect();
    let widened = (!steps.is_empty()).then(|| page.with("board-widened", "steps", &steps.join(", ")));
    [Some(sentence), widened].into_iter().flatten().collect::<Vec<_>>().join(" ; ")
}

fn next(page: &Page, case: &Unfilled, times: &Times) -> Cell {
    let offers = format!("/incidents/{}#offers", case.incident.reference);
    if let Some(alarm) = case.alarms.first() {
        return Cell::badge(page.say(&alarm.text_id), Standing::Over).leading_to(offers);
    }
    match case.next() {
        Some((key, at)) => Cell::text(page.with(key, "when", &times.short(at))),
        None => Cell::badge(page.say("board-nothing"), Standing::Soon).leading_to(offers),
    }
}

/// One provider for each case; a button asks that one, by the page's own route and with the reason of the plan.
fn together(app: &App, page: &Page, cases: &[Unfilled], plan: &[Planned], may_ask: bool) -> Table {
    let by_id: HashMap<Uuid, &Unfilled> = cases.iter().map(|case| (case.incident.id, case)).collect();
    let directory = app.directory.snapshot();
    let row = |planned: &Planned| {
        let case = by_id.get(&planned.incident.0)?;
        let reference = case.incident.reference.clone();
        let provider = planned.provider.and_then(|id| directory.get(id));
        let who = match provider {
            Some(found) => Cell::link(format!("/providers/{}", found.id.0.simple()), found.company.clone()),
            None => Cell::badge(page.say("plan-nobody"), Standing::Over),
        };
        let act = provider.filter(|_| may_ask).map(|found| CellAct {
            action: format!("/incidents/{reference}/offers"),
            fields: vec![
                ("version", case.incident.version.to_string()),
                ("provider", found.id.0.to_string()),
                ("reason", page.say("plan-reason")),
            ],
            label: page.with("plan-ask", "reference", &reference),
        });
        Some(vec![
            Cell::link(format!("/incidents/{reference}"), reference),
            Cell::text(format!("P{}", planned.priority)),
            who,
            Cell::number(planned.eligible),
            Cell { act, ..Cell::default() },
        ])
    };
    Table {
        anchor: "plan",
        title: page.say("plan-title"),
        columns: vec![
            Column::words(page, "board-case"),
            Column::words(page, "priority"),
            Column::words(page, "plan-provider"),
            Column::numbers(page, "plan-eligible"),
            Column::words(page, "plan-act"),
        ],
        rows: plan.iter().filter_map(row).collect(),
        empty: page.say("plan-empty"),
    }
}
