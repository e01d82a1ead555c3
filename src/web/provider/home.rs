//! A provider's own page behind a freshly mailed link: its missions and offers, its file, leave, and being listed.

use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use tokio::time::Instant;
use vigie_domain::{
    matching::{Availability, standing},
    provider::Provider,
    vocabulary::OfferState,
};

use crate::{
    app::App,
    desk::{self, DeskError, Listed, OwnPage, links},
    store::{
        entity::{assignment, incident, offer, provider as rows},
        find, row,
    },
    web::{
        error::WebError,
        form::{Pairs, filled, typed, value},
        frame::{self, Times, html, html_with, keep_lang, see_other},
        limits::Limits,
        present,
        supervisor::providers,
        view::{
            field::Filled,
            page::Page,
            provider::{Door, Home, HomeLine},
        },
    },
};

/// How long the door takes to answer; several times what a known address makes it work.
const ANSWERED: Duration = Duration::from_millis(250);
/// Offers that the page lists.
const OFFERS: u64 = 50;

/// `GET /prestataires/espace`
pub async fn door(request: HttpRequest) -> Result<HttpResponse, WebError> {
    let mut response = html(&Door { page: frame::page(&request), form: Filled::default(), sent: false })?;
    keep_lang(&request, &mut response);
    Ok(response)
}

/// `POST /prestataires/espace`: mails a link, and says the same whether the address is known or not
pub async fn ask(
    request: HttpRequest,
    app: Data<App>,
    limits: Data<Limits>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    limits.sign_in(&request)?;
    let page = frame::page(&request);
    let address = value(&pairs, "email");
    if !address.contains('@') {
        let mut form = filled(&typed(&pairs));
        form.refuse("email", page.say("door-email-missing"));
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Door { page, form, sent: false });
    }
    // An address that is known makes work, another one none: both are answered at the same time.
    let answered = Instant::now() + ANSWERED;
    let asked = desk::mail_own_page(&app.into_inner(), address).await;
    tokio::time::sleep_until(answered).await;
    asked?;
    html(&Door { page, form: Filled::default(), sent: true })
}

/// `GET /p/{token}`: shows, changes nothing.
pub async fn show(request: HttpRequest, app: Data<App>, token: Path<String>) -> Result<HttpResponse, WebError> {
    let own = desk::open_own_page(&app, &token).await?;
    page(&request, &app, (&own, &token), Filled::default(), StatusCode::OK).await
}

async fn page(
    request: &HttpRequest,
    app: &App,
    (own, token): (&OwnPage, &str),
    form: Filled,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let page = frame::page(request);
    let times = Times::of(request, app);
    let id = own.link.provider_id;
    let directory = app.directory.snapshot();
    let one = directory.get(id.into()).ok_or(DeskError::NotFound("provider"))?;
    let stored = row::get::<rows::Entity>(app.store.reader(), id, "provider").await.map_err(DeskError::from)?;
    let today = times.now.to_zoned(times.zone.clone()).date();
    let failed = standing(one, Availability::of(one, times.now), &app.config.matching.rules);
    let away = one.pauses.iter().find(|pause| pause.from <= today && today <= pause.until);
    let view = Home {
        link: format!("/p/{token}"),
        provider: one.company.clone(),
        works_until: times.when(own.link.expires_at),
        missions: missions(app, &page, one, &times).await?,
        offers: offers(app, &page, one, &times).await?,
        conditions: failed.iter().map(|condition| present::condition_and_cure(&page, condition)).collect(),
        away_until: away.map(|pause| pause.until.strftime("%d/%m/%Y").to_string()),
        labels: providers::labels(&page, one, today),
        lines: providers::card::card(&page, one),
        figures: providers::card::figures(&page, one, &times),
        listed: stored.listed_at.is_some(),
        form,
        page,
    };
    html_with(status, &view)
}

async fn missions(app: &App, page: &Page, one: &Provider, times: &Times) -> Result<Vec<HomeLine>, WebError> {
    let db = app.store.reader();
    let mut lines = Vec::new();
    for row in find::assignments_to_provider(db, one.id.0, OFFERS).await.map_err(DeskError::from)? {
        let key = match (&row.ended_at, row.end_reason.as_deref(), row.first_contact_at) {
            (None, _, None) => "home-call-now",
            (None, _, Some(_)) => "home-working",
            (Some(_), Some("closed"), _) => "home-closed",
            (Some(_), _, _) => "home-taken-back",
        };
        let state = page.say(key);
        lines.push(mission_line(app, &row, state, times).await?);
    }
    Ok(lines)
}

async fn mission_line(app: &App, row: &assignment::Model, state: String, times: &Times) -> Result<HomeLine, WebError> {
    let (headline, link) = case_of(app, (row.incident_id, row.offer_id), times).await?;
    Ok(HomeLine { link, headline, when: times.short(row.assigned_at), state })
}

async fn offers(app: &App, page: &Page, one: &Provider, times: &Times) -> Result<Vec<HomeLine>, WebError> {
    let mut lines = Vec::new();
    for row in find::offers_to_provider(app.store.reader(), one.id.0, OFFERS).await.map_err(DeskError::from)? {
        // What hasn't left isn't told; what was taken is among the missions.
        if [OfferState::Held, OfferState::Chosen].iter().any(|state| state.as_str() == row.state) {
            continue;
        }
        let state = offer_state(page, &row, times);
        let (headline, link) = case_of(app, (row.incident_id, row.id), times).await?;
        lines.push(HomeLine { link, headline, when: times.short(row.leaves_at), state });
    }
    Ok(lines)
}

fn offer_state(page: &Page, row: &offer::Model, times: &Times) -> String {
    let state = page.label("my-offer", &row.state);
    if row.state == OfferState::Sent.as_str() { format!("{state}, {}", times.remains(row.expires_at)) } else { state }
}

/// Category and department, as before any assignment; and where the offer's page is, while it is.
async fn case_of(
    app: &App,
    (case, offer): (uuid::Uuid, uuid::Uuid),
    times: &Times,
) -> Result<(String, String), WebError> {
    let db = app.store.reader();
    let incident = row::get::<incident::Entity>(db, case, "incident").await.map_err(DeskError::from)?;
    let title = present::category_title(&app.playbooks.live(), &incident.category, times);
    let headline = format!("{title} · {}", present::department_name(&incident.department));
    let links = find::links_of(db, case).await.map_err(DeskError::from)?;
    let scope = links::Scope::Offer.as_str();
    let now = times.now.as_microsecond();
    let open = links.into_iter().find(|link| {
        link.offer_id == Some(offer) && link.scope == scope && link.revoked_at.is_none() && link.expires_at > now
    });
    Ok((headline, open.map_or_else(String::new, |link| links::path(app, &link))))
}

/// `POST /p/{token}/leave`: away until a day, or back
pub async fn leave(
    request: HttpRequest,
    app: Data<App>,
    token: Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let own = desk::open_own_page(&app, &token).await?;
    let id = own.link.provider_id;
    let done = if value(&pairs, "intent") == "back" {
        desk::end_leave(&app, &own.by(), id).await
    } else {
        match value(&pairs, "until").parse() {
            Ok(until) => desk::announce_leave(&app, &own.by(), id, until).await,
            Err(_) => Err(DeskError::Needs("a day")),
        }
    };
    match done {
        Ok(()) | Err(DeskError::Already(_)) => Ok(see_other(&format!("/p/{token}?done=home"))),
        Err(DeskError::Needs(_)) => {
            let mut form = filled(&typed(&pairs));
            form.refuse("until", frame::page(&request).say("home-until-wrong"));
            page(&request, &app, (&own, &token), form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /p/{token}/listing`: shown to everybody, or not
pub async fn listing(app: Data<App>, token: Path<String>, pairs: Pairs) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let own = desk::open_own_page(&app, &token).await?;
    let listed = if value(&pairs, "listed") == "yes" { Listed::Yes } else { Listed::No };
    desk::set_listed(&app, &own.by(), own.link.provider_id, listed).await?;
    Ok(see_other(&format!("/p/{token}?done=home")))
}
