//! Firms that ask to be in the directory: what they typed, and a supervisor's decision.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;
use vigie_domain::provider::application::{FormFields, LABELS};

use crate::{
    app::App,
    desk::{self, DeskError, Verdict},
    store::{entity::provider_application, find},
    web::{
        access::Supervisor,
        error::WebError,
        form::{Pairs, value},
        frame::{self, Times, html_with, see_other},
        view::{
            console::{ApplicationCard, Applications},
            field::Filled,
            page::{Page, Section},
        },
    },
};

/// `GET /providers/applications`
pub async fn show(request: HttpRequest, app: Data<App>, supervisor: Supervisor) -> Result<HttpResponse, WebError> {
    page(&request, &app, &supervisor, Filled::default(), StatusCode::OK).await
}

async fn page(
    request: &HttpRequest,
    app: &App,
    supervisor: &Supervisor,
    form: Filled,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let page = frame::page(request);
    let times = Times::of(request, app);
    let db = app.store.reader();
    let waiting = find::waiting_applications(db).await.map_err(DeskError::from)?;
    let decided = find::decided_applications(db).await.map_err(DeskError::from)?;
    let view = Applications {
        staff: frame::staff(request, app, &supervisor.0, Section::Providers).await?,
        waiting: waiting.iter().map(|row| card(&page, row, &times)).collect(),
        decided: decided.iter().map(|row| card(&page, row, &times)).collect(),
        form,
        page,
    };
    html_with(status, &view)
}

fn card(page: &Page, row: &provider_application::Model, times: &Times) -> ApplicationCard {
    let fields: FormFields = serde_json::from_value(row.document.clone()).unwrap_or_default();
    let all = |name: &str| fields.get(name).map(|values| values.join(", ")).unwrap_or_default();
    let plain = ["siret", "email", "phone", "postal_code", "commune", "departments", "radius_km", "remote", "hours"];
    let more = ["capacity", "languages", "insurance_until", "message"];
    let named = |name: &&str| (page.label("provider-field", name), all(name));
    let mut lines: Vec<(String, String)> = plain.iter().map(named).collect();
    let skills = vigie_domain::vocabulary::Skill::ALL.iter().filter_map(|skill| {
        let level = all(&format!("skill_{skill}"));
        (!level.is_empty() && level != "0").then(|| format!("{} ({level})", page.label("skill", skill.as_str())))
    });
    lines.push((page.say("provider-field-skills"), skills.collect::<Vec<_>>().join(", ")));
    for number in 1..=LABELS {
        let parts = ["name", "number", "from", "until"].map(|part| all(&format!("label_{number}_{part}")));
        lines.push((page.say("provider-field-labels"), parts.join(" ").trim().to_owned()));
    }
    lines.extend(more.iter().map(named));
    lines.retain(|(_, value)| !value.is_empty());
    ApplicationCard {
        id: row.id.simple().to_string(),
        company: all("company"),
        received: times.short(row.received_at),
        lines,
        state: page.label("application", &row.state),
        reason: row.reason.clone(),
        provider: row.provider_id.map(|id| format!("/providers/{}", id.simple())),
    }
}

/// `POST /providers/applications/{id}`
pub async fn decide(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let verdict = if value(&pairs, "intent") == "accept" { Verdict::Accept } else { Verdict::Refuse };
    let reason = value(&pairs, "reason").to_owned();
    let key = match desk::decide_application(&app, &supervisor.by(), *id, verdict, reason).await {
        Ok(Some(provider)) => return Ok(see_other(&format!("/providers/{}?done=provider", provider.simple()))),
        Ok(None) => return Ok(see_other("/providers/applications?done=provider")),
        Err(DeskError::Needs(_)) => "refused-needs",
        Err(DeskError::Already(_)) => "application-known",
        Err(other) => return Err(other.into()),
    };
    let mut form = Filled::default();
    form.refuse(&format!("reason-{}", id.simple()), frame::page(&request).say(key));
    page(&request, &app, &supervisor, form, StatusCode::UNPROCESSABLE_ENTITY).await
}
