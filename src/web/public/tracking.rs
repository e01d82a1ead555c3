//! The victim's own page: where the case stands, one next step, and what she may decide.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use vigie_domain::{
    offer::Answer,
    provider::Label,
    vocabulary::{IncidentState, OfferState, YesNo},
};

use super::claim;
use crate::{
    app::App,
    desk::{self, By, DeskError, PieceSource, links, read::CaseFile},
    store::{
        entity::{link, offer},
        find,
    },
    web::{
        error::WebError,
        form::{Pairs, value},
        frame::{self, Times, html, html_with, see_other},
        present, upload,
        view::{
            field::Filled,
            format,
            page::Page,
            public::{ChoiceOfProvider, HandedFile, Helper, Message, NextStep, PathStep, Proposal, Tracking, calendar},
        },
    },
};

async fn open(app: &App, token: &str) -> Result<(link::Model, CaseFile), WebError> {
    let link = links::open(app, token, links::Scope::Tracking).await?;
    let file = desk::read::case_file(app, link.incident_id).await?;
    Ok((link, file))
}

/// `GET /t/{token}`
pub async fn show(request: HttpRequest, app: Data<App>, token: Path<String>) -> Result<HttpResponse, WebError> {
    let page = frame::page(&request);
    if let (link, links::Scope::Claim) = links::open_any(&app, &token).await? {
        return claim::form(page, &app, &link, Filled::default());
    }
    let (link, file) = open(&app, &token).await?;
    html(&view(&request, &app, &file, links::path(&app, &link)).await?)
}

/// The page with a form that was refused.
pub(super) async fn page(
    request: &HttpRequest,
    app: &App,
    link: &link::Model,
    form: Filled,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let file = desk::read::case_file(app, link.incident_id).await?;
    let shown = view(request, app, &file, links::path(app, link)).await?;
    html_with(status, &Tracking { form, ..shown })
}

/// The page of a case that was opened by its spoken code: nothing can be written or chosen there.
pub(super) async fn read_only(request: &HttpRequest, app: &App, case: uuid::Uuid) -> Result<HttpResponse, WebError> {
    let file = desk::read::case_file(app, case).await?;
    let full = view(request, app, &file, String::new()).await?;
    html(&Tracking {
        by_code: true,
        choice: None,
        messages: Vec::new(),
        files: Vec::new(),
        files_most: String::new(),
        calendar: None,
        may_write: false,
        survey: false,
        may_withdraw: false,
        provider: full.provider.map(|helper| Helper { may_say_not_called: false, ..helper }),
        ..full
    })
}

/// `GET /t/{token}/echeances.ics`
pub async fn calendar_file(
    request: HttpRequest,
    app: Data<App>,
    token: Path<String>,
) -> Result<HttpResponse, WebError> {
    let (_, file) = open(&app, &token).await?;
    let page = frame::page(&request);
    let times = Times::of(&request, &app);
    let dates = present::calendar_dates(&app, &file, &times);
    let made_at = present::calendar_time(times.now);
    let text = calendar(&page.with("calendar-name", "reference", &file.incident.reference), &made_at, &dates);
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header(("content-disposition", "attachment; filename=\"echeances.ics\""))
        .body(text))
}

async fn view(request: &HttpRequest, app: &App, file: &CaseFile, link: String) -> Result<Tracking, WebError> {
    let page = frame::page(request);
    let times = Times::of(request, app);
    let state: IncidentState = file.incident.state.parse().unwrap_or(IncidentState::Open);
    let proof = file.incident.id;
    let head = crate::store::find::chain_head(app.store.reader(), &vigie_domain::ids::IncidentId(proof).to_string())
        .await
        .map_err(DeskError::from)?;
    Ok(Tracking {
        by_code: false,
        calendar: present::has_dates(file).then(|| format!("{link}/echeances.ics")),
        tell_teams: page.say("tell-teams"),
        link,
        reference: file.incident.reference.clone(),
        recognition: file.incident.words.replace(' ', " · "),
        status: page.say(&format!("track-status-{}", state.as_str().replace('_', "-"))),
        next: next(&page, file, state, &times),
        path: path(&page, file, state, &times),
        provider: helper(app, &page, file, &times),
        choice: choice(app, &page, file, &times),
        advice: present::advice(app, file, &times),
        asked: asked(app, &page, file),
        messages: messages(&page, file, &times),
        files: files(app, &page, file, &times).await?,
        files_most: if file.is_over(state) {
            String::new()
        } else {
            page.with("file-most", "size", &upload::most(app, &page))
        },
        may_write: !file.is_over(state),
        survey: desk::may_be_asked(file),
        may_withdraw: file.incident.agreed_at.is_some() && !file.is_over(state),
        proof: head.map(|event| event.hash),
        form: Filled::default(),
        page,
    })
}

fn next(page: &Page, file: &CaseFile, state: IncidentState, times: &Times) -> NextStep {
    let case = &file.incident;
    let available = file.offers.iter().any(|offer| offer.state == "available" && offer.round == case.round);
    let given = desk::agreement_of(case);
    let delegated = given.as_ref().is_some_and(|given| given.delegated == desk::Delegated::Yes);
    let (key, when) = match state {
        IncidentState::Received | IncidentState::Unverified => ("call", Some(case.first_contact_due)),
        IncidentState::Open => ("search", None),
        IncidentState::Offering if available && delegated => ("desk-chooses", case.choice_due),
        IncidentState::Offering if available => ("choose", case.choice_due),
        IncidentState::Offering => ("asked", answers_due(file)),
        IncidentState::Assigned => ("provider-calls", file.assignment.as_ref().map(|row| row.first_contact_due)),
        IncidentState::Following => ("follow", None),
        _ => ("over", None),
    };
    NextStep {
        step: page.say(&format!("track-next-{key}")),
        when: when.map(|at| page.with("track-before", "when", &times.when(at))),
        more: way_in(page, given.as_ref()).filter(|_| !file.is_over(state)),
    }
}

/// Her usual supplier may be how the attacker came in: she is told as long as the case goes on.
fn way_in(page: &Page, given: Option<&desk::Agreement>) -> Option<String> {
    let supplier = given.map(|given| given.own_supplier).unwrap_or_default();
    (supplier == desk::OwnSupplier::MayBeTheWayIn).then(|| page.say("track-way-in"))
}

/// When the last of those who were asked must have answered.
fn answers_due(file: &CaseFile) -> Option<i64> {
    let waiting = file.offers.iter().filter(|offer| offer.state == OfferState::Sent.as_str());
    waiting.map(|offer| offer.expires_at).max()
}

fn path(page: &Page, file: &CaseFile, state: IncidentState, times: &Times) -> Vec<PathStep> {
    let case = &file.incident;
    let reached = match state {
        IncidentState::Received | IncidentState::Unverified => 0,
        IncidentState::Open => 1,
        IncidentState::Offering => 2,
        IncidentState::Assigned => 3,
        IncidentState::Following => 4,
        _ => 5,
    };
    let whens = [
        Some(case.received_at),
        case.verified_at,
        file.offers.first().map(|offer| offer.created_at),
        file.assignment.as_ref().map(|row| row.assigned_at),
        file.assignment.as_ref().and_then(|row| row.first_contact_at),
        case.closed_at,
    ];
    ["received", "verified", "asked", "assigned", "working", "closed"]
        .iter()
        .enumerate()
        .map(|(place, name)| PathStep {
            label: page.say(&format!("track-path-{name}")),
            done: place < reached || state == IncidentState::Closed,
            current: place == reached,
            when: whens[place].map(|at| times.short(at)),
        })
        .collect()
}

fn helper(app: &App, page: &Page, file: &CaseFile, times: &Times) -> Option<Helper> {
    let row = file.assignment.as_ref()?;
    let directory = app.directory.snapshot();
    let provider = directory.get(row.provider_id.into())?;
    let offer = file.offers.iter().find(|offer| offer.id == row.offer_id);
    Some(Helper {
        name: provider.company.clone(),
        person: offer.and_then(|offer| offer.answered_by.clone()).unwrap_or_default(),
        phone: provider.contact.phone.as_deref().map_or_else(String::new, format::phone),
        since: page.words.with(
            if row.first_contact_at.is_some() { "track-helper-met" } else { "track-helper-calls" },
            &[("since", times.short(row.assigned_at).into()), ("before", times.when(row.first_contact_due).into())],
        ),
        recognition: file.incident.provider_words.replace(' ', " · "),
        may_say_not_called: row.first_contact_at.is_none(),
    })
}

/// Those available, in the order that was drawn for this case.
fn choice(app: &App, page: &Page, file: &CaseFile, times: &Times) -> Option<ChoiceOfProvider> {
    let case = &file.incident;
    let mut available: Vec<&offer::Model> = file
        .offers
        .iter()
        .filter(|offer| offer.state == OfferState::Available.as_str() && offer.round == case.round)
        .collect();
    if available.is_empty() || file.assignment.is_some() {
        return None;
    }
    available.sort_by_key(|offer| offer.draw);
    let given = desk::agreement_of(case);
    let delegated = given.as_ref().is_some_and(|given| given.delegated == desk::Delegated::Yes);
    let until = match (case.choice_due, delegated) {
        (Some(due), true) => page.with("track-choose-desk-until", "when", &times.when(due)),
        (Some(due), false) => page.with("track-choose-until", "when", &times.when(due)),
        (None, true) => page.say("track-choose-desk-soon"),
        (None, false) => page.say("track-choose-soon"),
    };
    Some(ChoiceOfProvider {
        until,
        delegated,
        insurer: insurer_first(page, given.map(|given| given.insurer).unwrap_or_default()),
        providers: available.iter().filter_map(|offer| proposal(app, page, offer, times)).collect(),
    })
}

/// An insurer may have its own experts, and conditions: it is called before anybody is chosen.
fn insurer_first(page: &Page, said: desk::Insurer) -> Option<String> {
    match said {
        desk::Insurer::None => None,
        desk::Insurer::NotTold => Some(page.say("track-choose-not-told")),
        desk::Insurer::Told => Some(page.say("track-choose-told")),
        desk::Insurer::NotAsked | desk::Insurer::Unknown => Some(page.say("track-choose-insured")),
    }
}

fn proposal(app: &App, page: &Page, offer: &offer::Model, times: &Times) -> Option<Proposal> {
    let directory = app.directory.snapshot();
    let provider = directory.get(offer.provider_id.into())?;
    let stored = offer.answer.clone().and_then(|answer| serde_json::from_value::<Answer>(answer).ok());
    let Some(Answer::Available(given)) = stored else { return None };
    let today = times.now.to_zoned(times.zone.clone()).date();
    let labels = provider.labels.iter().filter(|label| label.is_valid_on(today));
    let labels: Vec<String> = labels.map(|label| label_words(page, label)).collect();
    let is_regional = provider.charter_version.as_ref().map(|_| page.say("label-charter"));
    Some(Proposal {
        offer: offer.id.simple().to_string(),
        name: provider.company.clone(),
        town: provider.address.commune.clone(),
        from: present::terms(
            &vigie_domain::offer::Terms { call_out_cents: None, hourly_cents: None, ..given.clone() },
            times,
        ),
        prices: prices(page, &given, times),
        labels: labels.into_iter().chain(is_regional).collect::<Vec<_>>().join(" · "),
    })
}

/// « ExpertCyber : assistance et remise en état »: a name alone doesn't say what it was given for.
fn label_words(page: &Page, label: &Label) -> String {
    let Some(scope) = label.scope.as_ref().filter(|scope| !scope.trim().is_empty()) else { return label.name.clone() };
    let told = [("label", label.name.clone().into()), ("scope", scope.clone().into())];
    page.words.with("label-with-scope", &told)
}

fn prices(page: &Page, given: &vigie_domain::offer::Terms, times: &Times) -> String {
    let price =
        |key: &str, cents: Option<i64>| cents.map(|cents| page.with(key, "price", &format::euros(cents, times.lang)));
    let said: Vec<String> = [price("terms-call-out", given.call_out_cents), price("terms-hourly", given.hourly_cents)]
        .into_iter()
        .flatten()
        .collect();
    if said.is_empty() { page.say("terms-ask-quote") } else { said.join(" · ") }
}

/// Who was asked, and where it stands; never why somebody declined.
fn asked(app: &App, page: &Page, file: &CaseFile) -> Vec<(String, String)> {
    let directory = app.directory.snapshot();
    let sent = file.offers.iter().filter(|offer| offer.state != OfferState::Held.as_str());
    sent.filter_map(|offer| {
        let provider = directory.get(offer.provider_id.into())?;
        let state = match offer.state.as_str() {
            "declined" | "expired" | "withdrawn" => "track-asked-not",
            "available" => "track-asked-available",
            "chosen" => "track-asked-chosen",
            "not_chosen" => "track-asked-not-chosen",
            _ => "track-asked-waiting",
        };
        Some((provider.company.clone(), page.say(state)))
    })
    .collect()
}

/// Those that she sent herself, by the page.
async fn files(app: &App, page: &Page, file: &CaseFile, times: &Times) -> Result<Vec<HandedFile>, WebError> {
    let pieces = find::pieces_of(app.store.reader(), file.incident.id).await.map_err(DeskError::from)?;
    let hers = pieces.iter().filter(|piece| piece.source == PieceSource::Victim.as_str());
    Ok(hers.map(|piece| present::handed_file(page, piece, None, times)).collect())
}

fn messages(page: &Page, file: &CaseFile, times: &Times) -> Vec<Message> {
    let written = file.entries.iter().rev().filter(|entry| {
        entry.kind == "message"
            && matches!(entry.visible_to.as_str(), "victim" | "all" | "desk")
            && entry.party != "provider"
    });
    written
        .filter(|entry| entry.party == "victim" || entry.visible_to != "desk")
        .map(|entry| Message {
            when: times.short(entry.happened_at),
            who: if entry.party == "victim" { page.say("track-you") } else { page.desk.name.clone() },
            text: entry.body.clone(),
            ours: entry.party != "victim",
        })
        .collect()
}

/// `POST /t/{token}/choice`: this one, none of them, or whom the desk chooses
pub async fn choose(app: Data<App>, token: Path<String>, pairs: Pairs) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let link = links::open(&app, &token, links::Scope::Tracking).await?;
    let outcome = match value(&pairs, "offer") {
        "none" => desk::refuse_all(&app, &By::Victim, link.incident_id).await,
        "desk" => desk::delegate_choice(&app, &By::Victim, link.incident_id).await,
        id => {
            let offer = id.parse().map_err(|_| DeskError::NotFound("offer"))?;
            desk::choose_provider(&app, &By::Victim, link.incident_id, offer).await
        }
    };
    back(&app, &link, outcome)
}

/// The page says how it stands now, whoever was faster.
fn back(app: &App, link: &link::Model, outcome: Result<(), DeskError>) -> Result<HttpResponse, WebError> {
    match outcome {
        Ok(())
        | Err(
            DeskError::Already(_)
            | DeskError::Full
            | DeskError::Incident(_)
            | DeskError::NotFound("offer" | "assignment"),
        ) => Ok(see_other(&links::path(app, link))),
        Err(other) => Err(other.into()),
    }
}

/// `POST /t/{token}/not-called`: « personne ne m’a appelé »
pub async fn not_called(app: Data<App>, token: Path<String>) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let link = links::open(&app, &token, links::Scope::Tracking).await?;
    let outcome = desk::nobody_called(&app, &By::Victim, link.incident_id).await;
    back(&app, &link, outcome)
}

/// `POST /t/{token}/messages`
pub async fn message(app: Data<App>, token: Path<String>, pairs: Pairs) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let link = links::open(&app, &token, links::Scope::Tracking).await?;
    let body = value(&pairs, "text").to_owned();
    if body.is_empty() {
        return Ok(see_other(&links::path(&app, &link)));
    }
    let outcome = desk::send_message(&app, &By::Victim, link.incident_id, body, desk::Visible::Desk).await;
    back(&app, &link, outcome)
}

/// `POST /t/{token}/withdraw`: the agreement is taken back
pub async fn withdraw(app: Data<App>, token: Path<String>) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let link = links::open(&app, &token, links::Scope::Tracking).await?;
    let outcome = desk::withdraw_agreement(&app, &By::Victim, link.incident_id).await;
    back(&app, &link, outcome)
}

/// `POST /t/{token}/survey`
pub async fn survey(app: Data<App>, token: Path<String>, pairs: Pairs) -> Result<HttpResponse, WebError> {
    let app = app.into_inner();
    let link = links::open(&app, &token, links::Scope::Tracking).await?;
    let said = |name: &str| value(&pairs, name).parse().unwrap_or(YesNo::Unknown);
    let words = value(&pairs, "survey_text").to_owned();
    let survey = desk::Survey { helped: said("helped"), working_again: said("working_again"), words };
    let outcome = desk::answer_survey(&app, link.incident_id, survey).await;
    back(&app, &link, outcome)
}
