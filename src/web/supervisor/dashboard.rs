//! The desk in figures: live, by month, published. Exercises don't count; nobody is ranked; what leaves the desk hides
//! small cells.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Path},
};

use vigie_domain::provider::row::as_text_cell;

use super::{
    figures::Figures,
    month::{Month, Period},
};
use crate::{
    app::App,
    desk::{self, DeskError, PublishedMonth},
    web::{
        access::Supervisor,
        error::WebError,
        frame::{self, Times, html, query, see_other},
        view::{
            console::{Chart, Correction, Dashboard, DashboardParts, Published, TableFilter},
            field::{Choice, Filled},
            page::{Page, Section},
        },
    },
};

/// Months that can be chosen.
const MONTHS: i32 = 24;

/// `GET /dashboard`; `part=figures` gives the figures alone, for the live refresh.
pub async fn show(request: HttpRequest, app: Data<App>, supervisor: Supervisor) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let period = Period::asked(&request, &times);
    let figures = Figures::of(&app, period, &times).await?;
    let (counts, stats) = (figures.count_stats(&page), figures.stats(&page, &times));
    let charts = figures.charts(&app, &page, &times);
    let word = period.word();
    if query(&request, "part").as_deref() == Some("figures") {
        return html(&DashboardParts { page, counts, stats, charts, month: word });
    }
    let published = match period {
        Period::Month(month) => publication(&app, &page, month, &figures, &times).await?,
        Period::Year(_) => None,
    };
    html(&Dashboard {
        staff: frame::staff(&request, &app, &supervisor.0, Section::Dashboard).await?,
        period: period.name(&page),
        filter: filter(&page, period, &times),
        month: word,
        published,
        counts,
        stats,
        charts,
        page,
    })
}

fn filter(page: &Page, period: Period, times: &Times) -> TableFilter {
    let this = Month::holding(times.now, &times.zone);
    let months = (0..MONTHS).map(|back| this.back(back));
    let year = Choice::new("", &page.say("dashboard-twelve"));
    TableFilter {
        action: "/dashboard".into(),
        name: "month",
        label: page.say("dashboard-period"),
        choices: [year].into_iter().chain(months.map(|month| Choice::new(&month.word(), &month.name(page)))).collect(),
        filled: Filled::from_pairs([("month", period.word())]),
    }
}

/// How the month stands that was given out, or whether it may be. A month that isn't over isn't published.
async fn publication(
    app: &App,
    page: &Page,
    month: Month,
    figures: &Figures,
    times: &Times,
) -> Result<Option<Published>, WebError> {
    let is_over = month.bounds(&times.zone).1 <= times.now.as_microsecond();
    let known = desk::published_month(app, &month.word()).await?;
    Ok(match known {
        Some(known) => Some(Published { sentence: sentence(page, &known, times), lines: lines(page, &known, figures) }),
        None if is_over => Some(Published { sentence: None, lines: Vec::new() }),
        None => None,
    })
}

fn sentence(page: &Page, known: &PublishedMonth, times: &Times) -> Option<String> {
    Some(page.words.with("month-published", &[("who", known.by.clone().into()), ("when", times.when(known.at).into())]))
}

/// What was given out, and what it would be now.
fn lines(page: &Page, known: &PublishedMonth, figures: &Figures) -> Vec<Correction> {
    let now = figures.counts();
    let line = |(what, given): (&String, &usize)| {
        let current = now.get(what).copied().unwrap_or_default();
        Correction {
            label: page.say(&format!("counts-{what}")),
            given: given.to_string(),
            now: current.to_string(),
            corrected: current != *given,
        }
    };
    known.counts.iter().map(line).collect()
}

/// `POST /dashboard/{month}/publish`
pub async fn publish(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
    month: Path<String>,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let times = Times::of(&request, &app);
    let month = Month::of(&month).ok_or(DeskError::NotFound("month"))?;
    if month.bounds(&times.zone).1 > times.now.as_microsecond() {
        return Err(DeskError::Needs("the end of the month").into());
    }
    let figures = Figures::of(&app, Period::Month(month), &times).await?;
    match desk::publish_month(&app, &supervisor.by(), month.word(), figures.counts()).await {
        Ok(()) | Err(DeskError::Already(_)) => Ok(see_other(&format!("/dashboard?month={}&done=month", month.word()))),
        Err(other) => Err(other.into()),
    }
}

/// `GET /dashboard.csv?chart=…`: one table, or all; small cells hidden.
pub async fn export(request: HttpRequest, app: Data<App>, _supervisor: Supervisor) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let period = Period::asked(&request, &times);
    let figures = Figures::of(&app, period, &times).await?;
    let wanted = query(&request, "chart");
    let charts = figures.charts(&app, &page, &times);
    let asked = charts.iter().filter(|chart| wanted.as_deref().is_none_or(|name| name == chart.name));
    let text = asked.fold(String::from("table;label;count\r\n"), |text, chart| text + &rows(chart));
    let name = if period.word().is_empty() { "12-mois".to_owned() } else { period.word() };
    let disposition = format!("attachment; filename=\"chiffres-{name}.csv\"");
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(text))
}

fn rows(chart: &Chart) -> String {
    let cell = |text: &str| format!("\"{}\"", as_text_cell(text).replace('"', "\"\""));
    let lines = chart.bars.iter().map(|bar| format!("{};{};{}\r\n", chart.name, cell(&bar.label), cell(&bar.outside)));
    lines.collect()
}
