//! What a provider sees behind its link: the offer, then the mission.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use jiff::SignedDuration;
use vigie_domain::{
    intake::IncidentReport,
    offer::{Answer, DeclineReason, FirstHelp, Terms, WorkPlace},
    vocabulary::OfferState,
};

use crate::{
    app::App,
    desk::{self, By, DeskError, links, read::CaseFile},
    store::entity::{link, offer},
    web::{
        error::WebError,
        form::{Pairs, filled, typed, value},
        frame::{self, Times, html_with, see_other},
        present,
        view::{
            field::Filled,
            format,
            provider::{Mission, MissionContact, MissionStage, OfferPage, OfferView, Update},
        },
    },
};

/// An answer may be undone by a colleague for this long.
const UNDO: SignedDuration = SignedDuration::from_mins(5);

struct Opened {
    link: link::Model,
    offer: offer::Model,
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
    page(&request, &app, &opened, Filled::default(), StatusCode::OK)
}

fn page(
    request: &HttpRequest,
    app: &App,
    opened: &Opened,
    form: Filled,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    if opened.offer.state == OfferState::Chosen.as_str() {
        let mission = mission(request, app, opened, form)?;
        return html_with(status, &mission);
    }
    html_with(status, &offer_page(request, app, opened, form))
}

fn offer_page(request: &HttpRequest, app: &App, opened: &Opened, form: Filled) -> OfferPage {
    let page = frame::page(request);
    let times = Times::of(request, app);
    let Opened { link, offer, file } = opened;
    let set = app.playbooks.live();
    let title = present::category_title(&set, &file.incident.category, &times);
    let severity = page.label("severity", &file.incident.severity);
    let directory = app.directory.snapshot();
    let provider = directory.get(offer.provider_id.into());
    let rule = page.words.with(
        &format!("offer-rule-{}", offer.mode.replace('_', "-")),
        &[("count", u32::try_from(offer.asked).unwrap_or(1).into())],
    );
    OfferPage {
        link: links::path(app, link),
        provider: provider.map_or_else(String::new, |found| found.company.clone()),
        headline: format!("{title} — {severity}"),
        until: times.when(offer.expires_at),
        left: if offer.state == "sent" { times.remains(offer.expires_at) } else { String::new() },
        lines: lines(&page, file, offer, &times, app),
        rule,
        first_accept: offer.mode != "shortlist",
        state: state(&page, opened, &times),
        from: OfferPage::from_choices(&page),
        reasons: OfferPage::reason_choices(&page),
        reference: file.incident.reference.clone(),
        form,
        page,
    }
}

/// Structured fields only: nothing that was typed.
fn lines(
    page: &crate::web::view::page::Page,
    file: &CaseFile,
    offer: &offer::Model,
    times: &Times,
    app: &App,
) -> Vec<(String, String)> {
    let report: Option<IncidentReport> = serde_json::from_value(file.incident.report.clone()).ok();
    let organisation = report.as_ref().map(|report| &report.organisation);
    let set = app.playbooks.live();
    let must = set.playbook(&file.incident.category).map(|playbook| playbook.skills.must.clone()).unwrap_or_default();
    let skills = must.keys().map(|skill| page.label("skill", skill.as_str())).collect::<Vec<_>>().join(", ");
    let distance = offer.distance_km.and_then(|km| u32::try_from(km).ok());
    let travel = match distance.map(crate::mail::message::Travel::within) {
        Some(crate::mail::message::Travel::Within(km)) => page.with("offer-within", "km", &km.to_string()),
        _ => page.say("offer-remote"),
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
        ("offer-line-received", times.short(file.incident.received_at)),
    ];
    lines.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (page.say(key), text)).collect()
}

fn state(page: &crate::web::view::page::Page, opened: &Opened, times: &Times) -> OfferView {
    let offer = &opened.offer;
    let state: OfferState = offer.state.parse().unwrap_or(OfferState::Withdrawn);
    let is_taken = opened.file.assignment.is_some() || offer.round != opened.file.incident.round;
    match state {
        OfferState::NotChosen => OfferView::NotChosen,
        OfferState::Withdrawn if is_taken => OfferView::TooLate,
        OfferState::Withdrawn => OfferView::Withdrawn,
        _ if is_taken => OfferView::TooLate,
        OfferState::Available | OfferState::Declined => OfferView::Answered {
            sentence: page.words.with(
                if state == OfferState::Available { "offer-answered-available" } else { "offer-answered-declined" },
                &[
                    ("who", offer.answered_by.clone().unwrap_or_default().into()),
                    ("when", offer.answered_at.map_or_else(String::new, |at| times.short(at)).into()),
                ],
            ),
            undo_until: undo_until(offer, times),
        },
        OfferState::Expired => OfferView::Open { late: true },
        _ => OfferView::Open { late: false },
    }
}

fn undo_until(offer: &offer::Model, times: &Times) -> Option<String> {
    let until = crate::clock::instant(offer.answered_at?) + UNDO;
    (until > times.now).then(|| times.short(until.as_microsecond()))
}

/// `POST /o/{token}/answer`
pub async fn answer(
    request: HttpRequest,
    app: Data<App>,
    token: Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let opened = open(&app, &token).await?;
    let who = value(&pairs, "said_by").to_owned();
    if value(&pairs, "answer") == "available" && who.is_empty() {
        let mut form = filled(&typed(&pairs));
        form.refuse("said_by", frame::page(&request).say("offer-said-by-missing"));
        return page(&request, &app, &opened, form, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answer = answer_of(&pairs);
    let by = By::Provider(opened.offer.provider_id.into());
    match desk::answer_offer(&app, &by, opened.offer.id, answer, who).await {
        // Too late, withdrawn, or had already: the page says which, politely.
        Ok(_) | Err(DeskError::Answer(_) | DeskError::Already(_)) => Ok(see_other(&links::path(&app, &opened.link))),
        Err(other) => Err(other.into()),
    }
}

fn answer_of(pairs: &[(String, String)]) -> Answer {
    if value(pairs, "answer") == "declined" {
        let reason = match value(pairs, "reason") {
            "capacity" => DeclineReason::Capacity,
            "closed" => DeclineReason::Closed,
            "skill" => DeclineReason::Skill,
            "distance" => DeclineReason::Distance,
            "conflict" => DeclineReason::Conflict,
            _ => DeclineReason::Other,
        };
        return Answer::Declined { reason, words: value(pairs, "words").to_owned() };
    }
    Answer::Available(Terms {
        from_when: value(pairs, "from").to_owned(),
        place: match value(pairs, "place") {
            "on_site" => WorkPlace::OnSite,
            "remote" => WorkPlace::Remote,
            _ => WorkPlace::Both,
        },
        first_help_free: match value(pairs, "first_help_free") {
            "yes" => FirstHelp::Free,
            "no" => FirstHelp::Charged,
            _ => FirstHelp::Unsaid,
        },
        call_out_cents: cents(value(pairs, "call_out_eur")),
        hourly_cents: cents(value(pairs, "hourly_eur")),
    })
}

/// « 95 », « 95,50 » or "95.50" in cents; anything else isn't a price.
fn cents(text: &str) -> Option<i64> {
    let euros: f64 = text.replace(['\u{a0}', '\u{202f}', ' ', '€'], "").replace(',', ".").parse().ok()?;
    if !(0.0..1e7).contains(&euros) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "below ten million euros")]
    Some((euros * 100.0).round() as i64)
}

/// `POST /o/{token}/undo`: a colleague takes the answer back, within five minutes
pub async fn undo(app: Data<App>, token: Path<String>) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let opened = open(&app, &token).await?;
    let by = By::Provider(opened.offer.provider_id.into());
    match desk::undo_answer(&app, &by, opened.offer.id, UNDO).await {
        Ok(()) | Err(DeskError::Already(_) | DeskError::Answer(_)) => Ok(see_other(&links::path(&app, &opened.link))),
        Err(other) => Err(other.into()),
    }
}

fn mission(request: &HttpRequest, app: &App, opened: &Opened, form: Filled) -> Result<Mission, WebError> {
    let page = frame::page(request);
    let times = Times::of(request, app);
    let Opened { link, offer, file } = opened;
    let case = &file.incident;
    let report: IncidentReport = serde_json::from_value(case.report.clone()).map_err(|error| {
        DeskError::from(crate::store::StoreError::Corrupt { what: "report", reason: error.to_string() })
    })?;
    let set = app.playbooks.live();
    let safe = desk::outgoing::safe_address(case)?;
    let careful = case.email.iter().filter(|_| safe.is_none());
    let done = file.ticks.iter().map(|tick| tick.words.clone());
    let directory = app.directory.snapshot();
    let provider = directory.get(offer.provider_id.into());
    let stage = match &file.assignment {
        None => MissionStage::Ended { deleted: false },
        Some(row) if row.offer_id != offer.id => MissionStage::Ended { deleted: false },
        Some(row) if row.first_contact_at.is_none() => {
            MissionStage::CallNow { before: times.when(row.first_contact_due) }
        }
        Some(_) if reported(file) => MissionStage::Done,
        Some(_) => MissionStage::Working,
    };
    let ended = stage.is_ended();
    let shown = |text: String| if ended { String::new() } else { text };
    Ok(Mission {
        link: links::path(app, link),
        provider: provider.map_or_else(String::new, |found| found.company.clone()),
        reference: case.reference.clone(),
        headline: present::category_title(&set, &case.category, &times),
        stage,
        recognition: shown(case.provider_words.replace(' ', " · ")),
        organisation: shown(format!(
            "{} — {}",
            case.organisation,
            present::place(case.commune.as_deref(), &case.department)
        )),
        contact: if ended { MissionContact::default() } else { contact(case, &report, safe) },
        careful: if ended {
            Vec::new()
        } else {
            careful.map(|address| page.with("mission-careful-mail", "address", address)).collect()
        },
        lines: lines(&page, file, offer, &times, app),
        words: shown(report.description.0.clone()),
        done: if ended { Vec::new() } else { done.collect() },
        deadlines: if ended { Vec::new() } else { present::deadlines(app, &file.deadlines, &times) },
        steps: Mission::step_choices(&page),
        updates: updates(app, file, &times),
        form,
        page,
    })
}

fn contact(
    case: &crate::store::entity::incident::Model,
    report: &IncidentReport,
    safe: Option<&str>,
) -> MissionContact {
    MissionContact {
        name: case.contact_name.clone(),
        role: report.contact.role.as_ref().map_or_else(String::new, |role| role.0.clone()),
        phone: case.phone.as_deref().map_or_else(String::new, format::phone),
        phone_link: case.phone.clone().unwrap_or_default(),
        email: safe.unwrap_or_default().to_owned(),
    }
}

fn reported(file: &CaseFile) -> bool {
    file.entries.iter().any(|entry| entry.text_id.as_deref() == Some("entry-news-finished"))
}

fn updates(app: &App, file: &CaseFile, times: &Times) -> Vec<Update> {
    let mine = file.entries.iter().filter(|entry| entry.party == "provider").cloned().collect::<Vec<_>>();
    let shown = present::entries(app, &mine, times);
    shown.into_iter().map(|entry| Update { when: entry.when, who: entry.who, text: entry.text }).collect()
}

/// `POST /o/{token}/first-contact`
pub async fn first_contact(app: Data<App>, token: Path<String>) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let opened = mine(&app, &token).await?;
    let by = By::Provider(opened.offer.provider_id.into());
    desk::confirm_first_contact(&app, &by, opened.link.incident_id).await?;
    Ok(see_other(&links::path(&app, &opened.link)))
}

/// The link of the provider that has the case; another one's link does nothing.
async fn mine(app: &App, token: &str) -> Result<Opened, WebError> {
    let opened = open(app, token).await?;
    let is_mine = opened.file.assignment.as_ref().is_some_and(|row| row.offer_id == opened.offer.id);
    if is_mine { Ok(opened) } else { Err(DeskError::DeadLink.into()) }
}

/// `POST /o/{token}/updates`
pub async fn update(app: Data<App>, token: Path<String>, pairs: Pairs) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let opened = mine(&app, &token).await?;
    let by = By::Provider(opened.offer.provider_id.into());
    let news = match value(&pairs, "stage") {
        "not_for_me" => desk::News::NotForMe,
        "unreachable" => desk::News::Unreachable,
        _ => desk::News::InHand,
    };
    let stage = value(&pairs, "stage");
    let label = if stage.is_empty() {
        String::new()
    } else {
        crate::i18n::Words(vigie_domain::vocabulary::Lang::Fr).label("mission-step", stage)
    };
    let words = [label, value(&pairs, "text").to_owned()].join(" — ");
    desk::provider_news(&app, &by, opened.link.incident_id, news, words.trim_matches([' ', '—']).to_owned()).await?;
    Ok(see_other(&links::path(&app, &opened.link)))
}

/// `POST /o/{token}/report`: the closing report
pub async fn report(
    request: HttpRequest,
    app: Data<App>,
    token: Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let opened = mine(&app, &token).await?;
    let frame = frame::page(&request);
    let mut form = filled(&typed(&pairs));
    for name in ["found", "done"] {
        if value(&pairs, name).is_empty() {
            form.refuse(name, frame.say("mission-report-missing"));
        }
    }
    if form.is_refused() {
        return page(&request, &app, &opened, form, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let by = By::Provider(opened.offer.provider_id.into());
    let fields = ["found", "done", "left_to_do", "restored", "data_out", "hours"];
    let words = fields
        .iter()
        .filter(|name| !value(&pairs, name).is_empty())
        .map(|name| {
            format!("{} {}", frame.say(&format!("mission-report-{}", name.replace('_', "-"))), value(&pairs, name))
        })
        .collect::<Vec<_>>()
        .join("\n");
    desk::provider_news(&app, &by, opened.link.incident_id, desk::News::Finished, words).await?;
    Ok(see_other(&links::path(&app, &opened.link)))
}
