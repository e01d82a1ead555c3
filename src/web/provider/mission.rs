//! The mission: whom to call, the brief, news, and the closing report.

use std::sync::Arc;

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use vigie_domain::{intake::IncidentReport, offer::DeclineReason, vocabulary::Lang};

use super::{Opened, lines, open, page as page_of};
use crate::{
    app::App,
    desk::{self, By, ClosingReport, DeskError, News, OUTCOMES, TECHNIQUES, Told, links, read::CaseFile},
    i18n::Words,
    store::{
        StoreError,
        entity::{assignment, attachment, entry, incident},
        find,
    },
    web::{
        error::WebError,
        form::{Pairs, filled, typed, value, values},
        frame::{self, Times, see_other},
        present, upload,
        view::{
            field::Filled,
            format,
            page::Page,
            provider::{Mission, MissionContact, MissionStage, STEPS, Update},
            public::HandedFile,
        },
    },
};

/// Answers to a plain question.
const ANSWERS: [&str; 3] = ["yes", "no", "unknown"];

pub(super) async fn page(request: &HttpRequest, app: &App, opened: &Opened, form: Filled) -> Result<Mission, WebError> {
    let page = frame::page(request);
    let times = Times::of(request, app);
    let Opened { link, offer, file } = opened;
    let case = &file.incident;
    let report: IncidentReport = serde_json::from_value(case.report.clone())
        .map_err(|error| DeskError::from(StoreError::Corrupt { what: "report", reason: error.to_string() }))?;
    let set = app.playbooks.live();
    let safe = desk::outgoing::safe_address(case)?;
    let careful = case.email.iter().filter(|_| safe.is_none());
    let done = file.ticks.iter().map(|tick| tick.words.clone());
    let directory = app.directory.snapshot();
    let provider = directory.get(offer.provider_id.into());
    let stage = match &file.assignment {
        // Closed: the report is in. Who lost the case has no link that leads here any more.
        None => MissionStage::Done,
        Some(row) if row.offer_id != offer.id => MissionStage::Ended { deleted: false },
        Some(row) => going_on(row, file, &times),
    };
    let giving_back = stage.is_going_on() && form.is("stage", "not_for_me") && !form.is_refused();
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
        reasons: Mission::reason_choices(&page),
        giving_back,
        outcomes: Mission::choices(&page, "outcome", &OUTCOMES),
        techniques: Mission::choices(&page, "technique", &TECHNIQUES),
        updates: updates(app, file, &times),
        files: if ended { Vec::new() } else { files(app, &page, opened, &times).await? },
        files_most: page.with("file-most", "size", &upload::most(app, &page)),
        password: desk::ARCHIVE_PASSWORD,
        form,
        page,
    })
}

/// What the desk hands on, and what this provider brought.
async fn files(app: &App, page: &Page, opened: &Opened, times: &Times) -> Result<Vec<HandedFile>, WebError> {
    let by = By::Provider(opened.offer.provider_id.into());
    let (link, case) = (links::path(app, &opened.link), opened.file.incident.id);
    let pieces = find::pieces_of(app.store.reader(), case).await.map_err(DeskError::from)?;
    let may_take = opened.file.assignment.as_ref().is_some_and(|row| row.offer_id == opened.offer.id);
    let its = pieces.iter().filter(|piece| desk::may_take(&by, piece));
    let address = |piece: &attachment::Model| may_take.then(|| format!("{link}/files/{}", piece.id.simple()));
    Ok(its.map(|piece| present::handed_file(page, piece, address(piece), times)).collect())
}

fn contact(case: &incident::Model, report: &IncidentReport, safe: Option<&str>) -> MissionContact {
    MissionContact {
        name: case.contact_name.clone(),
        role: report.contact.role.as_ref().map_or_else(String::new, |role| role.0.clone()),
        phone: case.phone.as_deref().map_or_else(String::new, format::phone),
        phone_link: case.phone.clone().unwrap_or_default(),
        email: safe.unwrap_or_default().to_owned(),
    }
}

fn going_on(row: &assignment::Model, file: &CaseFile, times: &Times) -> MissionStage {
    match Told::of(row, &file.entries) {
        Told::Reported => MissionStage::Done,
        Told::Done => MissionStage::ReportAwaited,
        Told::AtWork if row.first_contact_at.is_none() => {
            MissionStage::CallNow { before: times.when(row.first_contact_due) }
        }
        Told::AtWork => MissionStage::Working,
    }
}

/// What it told since it has the case: what others wrote before it is not its to read.
fn updates(app: &App, file: &CaseFile, times: &Times) -> Vec<Update> {
    let since = file.assignment.as_ref().map_or(i64::MAX, |row| row.assigned_at);
    let its = |entry: &&entry::Model| {
        let is_open = ["provider", "all"].contains(&entry.visible_to.as_str());
        entry.party == "provider" && is_open && entry.entered_at >= since
    };
    let mine = file.entries.iter().filter(its).cloned().collect::<Vec<_>>();
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
pub(super) async fn mine(app: &App, token: &str) -> Result<Opened, WebError> {
    let opened = open(app, token).await?;
    let is_mine = opened.file.assignment.as_ref().is_some_and(|row| row.offer_id == opened.offer.id);
    if is_mine { Ok(opened) } else { Err(DeskError::DeadLink.into()) }
}

/// `POST /o/{token}/updates`: how it goes, or that the case is given back
pub async fn update(
    request: HttpRequest,
    app: Data<App>,
    token: Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let opened = mine(&app, &token).await?;
    if value(&pairs, "stage") == "not_for_me" {
        return give_back(&request, &app, &opened, &pairs).await;
    }
    let Some(news) = news_of(&pairs) else {
        let mut form = filled(&typed(&pairs));
        form.refuse("stage", frame::page(&request).say("mission-stage-missing"));
        return page_of(&request, &app, &opened, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let by = By::Provider(opened.offer.provider_id.into());
    // The other news say by themselves what they are.
    let step = if news == News::InHand { value(&pairs, "stage") } else { "" };
    let words = said("mission-step", step, value(&pairs, "text"));
    desk::provider_news(&app, &by, opened.link.incident_id, news, words).await?;
    // « Terminé » leads on to the closing report.
    let place = if news == News::Done { "#report" } else { "" };
    Ok(see_other(&format!("{}{place}", links::path(&app, &opened.link))))
}

/// What the form says; none when it says nothing, or what no page offers.
fn news_of(pairs: &[(String, String)]) -> Option<News> {
    match value(pairs, "stage") {
        "reached" => Some(News::Reached),
        "unreachable" => Some(News::Unreachable),
        "done" => Some(News::Done),
        "" => (!value(pairs, "text").is_empty()).then_some(News::InHand),
        stage => STEPS.contains(&stage).then_some(News::InHand),
    }
}

/// « Je suis sur place — deux postes touchés »: the choice and what was typed beside it.
fn said(vocabulary: &str, word: &str, text: &str) -> String {
    let label = if word.is_empty() { String::new() } else { Words(Lang::Fr).label(vocabulary, word) };
    [label.as_str(), text].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" — ")
}

/// « Pas pour moi »: why, then whether it is sure; then the page on which it confirms deletion.
async fn give_back(
    request: &HttpRequest,
    app: &Arc<App>,
    opened: &Opened,
    pairs: &[(String, String)],
) -> Result<HttpResponse, WebError> {
    let mut form = filled(&typed(pairs));
    let Some(reason) = DeclineReason::said(value(pairs, "reason")) else {
        form.refuse("reason", frame::page(request).say("offer-reason-missing"));
        return page_of(request, app, opened, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if value(pairs, "confirmed") != "yes" {
        return page_of(request, app, opened, form, StatusCode::OK).await;
    }
    let by = By::Provider(opened.offer.provider_id.into());
    let words = said("decline", reason.as_str(), value(pairs, "why"));
    desk::provider_news(app, &by, opened.link.incident_id, News::NotForMe(Some(reason)), words).await?;
    let all = find::links_of(app.store.reader(), opened.link.incident_id).await.map_err(DeskError::from)?;
    let deletion =
        all.iter().find(|link| link.offer_id == Some(opened.offer.id) && link.scope == links::Scope::Deletion.as_str());
    Ok(see_other(&links::path(app, deletion.unwrap_or(&opened.link))))
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
    let hours = value(&pairs, "hours");
    if !hours.is_empty() && desk::minutes_of(hours).is_none() {
        form.refuse("hours", frame.say("mission-hours-wrong"));
    }
    if form.is_refused() {
        return page_of(&request, &app, &opened, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let by = By::Provider(opened.offer.provider_id.into());
    desk::report_mission(&app, &by, opened.link.incident_id, report_of(&frame, &pairs)).await?;
    Ok(see_other(&links::path(&app, &opened.link)))
}

fn report_of(frame: &Page, pairs: &[(String, String)]) -> ClosingReport {
    let known = |name: &str, list: &[&str]| -> Vec<String> {
        values(pairs, name).into_iter().filter(|word| list.contains(&word.as_str())).collect()
    };
    let outcome = known("outcome", &OUTCOMES).into_iter().next().unwrap_or_default();
    let techniques = known("techniques", &TECHNIQUES);
    let observables = value(pairs, "observables").to_owned();
    let label = |vocabulary: &str, word: &str| {
        if word.is_empty() { String::new() } else { frame.label(vocabulary, word) }
    };
    let lines = [
        ("outcome", label("outcome", &outcome)),
        ("found", value(pairs, "found").to_owned()),
        ("techniques", techniques.iter().map(|word| label("technique", word)).collect::<Vec<_>>().join(", ")),
        ("done", value(pairs, "done").to_owned()),
        ("left-to-do", value(pairs, "left_to_do").to_owned()),
        ("restored", label("answer", known("restored", &ANSWERS).first().map_or("", String::as_str))),
        ("data-out", label("answer", known("data_out", &ANSWERS).first().map_or("", String::as_str))),
        ("observables", desk::observables_in(&observables).join(", ")),
        ("hours", value(pairs, "hours").to_owned()),
    ];
    let said = lines.iter().filter(|(_, text)| !text.is_empty());
    let said = said.map(|(name, text)| format!("{} {text}", frame.label("mission-report", name)));
    ClosingReport {
        words: said.collect::<Vec<_>>().join("\n"),
        minutes: desk::minutes_of(value(pairs, "hours")),
        outcome,
        techniques,
        observables,
    }
}
