//! One provider: its card, labels, evidence, missions, figures, and every change with who made it.

use std::collections::HashMap;

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path},
};
use uuid::Uuid;
use vigie_domain::{
    matching::{Availability, standing},
    provider::Provider,
    vocabulary::{Role, VettingState},
};

use super::{labels, standing_of};
use crate::{
    app::App,
    desk::{self, DeskError},
    i18n::Words,
    store::{
        entity::{audit_event, provider as rows},
        find::{self, TrailFilter},
        row,
    },
    web::{
        access::Reader,
        error::WebError,
        frame::{self, Times, html},
        present,
        supervisor::audit::action_words,
        view::{
            console::{Entry, ProviderPage},
            field::{Choice, Filled},
            format,
            page::{Page, Section},
        },
    },
};

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

pub(super) async fn view(
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
    let tied = desk::has_tie(app, reader.0.id.0, id).await?;
    let may_vet = reader.0.role == Role::Supervisor && !tied;
    Ok(ProviderPage {
        staff: frame::staff(request, app, &reader.0, Section::Providers).await?,
        form,
        id: id.simple().to_string(),
        company: one.company.clone(),
        vetting_state: one.vetting.state,
        standing: standing_of(one.vetting.state),
        vetting_sentence: vetting_sentence(&page, &one),
        paused: one.is_paused_on(today).then(|| page.say("provider-paused")),
        tied,
        may_vet,
        second_person: waiting
            .map(|row| page.with("provider-second-person", "change", &page.label("vetting-change", &row.change))),
        states: changes(one.vetting.state)
            .map(|change| Choice::new(change, &page.label("vetting-change", change)))
            .collect(),
        lines: card(&page, &one),
        labels: labels(&page, &one, today),
        missions: missions(app, reader, id).await?,
        figures: figures(&page, &one, &times),
        history: history(app, id, &times).await?,
        conditions: conditions(app, &page, &one, &times),
        evidence: if tied { Vec::new() } else { evidence(app, &page, id, &times).await? },
        evidence_kinds: desk::EVIDENCE_KINDS.map(|kind| Choice::new(kind, &page.label("evidence", kind))).into(),
        listed: stored.listed_at.is_some(),
        page,
    })
}

/// The changes that there are from a state.
fn changes(state: VettingState) -> impl Iterator<Item = &'static str> {
    let changes: &[&str] = match state {
        VettingState::Applicant => &["accept", "remove"],
        VettingState::Vetted => &["suspend", "remove"],
        VettingState::Suspended => &["reinstate", "remove"],
        VettingState::Removed => &[],
    };
    changes.iter().copied()
}

/// Why it can't be asked today, and how that is mended; nothing when it can.
fn conditions(app: &App, page: &Page, one: &Provider, times: &Times) -> Vec<String> {
    let failed = standing(one, Availability::of(one, times.now), &app.config.matching.rules);
    failed.iter().map(|condition| present::condition_and_cure(page, condition)).collect()
}

async fn evidence(app: &App, page: &Page, id: Uuid, times: &Times) -> Result<Vec<(String, String)>, WebError> {
    let notes = find::evidence_of(app.store.reader(), id).await.map_err(DeskError::from)?;
    let line = |note: crate::store::entity::provider_note::Model| {
        let head = [page.label("evidence", &note.kind), note.author.clone(), times.short(note.written_at)].join(" · ");
        (head, note.body)
    };
    Ok(notes.into_iter().map(line).collect())
}

fn vetting_sentence(page: &Page, one: &Provider) -> String {
    let review = one.vetting.review_on.map(|day| day.strftime("%d/%m/%Y").to_string());
    review.map_or_else(String::new, |day| page.with("provider-review", "day", &day))
}

pub(in crate::web) fn card(page: &Page, one: &Provider) -> Vec<(String, String)> {
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
        ("provider-line-territory", present::territory(page, one)),
        ("provider-line-hours", format::opening_hours(&one.hours.to_string(), page.words.0)),
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

/// The cases that it has now, by their references; those that the reader may not open stay out.
async fn missions(app: &App, reader: &Reader, id: Uuid) -> Result<Vec<(String, String)>, WebError> {
    let db = app.store.reader();
    let open = find::open_assignments_of(db, id).await.map_err(DeskError::from)?;
    let veil = desk::Veil::of(app, &reader.0).await?;
    let cases: Vec<Uuid> = open.into_iter().map(|row| row.incident_id).filter(|case| !veil.covers(*case)).collect();
    let named = find::references_of(db, &cases).await.map_err(DeskError::from)?;
    Ok(named.into_iter().map(|(_, reference)| (format!("/incidents/{reference}"), reference)).collect())
}

pub(in crate::web) fn figures(page: &Page, one: &Provider, times: &Times) -> Vec<(String, String)> {
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

async fn history(app: &App, id: Uuid, times: &Times) -> Result<Vec<Entry>, WebError> {
    let subject = vigie_domain::ids::ProviderId(id).to_string();
    let filter = TrailFilter { subject: Some(subject), ..TrailFilter::default() };
    let events = find::trail(app.store.reader(), &filter, 50).await.map_err(DeskError::from)?;
    let page_words = Words(times.lang);
    let users = find::users(app.store.reader()).await.map_err(DeskError::from)?;
    let names: HashMap<String, String> =
        users.into_iter().map(|user| (vigie_domain::ids::UserId(user.id).to_string(), user.name)).collect();
    let line = |event: &audit_event::Model| Entry {
        note: None,
        when: times.short(event.at),
        machine: times.machine(event.at),
        who: names.get(&event.actor).cloned().unwrap_or_else(|| actor(page_words, &event.actor)),
        text: [action_words(page_words, &event.action), detail(page_words, event)].join(" ").trim().to_owned(),
        by_person: event.actor.starts_with("usr_"),
        careful: None,
        entered: None,
    };
    Ok(events.iter().map(line).collect())
}

/// Who acted, where it was no member of the staff.
fn actor(words: Words, written: &str) -> String {
    let kind = if written.starts_with("prv_") { "provider" } else { written };
    let said = words.label("actor", kind);
    if said.starts_with('‹') { written.to_owned() } else { said }
}

/// What a change was about: its reason, and the fields that changed.
fn detail(words: Words, event: &audit_event::Model) -> String {
    let Ok(whole) = serde_json::from_str::<serde_json::Value>(&event.canonical) else { return String::new() };
    let payload = &whole["payload"];
    let text = |name: &str| payload[name].as_str().unwrap_or_default().trim().to_owned();
    let fields = payload["fields"].as_array().into_iter().flatten().filter_map(serde_json::Value::as_str);
    let fields: Vec<String> = fields.map(|field| words.label("provider-field", field)).collect();
    let change = text("change");
    let change = if change.is_empty() { change } else { words.label("vetting-change", &change) };
    let parts = [change, text("reason"), fields.join(", ")];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if said.is_empty() { String::new() } else { format!("— {}", said.join(" · ")) }
}
