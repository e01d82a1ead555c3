//! The mission: whom to call, the brief, news, and the closing report.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use vigie_domain::intake::IncidentReport;

use super::{Opened, lines, open, page as page_of};
use crate::{
    app::App,
    desk::{self, By, DeskError, links, read::CaseFile},
    store::{StoreError, entity::incident},
    web::{
        error::WebError,
        form::{Pairs, filled, typed, value},
        frame::{self, Times, see_other},
        present,
        view::{
            field::Filled,
            format,
            provider::{Mission, MissionContact, MissionStage, Update},
        },
    },
};

pub(super) fn page(request: &HttpRequest, app: &App, opened: &Opened, form: Filled) -> Result<Mission, WebError> {
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

fn contact(case: &incident::Model, report: &IncidentReport, safe: Option<&str>) -> MissionContact {
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
        return page_of(&request, &app, &opened, form, StatusCode::UNPROCESSABLE_ENTITY);
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
