//! The report form and the page that answers it.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use jiff::{SignedDuration, Timestamp};
use vigie_domain::{
    intake::{Flood, IncidentReport, Manner, PostalCode, WORK_BITS, machine_signs},
    vocabulary::{Channel, Verdict},
};

use super::money;
use crate::{
    app::App,
    desk::{self, By, DeskError, Exercise, NewReport, TypedReport},
    fresh,
    i18n::Words,
    store::{StoreError, entity::link},
    web::{
        error::WebError,
        form::{Pairs, filled, refuse, typed, value},
        frame::{Times, html, html_with, keep_lang, lang, page, query, see_other},
        limits::Limits,
        present,
        view::{
            field::{Choice, Filled},
            page::Page,
            public::{Answer, MailNote, Need, NextStep, ReportForm},
        },
    },
};

/// `GET /`
pub async fn home() -> HttpResponse {
    see_other("/report")
}

/// `GET /report`
pub async fn show(request: HttpRequest, app: Data<App>, limits: Data<Limits>) -> Result<HttpResponse, WebError> {
    let need = query(&request, "need").map(|word| Need::parse(&word));
    let started = app.clock.now().as_second().to_string();
    let form =
        ReportForm { work: work(&app, &limits), ..ReportForm::new(page(&request), need, fresh::secret(), started) };
    let mut response = html(&form)?;
    keep_lang(&request, &mut response);
    Ok(response)
}

/// `POST /report`
pub async fn send(
    request: HttpRequest,
    app: Data<App>,
    limits: Data<Limits>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let from_here = limits.report(&request)?;
    let app = app.into_inner();
    let given = typed(&pairs);
    let now = app.clock.now();
    let mut raw = given.raw_report(now, &desk::outgoing::zone(&app.config));
    raw.description = Some(money::told(&given, Words(lang(&request)))).filter(|text| !text.trim().is_empty());
    let report = match IncidentReport::parse(&raw, now) {
        Ok(report) => report,
        Err(errors) => {
            return again(&request, (&app, &limits), &given, |form, page| refuse(form, page, &errors), None);
        }
    };
    let flood = if from_here == Flood::On { Flood::On } else { limits.flood.now(now) };
    let signs = machine_signs(manner(&pairs), flood, least(&app), now);
    limits.flood.count(now);
    let submit_id = value(&pairs, "submit_id");
    let submission = (submit_id.len() >= 16).then(|| ("web".to_owned(), submit_id.chars().take(128).collect()));
    let new = NewReport {
        report,
        channel: Channel::Web,
        received_at: now,
        lang: lang(&request),
        submission,
        exercise: Exercise::No,
        signs,
    };
    match desk::report_incident(&app, &By::Visitor, new).await {
        // A page of its own, so that a reload sends nothing twice.
        Ok(reported) => {
            desk::forget_form(&app, value(&pairs, "form_code")).await?;
            Ok(see_other(&format!("{}/recu", desk::links::path(&app, &reported.tracking))))
        }
        Err(DeskError::Store(StoreError::Unavailable { source })) => {
            tracing::error!(error = %source, "a report could not be stored");
            let trouble = page(&request).say("trouble-database");
            again(&request, (&app, &limits), &given, |_, _| (), Some(trouble))
        }
        Err(other) => Err(other.into()),
    }
}

/// The form again with everything typed: 422 when something is wrong with it, 503 when something is wrong with us.
pub(super) fn again(
    request: &HttpRequest,
    (app, limits): (&App, &Limits),
    given: &TypedReport,
    refuse: impl FnOnce(&mut Filled, &Page),
    trouble: Option<String>,
) -> Result<HttpResponse, WebError> {
    let frame = page(request);
    let mut kept = filled(given);
    refuse(&mut kept, &frame);
    let need = Some(Need::parse(given.field("need")));
    let status = if trouble.is_some() { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (submit_id, started) = (given.field("submit_id").to_owned(), given.field("started").to_owned());
    let communes = communes(given.field("postal_code"));
    let work = work(app, limits);
    let form = ReportForm { form: kept, trouble, communes, work, ..ReportForm::new(frame, need, submit_id, started) };
    html_with(status, &form)
}

/// The form as it was left, on whatever device.
pub(super) fn taken_up(
    request: &HttpRequest,
    (app, limits): (&App, &Limits),
    kept: &TypedReport,
    form: Filled,
) -> ReportForm {
    let need = Some(Need::parse(kept.field("need")));
    let started = app.clock.now().as_second().to_string();
    let communes = communes(kept.field("postal_code"));
    let work = work(app, limits);
    ReportForm { form, communes, work, ..ReportForm::new(page(request), need, fresh::secret(), started) }
}

/// Zero bits of the stamp that the form asks the browser for; none on a usual day.
fn work(app: &App, limits: &Limits) -> Option<u32> {
    (limits.flood.now(app.clock.now()) == Flood::On).then_some(WORK_BITS)
}

fn manner(pairs: &[(String, String)]) -> Manner<'_> {
    Manner {
        hidden_field: value(pairs, "website"),
        shown_at: value(pairs, "started").parse().ok().and_then(|second| Timestamp::from_second(second).ok()),
        submission: value(pairs, "submit_id"),
        work: value(pairs, "work"),
    }
}

fn least(app: &App) -> SignedDuration {
    SignedDuration::from_secs(app.config.security.least_form_seconds.into())
}

/// The communes of a postal code that names several.
#[must_use]
pub fn communes(postal_code: &str) -> Vec<Choice> {
    let Ok(code) = postal_code.parse::<PostalCode>() else { return Vec::new() };
    let place = code.place();
    if place.communes.len() < 2 {
        return Vec::new();
    }
    place.communes.iter().map(|commune| Choice::new(commune.name, commune.name)).collect()
}

/// `GET /t/{token}/recu`: the answer to a report.
pub async fn answer(
    request: HttpRequest,
    app: Data<App>,
    token: actix_web::web::Path<String>,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let link = desk::links::open(&app, &token, desk::links::Scope::Tracking).await?;
    let file = desk::read::case_file(&app, link.incident_id).await?;
    html(&answer_page(&request, &app, &link, &file)?)
}

fn answer_page(
    request: &HttpRequest,
    app: &App,
    tracking: &link::Model,
    file: &desk::read::CaseFile,
) -> Result<Answer, WebError> {
    let page = page(request);
    let times = Times::of(request, app);
    let incident = &file.incident;
    let safe = desk::outgoing::safe_address(incident)?;
    let mail = match (&incident.email, safe) {
        _ if !incident.machine_signs.is_empty() => MailNote::CallUs,
        (Some(_), Some(address)) => MailNote::Sent(address.to_owned()),
        (Some(_), None) => MailNote::Unsafe,
        (None, _) => MailNote::None,
    };
    let undecided = file.found.verdict == Verdict::Unsure || incident.category == "not_incident";
    let next = NextStep {
        step: page.say("answer-next-call"),
        when: Some(page.with("track-before", "when", &times.when(incident.first_contact_due))),
        more: Some(page.say("answer-next-until")),
    };
    Ok(Answer {
        reference: incident.reference.clone(),
        recognition: incident.words.replace(' ', " · "),
        next,
        mail,
        tracking: desk::links::path(app, tracking),
        undecided,
        advice: present::advice(app, file, &times),
        code: desk::tracking_code(app, incident.id).as_str().to_owned(),
        calendar: present::has_dates(file).then(|| format!("{}/echeances.ics", desk::links::path(app, tracking))),
        tell_teams: page.say("tell-teams"),
        page,
    })
}
