//! The weights of the score: tried on the past, proposed by one person, decided by another.

use std::collections::HashMap;

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;
use vigie_domain::matching::{Weights, read_weights, what_if};

use crate::{
    app::App,
    desk::{self, DeskError, NewWeights, TriedOut, WeightsDecision, WeightsInForce},
    store::{entity::weights_proposal, find, row},
    web::{
        access::Weigher,
        error::WebError,
        form::{Pairs, filled, typed, value},
        frame::{self, Times, html, html_with, see_other},
        present,
        view::{
            console::{Cell, Column, Table, TriedWeights, WaitingWeights, WeightField, WeightsPage},
            field::{Choice, Filled},
            page::{Page, Section},
        },
    },
};

/// Days back that can be chosen; the first is usual.
const DAYS: [u32; 3] = [90, 30, 365];
/// Decisions that the page lists.
const LISTED: u64 = 30;

/// `GET /weights`; `from` fills the form with weights of an earlier proposal
pub async fn show(request: HttpRequest, app: Data<App>, weigher: Weigher) -> Result<HttpResponse, WebError> {
    let from = frame::query(&request, "from").and_then(|text| Uuid::try_parse(&text).ok());
    let weights = match from {
        Some(id) => weights_of(&proposal(&app, id).await?)?,
        None => desk::weights_in_force(&app).await?.weights,
    };
    let form = form_of(&frame::page(&request), &weights);
    html(&view(&request, &app, &weigher, form, None).await?)
}

async fn proposal(app: &App, id: Uuid) -> Result<weights_proposal::Model, WebError> {
    let found = row::get::<weights_proposal::Entity>(app.store.reader(), id, "proposal").await;
    Ok(found.map_err(DeskError::from)?)
}

fn weights_of(row: &weights_proposal::Model) -> Result<Weights, WebError> {
    Ok(desk::weights_of(row).map_err(DeskError::from)?)
}

/// The form with these weights in it, as percents that a person may change.
fn form_of(page: &Page, weights: &Weights) -> Filled {
    let plain = |share| present::share(share, page.words.0).replace(['%', '\u{a0}'], "");
    Filled::from_pairs(weights.shares().map(|(part, share)| (part, plain(share))))
}

/// `POST /weights`: tries them, or proposes them
pub async fn propose(
    request: HttpRequest,
    app: Data<App>,
    weigher: Weigher,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let page = frame::page(&request);
    let days = value(&pairs, "days").parse().ok().filter(|days| DAYS.contains(days)).unwrap_or(DAYS[0]);
    let weights = match read_weights(|part| value(&pairs, part)) {
        Ok(weights) => weights,
        Err(faults) => {
            let refused = faults.iter().map(|(part, fault)| (*part, page.label("weights-fault", fault.as_str())));
            return refuse(&request, &app, &weigher, &pairs, refused.collect()).await;
        }
    };
    if value(&pairs, "intent") != "propose" {
        let tried = desk::try_weights(&app, &weights, days).await?;
        return html(&view(&request, &app, &weigher, filled(&typed(&pairs)), Some(tried)).await?);
    }
    let new = NewWeights { weights, reason: value(&pairs, "reason").to_owned(), days };
    let refused = match desk::propose_weights(&app, &weigher.by(), new).await {
        Ok(_) => return Ok(see_other("/weights?done=weights-proposed")),
        Err(DeskError::Needs(_)) => ("reason", page.say("weights-no-reason")),
        Err(DeskError::Already("these weights")) => (Weights::PARTS[0], page.say("weights-same")),
        Err(DeskError::Already(_)) => (Weights::PARTS[0], page.say("weights-one-at-a-time")),
        Err(DeskError::Stale) => (Weights::PARTS[0], page.say("weights-changed-meanwhile")),
        Err(other) => return Err(other.into()),
    };
    refuse(&request, &app, &weigher, &pairs, vec![refused]).await
}

async fn refuse(
    request: &HttpRequest,
    app: &App,
    weigher: &Weigher,
    pairs: &Pairs,
    refused: Vec<(&str, String)>,
) -> Result<HttpResponse, WebError> {
    let mut form = filled(&typed(pairs));
    for (field, text) in refused {
        form.refuse(field, text);
    }
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view(request, app, weigher, form, None).await?)
}

/// `POST /weights/{id}`: another person approves; anybody who may refuses, who proposed takes back
pub async fn decide(
    request: HttpRequest,
    app: Data<App>,
    weigher: Weigher,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let page = frame::page(&request);
    let (decision, done) = match value(&pairs, "intent") {
        "approve" => (WeightsDecision::Approve, "weights-approved"),
        "refuse" => (WeightsDecision::Refuse { reason: value(&pairs, "refusal").to_owned() }, "weights-refused"),
        _ => return Err(WebError::Malformed("intent".into())),
    };
    let (field, text, status) = match desk::decide_weights(&app, &weigher.by(), *id, decision).await {
        Ok(()) => return Ok(see_other(&format!("/weights?done={done}"))),
        Err(DeskError::Needs(_)) => ("refusal", "weights-no-reason", StatusCode::UNPROCESSABLE_ENTITY),
        Err(DeskError::Forbidden) => ("waiting-title", "weights-second-person", StatusCode::UNPROCESSABLE_ENTITY),
        Err(DeskError::Already(_)) => ("history", "weights-decided-already", StatusCode::CONFLICT),
        Err(other) => return Err(other.into()),
    };
    let mut form = form_of(&page, &desk::weights_in_force(&app).await?.weights);
    form.set("refusal", value(&pairs, "refusal"));
    form.refuse(field, page.say(text));
    html_with(status, &view(&request, &app, &weigher, form, None).await?)
}

async fn view(
    request: &HttpRequest,
    app: &App,
    weigher: &Weigher,
    form: Filled,
    tried: Option<TriedOut>,
) -> Result<WeightsPage, WebError> {
    let (page, times, db) = (frame::page(request), Times::of(request, app), app.store.reader());
    let in_force = desk::weights_in_force(app).await?;
    let names = names(app).await?;
    let waiting = find::waiting_weights(db).await.map_err(DeskError::from)?;
    let decided = find::decided_weights(db, LISTED).await.map_err(DeskError::from)?;
    let waiting = match waiting {
        Some(row) => Some(waits(app, (&page, &times), &names, &in_force, (row, weigher.0.id.0))?),
        None => None,
    };
    Ok(WeightsPage {
        staff: frame::staff(request, app, &weigher.0, Section::Providers).await?,
        since: since(&page, &times, &in_force),
        in_force: shares(&page, &in_force.weights),
        waiting,
        tried: tried.map(|tried| shown(app, &page, &tried, "tried")),
        parts: Weights::PARTS.map(field).into(),
        days: DAYS.map(|days| Choice::new(&days.to_string(), &page.count("weights-days-back", days as usize))).into(),
        history: history(&page, &times, &names, &decided)?,
        form,
        page,
    })
}

async fn names(app: &App) -> Result<HashMap<Uuid, String>, WebError> {
    let users = find::users(app.store.reader()).await.map_err(DeskError::from)?;
    Ok(users.into_iter().map(|user| (user.id, user.name)).collect())
}

fn field(name: &'static str) -> WeightField {
    WeightField { name, label: format!("part-{name}"), hint: format!("weights-hint-{name}") }
}

fn since(page: &Page, times: &Times, in_force: &WeightsInForce) -> String {
    let Some(at) = in_force.since else { return page.say("weights-of-settings") };
    let arguments = [("version", in_force.version.into()), ("when", times.short(at).into())];
    page.words.with("weights-since", &arguments)
}

fn shares(page: &Page, weights: &Weights) -> Vec<(String, String)> {
    let share = |(part, share)| (page.label("part", part), present::share(share, page.words.0));
    weights.shares().into_iter().map(share).collect()
}

fn waits(
    app: &App,
    (page, times): (&Page, &Times),
    names: &HashMap<Uuid, String>,
    in_force: &WeightsInForce,
    (row, reader): (weights_proposal::Model, Uuid),
) -> Result<WaitingWeights, WebError> {
    let weights = weights_of(&row)?;
    let tried = desk::simulation_of(&row).map_err(DeskError::from)?;
    let who = names.get(&row.proposed_by).cloned().unwrap_or_default();
    let arguments = [("who", who.into()), ("when", times.short(row.proposed_at).into())];
    let both = shares(page, &in_force.weights).into_iter().zip(shares(page, &weights));
    let row_of = |((part, before), (_, after))| vec![Cell::text(part), Cell::number(before), Cell::number(after)];
    Ok(WaitingWeights {
        id: row.id.simple().to_string(),
        sentence: page.words.with("weights-proposed-by", &arguments),
        reason: row.reason,
        table: side_by_side(page, "parts", "weights-parts", both.map(row_of).collect()),
        tried: shown(app, page, &tried, "figures"),
        own: row.proposed_by == reader,
    })
}

fn side_by_side(page: &Page, anchor: &'static str, title: &str, rows: Vec<Vec<Cell>>) -> Table {
    Table {
        anchor,
        title: page.say(title),
        columns: vec![
            Column::words(page, "weights-what"),
            Column::numbers(page, "weights-in-force"),
            Column::numbers(page, "weights-others"),
        ],
        rows,
        empty: page.say("weights-nothing-moves"),
    }
}

/// What others would have changed, in words and side by side.
fn shown(app: &App, page: &Page, tried: &TriedOut, anchor: &'static str) -> TriedWeights {
    let TriedOut { days, newest_only, shown } = tried;
    if shown.cases == 0 {
        let sentence = page.count("weights-no-case", *days as usize);
        return TriedWeights { sentence, figures: None, moved: None };
    }
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX).into();
    let arguments = [
        ("cases", count(shown.cases)),
        ("days", (*days).into()),
        ("first", count(shown.other_first)),
        ("asked", count(shown.others_asked)),
    ];
    let key = if *newest_only { "weights-shown-newest" } else { "weights-shown" };
    TriedWeights {
        sentence: page.words.with(key, &arguments),
        figures: Some(side_by_side(page, anchor, "weights-figures", figures(page, shown))),
        moved: Some(moved(app, page, &shown.moved, if anchor == "tried" { "tried-moved" } else { "moved" })),
    }
}

fn figures(page: &Page, shown: &what_if::WhatIf) -> Vec<Vec<Cell>> {
    let lang = page.words.0;
    let number = |value: Option<f64>, unit: &str| {
        value.map_or_else(|| "—".to_owned(), |value| format!("{}\u{a0}{unit}", present::decimal(value, 0, lang)))
    };
    let row = |key: &str, cell: &dyn Fn(&what_if::Column) -> String| {
        vec![Cell::text(page.say(key)), Cell::number(cell(&shown.before)), Cell::number(cell(&shown.after))]
    };
    vec![
        row("weights-km", &|column| number(column.mean_km, "km")),
        row("weights-acceptance", &|column| number(column.acceptance.map(|share| share * 100.0), "%")),
        row("weights-fairness", &|column| match column.compared {
            0 => "—".to_owned(),
            _ => present::decimal(column.fairness, 3, lang),
        }),
        row("weights-asked", &|column| column.asked.to_string()),
    ]
}

fn moved(app: &App, page: &Page, moved: &[what_if::Moved], anchor: &'static str) -> Table {
    let directory = app.directory.snapshot();
    let row = |one: &what_if::Moved| {
        let known = directory.get(one.provider);
        let name = known.map_or_else(|| one.provider.to_string(), |provider| provider.company.clone());
        vec![Cell::text(name), Cell::number(one.before), Cell::number(one.after)]
    };
    Table {
        columns: vec![
            Column::words(page, "plan-provider"),
            Column::numbers(page, "weights-in-force"),
            Column::numbers(page, "weights-others"),
        ],
        ..side_by_side(page, anchor, "weights-moved", moved.iter().map(row).collect())
    }
}

fn history(
    page: &Page,
    times: &Times,
    names: &HashMap<Uuid, String>,
    decided: &[weights_proposal::Model],
) -> Result<Table, WebError> {
    let name = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
    let row = |one: &weights_proposal::Model| {
        let arguments = [("version", one.version.unwrap_or(0).into())];
        let what = match one.version {
            Some(_) => page.words.with("weights-version", &arguments),
            None => page.say("weights-was-refused"),
        };
        let parts: Vec<String> =
            shares(page, &weights_of(one)?).into_iter().map(|(part, share)| format!("{part} {share}")).collect();
        let why = [Some(one.reason.clone()), one.decided_why.clone()].into_iter().flatten().collect::<Vec<_>>();
        Ok(vec![
            Cell::text(what),
            Cell::text(one.decided_at.map_or_else(String::new, |at| times.short(at))),
            Cell::text(parts.join(", ")),
            Cell::text(why.join(" — ")),
            Cell::text([name(Some(one.proposed_by)), name(one.decided_by)].join(", ")),
            Cell::link(format!("/weights?from={}#change", one.id.simple()), page.say("weights-again")),
        ])
    };
    Ok(Table {
        anchor: "history",
        title: page.say("weights-history"),
        columns: ["decision", "when", "parts", "why", "who", "act"]
            .map(|column| Column::words(page, &format!("weights-column-{column}")))
            .into(),
        rows: decided.iter().map(row).collect::<Result<_, WebError>>()?,
        empty: page.say("weights-history-empty"),
    })
}
