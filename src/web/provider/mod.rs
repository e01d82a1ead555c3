//! What a provider sees behind its links: the offer, then the mission, and the page on which it confirms deletion.

pub mod apply;
pub mod deletion;
pub mod directory;
pub mod evidence;
pub mod home;
pub mod mission;
pub mod offer;

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use vigie_domain::{intake::IncidentReport, provider::TravelBand, vocabulary::OfferState};

use crate::{
    app::App,
    desk::{self, DeskError, links, read::CaseFile},
    store::entity::{link, offer as offers},
    web::{
        error::WebError,
        frame::{Times, html_with},
        present,
        view::{field::Filled, page::Page},
    },
};

struct Opened {
    link: link::Model,
    offer: offers::Model,
    file: CaseFile,
}

async fn open(app: &App, token: &str) -> Result<Opened, WebError> {
    let link = links::open(app, token, links::Scope::Offer).await?;
    let file = desk::read::case_file(app, link.incident_id).await?;
    let offer = file.offers.iter().find(|offer| Some(offer.id) == link.offer_id).cloned();
    let offer = offer.ok_or(DeskError::NotFound("offer"))?;
    Ok(Opened { link, offer, file })
}

/// `GET /o/{token}`: shows, changes nothing.
pub async fn show(request: HttpRequest, app: Data<App>, token: Path<String>) -> Result<HttpResponse, WebError> {
    let opened = open(&app, &token).await?;
    page(&request, &app, &opened, Filled::default(), StatusCode::OK).await
}

async fn page(
    request: &HttpRequest,
    app: &App,
    opened: &Opened,
    form: Filled,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    if opened.offer.state == OfferState::Chosen.as_str() {
        let mission = mission::page(request, app, opened, form).await?;
        return html_with(status, &mission);
    }
    html_with(status, &offer::page(request, app, opened, form))
}

/// Facts that every playbook understands and that change what a provider brings; each only when the answer was yes.
const FACTS: [&str; 7] = [
    "ongoing",
    "encrypted",
    "remote_access_given",
    "credentials_or_card_given",
    "backups_reachable",
    "controls_machines",
    "personal_data",
];

/// « attaque en cours, données chiffrées »: from a closed list, never what somebody wrote.
fn facts(page: &Page, told: &serde_json::Value) -> String {
    let yes = |fact: &&str| told[*fact].as_str() == Some("yes");
    FACTS.into_iter().filter(yes).map(|fact| page.label("offer-fact", fact)).collect::<Vec<_>>().join(", ")
}

/// The caller's language, where it isn't French.
fn language(page: &Page, lang: &str) -> String {
    if lang == "fr" { String::new() } else { page.label("offer-language", lang) }
}

/// How soon the first call is due once the provider is chosen.
fn contact_within(page: &Page, file: &CaseFile, app: &App) -> String {
    let durations = &app.config.offers;
    match file.incident.severity.as_str() {
        "critical" => page.count("offer-contact-minutes", durations.contact_critical_minutes as usize),
        "high" => page.count("offer-contact-minutes", durations.contact_high_minutes as usize),
        _ => page.count("offer-contact-days", durations.contact_other_days as usize),
    }
}

/// What the mission asks for beside the skills, as the mail says it.
fn constraints(page: &Page, file: &CaseFile) -> String {
    let known = desk::constraints(&file.incident);
    known.into_iter().map(|one| page.say(one.key())).collect::<Vec<_>>().join(" · ")
}

/// Structured fields only: nothing that was typed.
fn lines(page: &Page, file: &CaseFile, offer: &offers::Model, times: &Times, app: &App) -> Vec<(String, String)> {
    let report: Option<IncidentReport> = serde_json::from_value(file.incident.report.clone()).ok();
    let organisation = report.as_ref().map(|report| &report.organisation);
    let set = app.playbooks.live();
    let must = set.playbook(&file.incident.category).map(|playbook| playbook.skills.must.clone()).unwrap_or_default();
    let skills = must.keys().map(|skill| page.label("skill", skill.as_str())).collect::<Vec<_>>().join(", ");
    let travel = match offer.distance_km {
        Some(km) => page.label("offer-travel", TravelBand::of_km(f64::from(km)).as_str()),
        None => page.say("offer-remote"),
    };
    let lines = [
        ("offer-line-severity", page.label("severity", &file.incident.severity)),
        (
            "offer-line-kind",
            organisation.and_then(|one| one.kind).map_or_else(String::new, |kind| page.label("kind", kind.as_str())),
        ),
        (
            "offer-line-size",
            organisation.and_then(|one| one.size).map_or_else(String::new, |size| page.label("size", size.as_str())),
        ),
        ("offer-line-department", present::department_name(&file.incident.department)),
        ("offer-line-travel", travel),
        ("offer-line-skills", skills),
        ("offer-line-facts", facts(page, &file.incident.facts)),
        ("offer-line-constraints", constraints(page, file)),
        ("offer-line-language", language(page, &file.incident.lang)),
        // Once it has the case, its page says by which hour it calls.
        (
            "offer-line-contact",
            if offer.state == OfferState::Chosen.as_str() { String::new() } else { contact_within(page, file, app) },
        ),
        ("offer-line-received", times.short(file.incident.received_at)),
    ];
    lines.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (page.say(key), text)).collect()
}
