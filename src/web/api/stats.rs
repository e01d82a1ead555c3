//! Figures by the national definitions. What leaves the desk hides the cells that could point at somebody, and knows nothing
//! of sensitive cases.

use std::collections::{BTreeMap, HashMap};

use actix_web::{HttpRequest, HttpResponse, web::Data};
use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};
use serde_json::{Value, json};
use uuid::Uuid;
use vigie_domain::{
    figures::{Confirmed, CountsAs, counts_as, hidden, percentile},
    vocabulary::IncidentState,
};

use super::{body::wrong, pages::Asked, versions::tagged_by_content};
use crate::{
    app::App,
    desk::{self, DeskError},
    store::find::{self, CaseFigures},
    web::{access::Partner, error::WebError},
};

/// Longest span of time, in days: ten years.
const LONGEST: i32 = 3_660;

/// From one day until before another, in the desk's calendar.
struct Span {
    from: Date,
    until: Date,
    zone: TimeZone,
}

impl Span {
    /// What was asked for; else the year that ends with today.
    fn asked(request: &HttpRequest, app: &App) -> Result<Self, DeskError> {
        let zone = desk::outgoing::zone(&app.config);
        let tomorrow = app.clock.now().to_zoned(zone.clone()).date().tomorrow().unwrap_or(Date::MAX);
        let mut asked = Asked::of(request);
        let until = asked.word("until", "field-day").unwrap_or(tomorrow);
        let a_year_before = until.saturating_sub(jiff::Span::new().years(1));
        let from = asked.word("from", "field-day").unwrap_or(a_year_before);
        asked.done()?;
        let days = until.since(from).map_or(0, |span| span.get_days());
        if !(1..=LONGEST).contains(&days) {
            return Err(wrong("until", "field-span"));
        }
        Ok(Self { from, until, zone })
    }

    fn bounds(&self) -> (i64, i64) {
        let start =
            |day: Date| day.to_zoned(self.zone.clone()).map_or(Timestamp::MAX, |start: Zoned| start.timestamp());
        (start(self.from).as_microsecond(), start(self.until).as_microsecond())
    }
}

/// `GET /api/v1/stats` (scope `read`)
pub async fn show(request: HttpRequest, app: Data<App>, partner: Partner) -> Result<HttpResponse, WebError> {
    partner.must("read")?;
    let span = Span::asked(&request, &app)?;
    let (from, until) = span.bounds();
    let db = app.store.reader();
    let veil = desk::Veil::of_strangers(&app).await?;
    let mut cases = find::case_figures(db, from, until).await.map_err(DeskError::from)?;
    cases.retain(|case| !veil.covers(case.id));
    let assigned = find::assigned_between(db, from, until).await.map_err(DeskError::from)?;
    let document = json!({
        "from": span.from.to_string(),
        "until": span.until.to_string(),
        "counts": cells(CountsAs::ALL.iter().map(|kind| (kind.as_str().to_owned(), count(&cases, *kind))).collect()),
        "by_category": tally(&cases, |case| case.category.clone()),
        "by_department": tally(&cases, |case| case.department.clone()),
        "by_channel": tally(&cases, |case| case.channel.clone()),
        "by_month": tally(&cases, |case| month(case.received_at, &span.zone)),
        "first_contact_minutes": waits(&cases, |case| case.first_contact_at),
        "assignment_minutes": waits_for_assignment(&cases, &assigned),
    });
    Ok(tagged_by_content(&request, &document))
}

fn kind_of(case: &CaseFigures) -> CountsAs {
    let confirmed = if case.category_confirmed { Confirmed::Yes } else { Confirmed::No };
    counts_as(case.state.parse().unwrap_or(IncidentState::Open), confirmed)
}

fn count(cases: &[CaseFigures], kind: CountsAs) -> usize {
    cases.iter().filter(|case| kind_of(case) == kind).count()
}

/// Incidents and reports: what happened to somebody.
fn happened(cases: &[CaseFigures]) -> impl Iterator<Item = &CaseFigures> {
    cases.iter().filter(|case| matches!(kind_of(case), CountsAs::Incident | CountsAs::Report))
}

fn month(at: i64, zone: &TimeZone) -> String {
    crate::clock::instant(at).to_zoned(zone.clone()).strftime("%Y-%m").to_string()
}

fn tally(cases: &[CaseFigures], key: impl Fn(&CaseFigures) -> String) -> Value {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for case in happened(cases) {
        *counts.entry(key(case)).or_default() += 1;
    }
    cells(counts.into_iter().collect())
}

/// A line of cells: those that stay hidden have no count.
fn cells(counts: Vec<(String, usize)>) -> Value {
    let small = hidden(&counts.iter().map(|(_, count)| *count).collect::<Vec<_>>());
    let cells = counts.into_iter().zip(small);
    json!(
        cells
            .map(|((key, count), is_small)| json!({"key": key, "count": (!is_small).then_some(count)}))
            .collect::<Vec<_>>()
    )
}

/// Half of them waited no longer, nine in ten; nothing is said of fewer than would be counted.
fn waits(cases: &[CaseFigures], end: impl Fn(&CaseFigures) -> Option<i64>) -> Value {
    let mut list: Vec<i64> =
        happened(cases).filter_map(|case| Some((end(case)? - case.received_at) / 60_000_000)).collect();
    if list.len() < vigie_domain::figures::SMALL {
        return Value::Null;
    }
    json!({"median": percentile(&mut list, 50), "ninetieth": percentile(&mut list, 90)})
}

fn waits_for_assignment(cases: &[CaseFigures], assigned: &[(Uuid, i64)]) -> Value {
    let mut first: HashMap<Uuid, i64> = HashMap::new();
    for (case, at) in assigned {
        first.entry(*case).and_modify(|known| *known = (*known).min(*at)).or_insert(*at);
    }
    waits(cases, |case| first.get(&case.id).copied())
}
