//! The directory: list, one provider, vetting, pause, import and export.

use actix_multipart::form::{MultipartForm, tempfile::TempFile, text::Text};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{Data, Path},
};
use jiff::civil::Date;
use uuid::Uuid;
use vigie_domain::{
    provider::Provider,
    vocabulary::{Role, Skill, VettingState},
};

use crate::{
    app::App,
    desk::{self, DeskError},
    directory_csv::{read_directory, write_directory},
    store::{
        entity::{assignment, incident, provider as rows},
        find::{self, TrailFilter},
        row,
    },
    web::{
        access::{Reader, Supervisor},
        error::WebError,
        form::{Pairs, value},
        frame::{self, Times, html, html_with, query, see_other},
        present,
        view::{
            console::{
                FilterList, ImportOutcome, ImportPage, ImportProblem, LabelLine, ProviderPage, ProviderRow, Providers,
                Standing,
            },
            field::{Choice, Filled},
            format,
            page::{Page, Section},
        },
    },
};

/// Days before an expiry at which it is shown as near.
const SOON_DAYS: i32 = 60;

/// `GET /providers`
pub async fn list(request: HttpRequest, app: Data<App>, reader: Reader) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let asked = |name: &str| query(&request, name).unwrap_or_default();
    let (skill, department, vetting, words) = (asked("skill"), asked("department"), asked("vetting"), asked("q"));
    let directory = app.directory.snapshot();
    let mut found: Vec<&Provider> = directory
        .providers()
        .iter()
        .filter(|one| skill.is_empty() || one.skills.0.keys().any(|held| held.as_str() == skill))
        .filter(|one| {
            department.is_empty()
                || one.address.department.as_deref() == Some(department.as_str())
                || one.territory.departments.contains(&department)
        })
        .filter(|one| vetting.is_empty() || one.vetting.state.as_str() == vetting)
        .filter(|one| words.is_empty() || one.company.to_lowercase().contains(&words.to_lowercase()))
        .collect();
    found.sort_by(|one, other| one.company.cmp(&other.company));
    let total = found.len();
    let today = times.now.to_zoned(times.zone.clone()).date();
    let view = Providers {
        staff: frame::staff(&request, &app, &reader.0, Section::Providers).await?,
        filters: Filled::from_pairs([("q", words), ("skill", skill), ("department", department), ("vetting", vetting)]),
        lists: lists(&page),
        rows: found.into_iter().take(500).map(|one| line(&page, one, today)).collect(),
        total,
        more: None,
        may_import: reader.0.role == Role::Supervisor,
        page,
    };
    html(&view)
}

fn lists(page: &Page) -> Vec<FilterList> {
    let skills = Skill::ALL.iter().map(|one| Choice::new(one.as_str(), &page.label("skill", one.as_str())));
    let states = VettingState::ALL.iter().map(|one| Choice::new(one.as_str(), &page.label("vetting", one.as_str())));
    let departments = vigie_domain::intake::Department::all().iter();
    vec![
        FilterList { name: "skill", label: "providers-filter-skill", choices: skills.collect() },
        FilterList {
            name: "department",
            label: "providers-filter-department",
            choices: departments.map(|one| Choice::new(one.code, &present::department_name(one.code))).collect(),
        },
        FilterList { name: "vetting", label: "providers-filter-vetting", choices: states.collect() },
    ]
}

fn line(page: &Page, one: &Provider, today: Date) -> ProviderRow {
    let department = one.address.department.clone().unwrap_or_default();
    ProviderRow {
        link: format!("/providers/{}", one.id.0.simple()),
        company: one.company.clone(),
        place: present::place(Some(&one.address.commune), &department),
        skills: skills(page, one),
        vetting_state: one.vetting.state,
        vetting: standing_of(one.vetting.state),
        paused: one.is_paused_on(today).then(|| page.say("provider-paused")),
        labels: labels(one, today),
        load: format!("{} / {}", one.open_assignments, one.capacity),
    }
}

fn skills(page: &Page, one: &Provider) -> String {
    one.skills.0.keys().map(|skill| page.label("skill", skill.as_str())).collect::<Vec<_>>().join(", ")
}

const fn standing_of(state: VettingState) -> Standing {
    match state {
        VettingState::Vetted => Standing::Valid,
        VettingState::Applicant => Standing::Soon,
        VettingState::Suspended | VettingState::Removed => Standing::Over,
    }
}

fn labels(one: &Provider, today: Date) -> Vec<LabelLine> {
    let line = |name: &str, until: Date| LabelLine {
        name: name.to_owned(),
        until: until.strftime("%d/%m/%Y").to_string(),
        standing: standing(until, today),
    };
    let insured = one.insurance_until.map(|until| line("RC pro", until));
    one.labels.iter().map(|label| line(&label.name, label.until)).chain(insured).collect()
}

fn standing(until: Date, today: Date) -> Standing {
    match today.until(until).map_or(0, |span| span.get_days()) {
        days if days < 0 => Standing::Over,
        days if days <= SOON_DAYS => Standing::Soon,
        _ => Standing::Valid,
    }
}

/// `GET /providers/{id}`
pub async fn show(
    request: HttpRequest,
    app: Data<App>,
    reader: Reader,
    id: Path<Uuid>,
) -> Result<HttpResponse, WebError> {
    let view = view(&request, &app, &reader, *id, Filled::default()).await?;
    html(&view)
}

async fn view(
    request: &HttpRequest,
    app: &App,
    reader: &Reader,
    id: Uuid,
    form: Filled,
) -> Result<ProviderPage, WebError> {
    let page = frame::page(request);
    let times = Times::of(request, app);
    let stored = row::get::<rows::Entity>(app.store.reader(), id, "provider").await.map_err(DeskError::from)?;
    let directory = app.directory.snapshot();
    let one = match directory.get(id.into()) {
        Some(found) => found.clone(),
        None => desk::provider_of(&stored).map_err(DeskError::from)?,
    };
    let today = times.now.to_zoned(times.zone.clone()).date();
    let open = find::open_proposals(app.store.reader()).await.map_err(DeskError::from)?;
    let waiting = open.into_iter().find(|row| row.provider_id == id);
    let states = [("vetted", "accept"), ("suspended", "suspend"), ("vetted", "reinstate"), ("removed", "remove")];
    let may_vet = reader.0.role == Role::Supervisor;
    Ok(ProviderPage {
        staff: frame::staff(request, app, &reader.0, Section::Providers).await?,
        form,
        id: id.simple().to_string(),
        company: one.company.clone(),
        vetting_state: one.vetting.state,
        standing: standing_of(one.vetting.state),
        vetting_sentence: vetting_sentence(&page, &one),
        paused: one.is_paused_on(today).then(|| page.say("provider-paused")),
        tied: false,
        may_vet,
        second_person: waiting
            .map(|row| page.with("provider-second-person", "change", &page.label("vetting-change", &row.change))),
        states: states.iter().map(|(_, change)| Choice::new(change, &page.label("vetting-change", change))).collect(),
        lines: card(&page, &one),
        labels: labels(&one, today),
        missions: missions(app, id).await?,
        figures: figures(&page, &one, &times),
        history: history(app, id, &times).await?,
        page,
    })
}

fn vetting_sentence(page: &Page, one: &Provider) -> String {
    let review =
        one.vetting.review_on.map(|day| page.with("provider-review", "day", &day.strftime("%d/%m/%Y").to_string()));
    [Some(page.label("vetting", one.vetting.state.as_str())), review]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ; ")
}

fn card(page: &Page, one: &Provider) -> Vec<(String, String)> {
    let territory = &one.territory;
    let mut places: Vec<String> = territory.departments.iter().cloned().collect();
    places.extend(territory.radius_km.map(|km| format!("{km:.0} km")));
    places.extend(territory.remote.then(|| page.say("terms-remote")));
    let lines = [
        ("provider-line-siret", one.siret.as_ref().map(|siret| siret.as_str().to_owned()).unwrap_or_default()),
        ("provider-line-profile", page.label("profile", one.profile.as_str())),
        ("provider-line-address", format!("{} {}", one.address.postal_code, one.address.commune)),
        ("provider-line-phone", one.contact.phone.as_deref().map_or_else(String::new, format::phone)),
        ("provider-line-email", one.contact.emails.join(", ")),
        (
            "provider-line-on-call",
            [one.contact.on_call_email.clone(), one.contact.on_call_phone.as_deref().map(format::phone)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
        ),
        ("provider-line-territory", places.join(", ")),
        ("provider-line-hours", one.hours.to_string()),
        (
            "provider-line-skills",
            one.skills
                .0
                .iter()
                .map(|(skill, level)| format!("{} ({})", page.label("skill", skill.as_str()), u8::from(*level)))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        ("provider-line-capacity", format!("{} / {}", one.open_assignments, one.capacity)),
    ];
    lines.into_iter().filter(|(_, text)| !text.trim().is_empty()).map(|(key, text)| (page.say(key), text)).collect()
}

async fn missions(app: &App, id: Uuid) -> Result<Vec<(String, String)>, WebError> {
    let db = app.store.reader();
    let open = find::assignments_open_or_since(db, i64::MAX).await.map_err(DeskError::from)?;
    let mine: Vec<assignment::Model> = open.into_iter().filter(|row| row.provider_id == id).collect();
    let mut list = Vec::new();
    for row in mine {
        let case = row::get::<incident::Entity>(db, row.incident_id, "incident").await.map_err(DeskError::from)?;
        list.push((format!("/incidents/{}", case.reference), case.reference));
    }
    Ok(list)
}

fn figures(page: &Page, one: &Provider, times: &Times) -> Vec<(String, String)> {
    let record = &one.record;
    let median = record.median_answer_minutes.map(|minutes| {
        #[expect(clippy::cast_possible_truncation, reason = "minutes of a year fit")]
        let seconds = (minutes * 60.0) as i64;
        format::length(seconds, times.lang)
    });
    vec![
        (page.say("provider-figure-offers"), record.offers.to_string()),
        (page.say("provider-figure-accepted"), record.accepted.to_string()),
        (page.say("provider-figure-median"), median.unwrap_or_else(|| "—".into())),
        (page.say("provider-figure-month"), record.accepted_in_30_days.to_string()),
    ]
}

async fn history(app: &App, id: Uuid, times: &Times) -> Result<Vec<crate::web::view::console::Entry>, WebError> {
    let subject = vigie_domain::ids::ProviderId(id).to_string();
    let filter = TrailFilter { subject: Some(subject), ..TrailFilter::default() };
    let events = find::trail(app.store.reader(), &filter, 50).await.map_err(DeskError::from)?;
    let words = crate::i18n::Words(times.lang);
    Ok(events
        .iter()
        .map(|event| crate::web::view::console::Entry {
            when: times.short(event.at),
            machine: times.machine(event.at),
            who: event.actor.clone(),
            text: super::audit::action_words(words, &event.action),
            by_person: event.actor.starts_with("usr_"),
            careful: None,
            entered: None,
        })
        .collect())
}

/// `POST /providers/{id}/vetting`
pub async fn vet(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let change = desk::VettingChange::of(value(&pairs, "state")).ok_or(DeskError::Needs("a change"))?;
    let outcome = desk::decide_vetting(&app, &supervisor.by(), *id, change, value(&pairs, "reason").to_owned()).await;
    back(&request, &app, &supervisor, *id, outcome).await
}

/// `POST /providers/{id}/pause`
pub async fn pause(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
    id: Path<Uuid>,
    pairs: Pairs,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let by = supervisor.by();
    let outcome = match value(&pairs, "intent") {
        "resume" => desk::resume_provider(&app, &by, *id).await,
        _ => desk::pause_provider(&app, &by, *id, value(&pairs, "reason").to_owned()).await,
    };
    back(&request, &app, &supervisor, *id, outcome).await
}

async fn back(
    request: &HttpRequest,
    app: &App,
    supervisor: &Supervisor,
    id: Uuid,
    outcome: Result<(), DeskError>,
) -> Result<HttpResponse, WebError> {
    let key = match outcome {
        Ok(()) => return Ok(see_other(&format!("/providers/{}?done=provider", id.simple()))),
        Err(DeskError::Needs(_)) => "refused-needs",
        Err(DeskError::Already(_)) => "refused-already",
        Err(DeskError::Forbidden) => "refused-second-person",
        Err(other) => return Err(other.into()),
    };
    let mut form = Filled::default();
    form.refuse("reason", frame::page(request).say(key));
    let view = view(request, app, &Reader(supervisor.0.clone()), id, form).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// `GET /providers/export`
pub async fn export(app: Data<App>, _supervisor: Supervisor) -> Result<HttpResponse, WebError> {
    let providers = desk::exported_providers(&app).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"prestataires.csv\""))
        .body(write_directory(&providers)))
}

/// `GET /providers/import`
pub async fn import_form(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
) -> Result<HttpResponse, WebError> {
    let staff = frame::staff(&request, &app, &supervisor.0, Section::Providers).await?;
    html(&ImportPage { page: frame::page(&request), staff, outcome: None })
}

/// What the import page posts.
#[derive(Debug, MultipartForm)]
pub struct Upload {
    #[multipart(limit = "32MB")]
    file: TempFile,
    keep_good: Option<Text<String>>,
}

/// `POST /providers/import`: all rows, or none and why
pub async fn import(
    request: HttpRequest,
    app: Data<App>,
    supervisor: Supervisor,
    upload: MultipartForm<Upload>,
) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let page = frame::page(&request);
    let bytes = std::fs::read(upload.file.file.path()).map_err(|error| WebError::Malformed(error.to_string()))?;
    let file = match read_directory(&bytes) {
        Ok(file) => file,
        Err(error) => {
            let problem = ImportProblem { line: 1, column: String::new(), reason: error.to_string() };
            let outcome =
                ImportOutcome { imported: false, sentence: page.say("import-unreadable"), problems: vec![problem] };
            return imported(&request, &app, &supervisor, page, outcome).await;
        }
    };
    let errors = file.errors();
    let problems: Vec<ImportProblem> = errors
        .iter()
        .map(|error| ImportProblem {
            line: usize::try_from(error.line).unwrap_or(0),
            column: error.column.to_string(),
            reason: error.reason.to_string(),
        })
        .collect();
    let may = problems.is_empty() || upload.keep_good.is_some();
    if !may {
        let sentence = page.count("import-refused", problems.len());
        return imported(&request, &app, &supervisor, page, ImportOutcome { imported: false, sentence, problems })
            .await;
    }
    let providers = file.good_rows().into_iter().map(|row| row.provider.clone()).collect();
    let done = desk::import_providers(&app, &supervisor.by(), providers).await?;
    let sentence = page.words.with(
        "import-done",
        &[("added", done.added.into()), ("changed", done.changed.into()), ("same", done.same.into())],
    );
    imported(&request, &app, &supervisor, page, ImportOutcome { imported: true, sentence, problems }).await
}

async fn imported(
    request: &HttpRequest,
    app: &App,
    supervisor: &Supervisor,
    page: Page,
    outcome: ImportOutcome,
) -> Result<HttpResponse, WebError> {
    let status = if outcome.imported { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let staff = frame::staff(request, app, &supervisor.0, Section::Providers).await?;
    html_with(status, &ImportPage { page, staff, outcome: Some(outcome) })
}
