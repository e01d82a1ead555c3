//! What of the directory runs out: labels, insurances, reviews; the soonest first.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use vigie_domain::{
    provider::{Expiring, Expiry, Provider, WARNINGS, expiries},
    vocabulary::VettingState,
};

use crate::{
    app::App,
    web::{
        access::Reader,
        error::WebError,
        frame::{self, Times, html},
        view::{
            console::{Cell, Column, Standing, Table, TablesPage},
            page::{Page, Section},
        },
    },
};

/// `GET /providers/renewals`
pub async fn show(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let today = times.now.to_zoned(times.zone.clone()).date();
    let directory = app.directory.snapshot();
    let vetted = directory.providers().iter().filter(|one| one.vetting.state == VettingState::Vetted);
    let mut due: Vec<(&Provider, Expiry)> =
        vetted.flat_map(|one| expiries(one, today).into_iter().map(move |expiry| (one, expiry))).collect();
    due.retain(|(_, expiry)| expiry.days_left <= WARNINGS[0]);
    due.sort_by(|one, other| (one.1.ends, &one.0.company).cmp(&(other.1.ends, &other.0.company)));
    let (over, soon): (Vec<_>, Vec<_>) = due.into_iter().partition(|(_, expiry)| expiry.days_left < 0);
    html(&TablesPage {
        staff: frame::staff(&request, &app, &reader.0, Section::Providers).await?,
        title: page.say("renewals-title"),
        lead: page.say("renewals-lead"),
        links: vec![("/providers".into(), page.say("providers-title"))],
        filter: None,
        stats: Vec::new(),
        tables: vec![table(&page, "over", &over), table(&page, "soon", &soon)],
        notes: vec![page.say("renewals-note")],
        page,
    })
}

fn table(page: &Page, which: &'static str, due: &[(&Provider, Expiry)]) -> Table {
    let row = |(one, expiry): &(&Provider, Expiry)| {
        let what = match &expiry.what {
            Expiring::Label(name) => name.clone(),
            other => page.label("expiring", other.word()),
        };
        let standing = match expiry.days_left {
            ..0 => Standing::Over,
            0..=30 => Standing::Soon,
            _ => Standing::Valid,
        };
        vec![
            Cell::link(format!("/providers/{}", one.id.0.simple()), one.company.clone()),
            Cell::text(what),
            Cell::badge(expiry.ends.strftime("%d/%m/%Y").to_string(), standing),
            Cell::number(expiry.days_left),
        ]
    };
    Table {
        anchor: which,
        title: page.label("renewals", which),
        columns: vec![
            Column::words(page, "provider-company"),
            Column::words(page, "renewals-what"),
            Column::words(page, "renewals-ends"),
            Column::numbers(page, "renewals-days"),
        ],
        rows: due.iter().map(row).collect(),
        empty: page.say("renewals-none"),
    }
}
