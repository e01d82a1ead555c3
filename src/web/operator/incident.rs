//! The incident page: everything about one case.

use std::collections::HashMap;

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;
use vigie_domain::{
    intake::IncidentReport,
    matching::Shortlist as Frozen,
    vocabulary::{Channel, EmailSafe, IncidentState, Severity},
};

use super::{clash::clash, tied};
use crate::{
    app::App,
    desk::{self, DeskError, Insurer, LikelyDuplicate, OwnSupplier, read::CaseFile},
    i18n::Words,
    store::{entity::incident, find},
    web::{
        access::Reader,
        error::WebError,
        frame::{self, Times, html_with},
        present, protection,
        view::{
            advice::{Deadline, DeadlineState},
            clock::Clock,
            console::{ContactCard, EvidenceCard, Incident, NextAct, Proof, ReadOut, Saw, Shortlist},
            field::{Choice, Filled},
            format,
            page::{Page, Section},
        },
    },
};

/// Endings of the MISP taxonomy `incident-disposition` that a person chooses from.
pub const DISPOSITIONS: [&str; 6] = ["confirmed", "deferred", "unidentified", "failed", "misconfiguration", "refuted"];

/// `GET /incidents/{reference}`
pub async fn show(
    request: HttpRequest,
    app: Data<App>,
    reader: Reader,
    reference: Path<String>,
) -> Result<HttpResponse, WebError> {
    let incident = desk::read::incident_by_reference(&app, &reference).await?;
    desk::looked_at(&app, &reader.by(), incident.id).await?;
    if incident.erased_at.is_some() {
        return protection::erased_case(&request, &app, &reader, &incident).await;
    }
    page(&request, &app, &reader, incident.id, Filled::default(), StatusCode::OK).await
}

/// The page, with a form that was refused if there is one.
///
/// # Errors
/// The database.
pub async fn page(
    request: &HttpRequest,
    app: &App,
    reader: &Reader,
    id: Uuid,
    form: Filled,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let file = desk::read::case_file(app, id).await?;
    let view = view(request, app, reader, file, form).await?;
    html_with(status, &view)
}

#[expect(clippy::too_many_lines, reason = "a field a line: the page of a case shows much")]
async fn view(
    request: &HttpRequest,
    app: &App,
    reader: &Reader,
    file: CaseFile,
    mut form: Filled,
) -> Result<Incident, WebError> {
    as_agreed(&mut form, &file.incident);
    let mut page = frame::page(request);
    page.exercise |= file.incident.exercise;
    let times = Times::of(request, app);
    let users = find::users(app.store.reader()).await.map_err(DeskError::from)?;
    let names: HashMap<Uuid, String> = users.into_iter().map(|user| (user.id, user.name)).collect();
    let case = &file.incident;
    let report: IncidentReport = serde_json::from_value(case.report.clone()).map_err(|error| corrupt(&error))?;
    let set = app.playbooks.live();
    let state: IncidentState = case.state.parse().unwrap_or(IncidentState::Open);
    let may_write = reader.0.role.takes_calls();
    let answers = desk::assess::facts_of(&serde_json::from_value(case.facts.clone()).map_err(|error| corrupt(&error))?);
    let advice = file.advice.of(times.lang);
    let veil = desk::Veil::of(app, &reader.0).await?;
    let mut history = desk::read::history_of(app, case).await?;
    history.retain(|other| !veil.covers(other.id));
    let mut likely = if file.is_over(state) { Vec::new() } else { desk::likely_duplicates(app, case).await? };
    likely.retain(|other| !veil.covers(other.id));
    let head = find::chain_head(app.store.reader(), &vigie_domain::ids::IncidentId(case.id).to_string())
        .await
        .map_err(DeskError::from)?;
    let here: Vec<Uuid> = desk::present_at(app, case.id).await?.into_iter().filter(|id| *id != reader.0.id.0).collect();
    let name_of = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned());
    let mut offers = present::offer_rows(app, &file, &times);
    let mut shortlist = shortlist(app, &page, &file, state, &times).await?;
    tied::keep_from(app, &reader.0, &page, &file, (&mut offers, &mut shortlist)).await?;
    let clash = clash(&page, &file, &form, &names, &|id| present::category_title(&set, id, &times));
    Ok(Incident {
        staff: frame::staff(request, app, &reader.0, Section::Case).await?,
        form,
        may_write: may_write && !file.is_over(state),
        may_reopen: may_write && file.is_over(state),
        subject: case.id.simple().to_string(),
        clash,
        saw: saw(&file),
        reference: case.reference.clone(),
        title: present::category_title(&set, &case.category, &times),
        category: case.category.clone(),
        organisation: present::victim(&case.organisation, &case.contact_name),
        place: present::place(case.commune.as_deref(), &case.department),
        priority: u8::try_from(case.priority).unwrap_or(4),
        severity: case.severity.parse().unwrap_or(Severity::Medium),
        because: present::severity_sentence(&file.found, &times),
        state,
        channel: case.channel.parse().unwrap_or(Channel::Web),
        received: times.when(case.received_at),
        owner: name_of(case.owner),
        looking: names_of(&names, &here),
        clocks: clocks(&file, &times),
        next: if may_write { next(app, &page, &file, state, &times) } else { None },
        duplicate_of: likely.first().map(|case| case.reference.clone()).unwrap_or_default(),
        related: related(app, (&likely, &history), &times),
        words: present::spans(&report.description.0, &file.found, &times),
        words_lang: file.found.lang.clone(),
        machine_signs: case
            .machine_signs
            .split(' ')
            .filter(|sign| !sign.is_empty())
            .map(|sign| page.label("machine-sign", sign))
            .collect(),
        doubt: case.verified_at.map(|at| {
            let how = page.say(&format!("doubt-{}", case.verified_how.clone().unwrap_or_default().replace('_', "-")));
            sentence(&page, "doubt-lifted", &name_of(case.verified_by), &how, &times.short(at))
        }),
        consent_said: report
            .consent_to_share
            .map(|yes| page.say(if yes { "consent-said-yes" } else { "consent-said-no" })),
        call_back: case.phone.as_deref().map_or_else(String::new, format::phone),
        recognition: case.words.replace(' ', " · "),
        code: desk::tracking_code(app, case.id).as_str().to_owned(),
        classification: present::classification(app, &file.found, case.priority, &times),
        confirmed: case.category_confirmed.then(|| page.say("category-is-confirmed")),
        categories: set.playbooks().map(|one| Choice::new(&one.id, one.title.in_lang(times.lang))).collect(),
        actions: advice.actions.iter().map(|action| read_out(&file, action, &times)).collect(),
        never: advice.never.iter().map(|line| line.say.clone()).collect(),
        deadlines: deadlines(app, &file, state, &times),
        agreement: agreement(&page, case, &times),
        own_means: own_means(&page, case),
        way_in: (supplier_of(case) == OwnSupplier::MayBeTheWayIn).then(|| page.say("supplier-way-in-words")),
        agreement_words: page.with("agreement-words", "desk", &page.desk.name),
        offers,
        chooser: chooser(&page, &file, &times),
        shortlist,
        assignment: file.assignment.as_ref().map(|row| present::assignment_card(app, row, &times)),
        timeline: present::entries_for_desk(app, &file.entries, &times),
        contact: contact(case, &report),
        facts: present::known_facts(&set, &answers, &times),
        tasks: present::tasks(app, &file, &times),
        destinations: destinations(app, &page),
        unfinished: unfinished(&page, &file),
        dispositions: DISPOSITIONS.iter().map(|word| Choice::new(word, &page.label("disposition", word))).collect(),
        evidence: evidence(app, &page, &file, &times).await?,
        sensitive: super::sensitive::card(app, &page, case.id, &times).await?,
        proof: proof(&page, case, head.as_ref(), &times),
        page,
    })
}

async fn evidence(app: &App, page: &Page, file: &CaseFile, times: &Times) -> Result<EvidenceCard, WebError> {
    let pieces = find::pieces_of(app.store.reader(), file.incident.id).await.map_err(DeskError::from)?;
    let directory = app.directory.snapshot();
    let company = |id: Uuid| directory.get(id.into()).map(|provider| provider.company.clone());
    let card = present::evidence_card(page, &pieces, app.config.evidence.file_octets(), company, times);
    Ok(EvidenceCard { has_provider: file.assignment.is_some(), ..card })
}

fn names_of(names: &HashMap<Uuid, String>, ids: &[Uuid]) -> Vec<String> {
    ids.iter().filter_map(|id| names.get(id).cloned()).collect()
}

fn saw(file: &CaseFile) -> Saw {
    Saw {
        owner: file.incident.owner.map_or_else(String::new, |owner| owner.simple().to_string()),
        agreement: desk::agreement_mark(&file.incident),
        offers: file.offers.len(),
    }
}

/// The clocks of the law; of a case that is over those that somebody decided on.
fn deadlines(app: &App, file: &CaseFile, state: IncidentState, times: &Times) -> Vec<Deadline> {
    let mut shown = present::deadlines(app, &file.deadlines, times);
    shown.retain(|deadline| !file.is_over(state) || deadline.state != DeadlineState::Proposed);
    shown
}

fn corrupt(error: &serde_json::Error) -> DeskError {
    crate::store::StoreError::Corrupt { what: "incident", reason: error.to_string() }.into()
}

/// « Doute levé par Claire, rappel au numéro donné, 9 h 52 ».
fn sentence(page: &Page, key: &str, who: &Option<String>, how: &str, when: &str) -> String {
    let who = who.clone().unwrap_or_else(|| page.say("party-desk"));
    page.words.with(key, &[("who", who.into()), ("how", how.to_owned().into()), ("when", when.to_owned().into())])
}

fn read_out(file: &CaseFile, action: &vigie_domain::playbook::AdvisedAction, times: &Times) -> ReadOut {
    let tick = file.ticks.iter().find(|tick| tick.action_id == action.id);
    ReadOut {
        id: action.id.clone(),
        say: action.say.clone(),
        why: action.why.clone(),
        ticked: tick.map(|tick| format!("{}, {}", tick.by_name, times.short(tick.at))),
    }
}

fn clocks(file: &CaseFile, times: &Times) -> Vec<Clock> {
    let case = &file.incident;
    let mut clocks = Vec::new();
    if case.first_contact_at.is_none() && matches!(case.state.as_str(), "received" | "unverified") {
        clocks.push(present::clock("clock-first-contact", case.received_at, case.first_contact_due, times));
    }
    if let Some(due) = case.choice_due {
        clocks.push(present::clock("clock-choice", case.updated_at, due, times));
    }
    if let Some(row) = file.assignment.as_ref().filter(|row| row.first_contact_at.is_none()) {
        clocks.push(present::clock("clock-provider-contact", row.assigned_at, row.first_contact_due, times));
    }
    clocks
}

/// The task that is due first, by its name.
fn next_task(app: &App, page: &Page, file: &CaseFile, times: &Times) -> Option<NextAct> {
    let open = || file.tasks.iter().filter(|task| task.done_at.is_none());
    let first = open().min_by_key(|task| task.due_at)?;
    let title = present::label_of(app, &first.text_id, &first.arguments, times);
    let others = open().count() - 1;
    let more = (others > 0).then(|| page.count("next-task-others", others));
    Some(NextAct {
        step: [Some(title), more].into_iter().flatten().collect::<Vec<_>>().join(" "),
        when: Some(times.when(first.due_at)),
        verb: page.say("next-task-verb"),
        anchor: "tasks",
    })
}

/// The one next thing to do.
fn next(app: &App, page: &Page, file: &CaseFile, state: IncidentState, times: &Times) -> Option<NextAct> {
    let case = &file.incident;
    let act = |key: &str, anchor: &'static str, when: Option<String>| NextAct {
        step: page.with(&format!("next-{key}"), "name", &case.contact_name),
        when,
        verb: page.say(&format!("next-{key}-verb")),
        anchor,
    };
    let task = next_task(app, page, file, times);
    let available = file.offers.iter().any(|offer| offer.state == "available" && offer.round == case.round);
    match state {
        _ if file.is_over(state) => None,
        IncidentState::Received | IncidentState::Unverified => {
            Some(act("lift-doubt", "doubt", Some(times.when(case.first_contact_due))))
        }
        _ if task.is_some() => task,
        IncidentState::Open if !case.category_confirmed => Some(act("classify", "classification", None)),
        IncidentState::Open if supplier_of(case) == OwnSupplier::NotAsked => Some(act("agreement", "agreement", None)),
        // Handled by her own supplier: the follow-up goes on.
        IncidentState::Open if supplier_of(case) == OwnSupplier::TakesIt => Some(act("follow", "timeline", None)),
        IncidentState::Open => Some(act("offers", "offers", None)),
        IncidentState::Offering if available => {
            Some(act("choose", "offers", case.choice_due.map(|due| times.when(due))))
        }
        IncidentState::Offering => Some(act("wait", "offers", None)),
        IncidentState::Assigned => {
            let due = file.assignment.as_ref().map(|row| times.when(row.first_contact_due));
            Some(act("first-contact", "offers", due))
        }
        IncidentState::Following => Some(act("follow", "timeline", None)),
        _ => None,
    }
}

/// Cases that this one may repeat, with the reasons; then what else is known of the caller.
fn related(
    app: &App,
    (likely, history): (&[LikelyDuplicate], &[find::CaseLine]),
    times: &Times,
) -> Vec<(String, String)> {
    let set = app.playbooks.live();
    let repeated = likely.iter().map(|case| {
        let because: Vec<String> = case.because.iter().map(|likeness| Words(times.lang).say(likeness.code())).collect();
        let because = Words(times.lang).with_text("case-may-repeat", "because", &because.join(", "));
        (&case.reference, format!("{because} · {}", times.short(case.received_at)))
    });
    let is_new = |case: &&find::CaseLine| !likely.iter().any(|other| other.reference == case.reference);
    let others = history.iter().filter(is_new).map(|case| {
        let title = present::category_title(&set, &case.category, times);
        (&case.reference, format!("{title} · {}", times.short(case.received_at)))
    });
    let line =
        |(reference, words): (&String, String)| (format!("/incidents/{reference}"), format!("{reference} · {words}"));
    repeated.chain(others).map(line).collect()
}

fn agreement(page: &Page, case: &incident::Model, times: &Times) -> Option<String> {
    let given = desk::agreement_of(case)?;
    let how = page.label("agreed", &given.channel);
    Some(sentence(page, "agreement-given", &Some(given.said_by), &how, &times.short(case.agreed_at?)))
}

/// What she said of her usual supplier with the agreement that is in force.
fn supplier_of(case: &incident::Model) -> OwnSupplier {
    desk::agreement_of(case).map(|given| given.own_supplier).unwrap_or_default()
}

/// What she has of her own, a sentence each.
fn own_means(page: &Page, case: &incident::Model) -> Vec<String> {
    let Some(given) = desk::agreement_of(case) else { return Vec::new() };
    let insurer = (given.insurer != Insurer::NotAsked).then(|| page.say(given.insurer.text_id()));
    [page.say(given.own_supplier.text_id())].into_iter().chain(insurer).collect()
}

/// The form of the agreement shows what is recorded, unless it was just sent.
fn as_agreed(form: &mut Filled, case: &incident::Model) {
    let was_sent = form.clashes().is_some() || !form.value("consent_to_share").is_empty();
    let Some(given) = desk::agreement_of(case).filter(|_| !was_sent) else { return };
    form.set("own_supplier", given.own_supplier.answer());
    form.set("insured", given.insurer.answer());
    form.set("delegated", given.delegated.as_str());
}

fn chooser(page: &Page, file: &CaseFile, times: &Times) -> String {
    let Some(due) = file.incident.choice_due else { return String::new() };
    let delegated = desk::agreement_of(&file.incident).is_some_and(|given| given.delegated == desk::Delegated::Yes);
    let key = if delegated { "chooser-desk" } else { "chooser-victim" };
    page.with(key, "when", &times.when(due))
}

/// The list, when offers may still be made; ranked for the page, kept only when it is used.
async fn shortlist(
    app: &App,
    page: &Page,
    file: &CaseFile,
    state: IncidentState,
    times: &Times,
) -> Result<Option<Shortlist>, WebError> {
    if file.is_over(state) || file.assignment.is_some() {
        return Ok(None);
    }
    let frozen: Frozen = desk::preview_shortlist(app, file).await?;
    let blocked = match (file.incident.verified_at, file.incident.agreed_at, supplier_of(&file.incident)) {
        (None, ..) => Some(page.say("blocked-doubt")),
        (_, None, _) => Some(page.say("blocked-agreement")),
        (.., OwnSupplier::NotAsked) => Some(page.say("blocked-supplier-not-asked")),
        (.., OwnSupplier::TakesIt) => Some(page.say("blocked-own-supplier")),
        _ => None,
    };
    Ok(Some(present::shortlist(app, file, &frozen, blocked, times)))
}

fn contact(case: &incident::Model, report: &IncidentReport) -> ContactCard {
    ContactCard {
        name: case.contact_name.clone(),
        role: report.contact.role.as_ref().map_or_else(String::new, |role| role.0.clone()),
        phone: case.phone.as_deref().map_or_else(String::new, format::phone),
        phone_link: case.phone.clone().unwrap_or_default(),
        email: case.email.clone().unwrap_or_default(),
        email_safe: case.email_safe.parse().unwrap_or(EmailSafe::Unknown),
    }
}

fn destinations(app: &App, page: &Page) -> Vec<Choice> {
    let configured =
        app.config.desk.transfers.iter().map(|to| Choice::new(&to.id, &format!("{} — {}", to.name, to.contact)));
    configured.chain([Choice::new("other", &page.say("transfer-other"))]).collect()
}

/// What is left to do before closing.
fn unfinished(page: &Page, file: &CaseFile) -> Vec<String> {
    let mut left = Vec::new();
    if file.deadlines.iter().any(|row| row.state == "proposed") {
        left.push(page.say("unfinished-deadlines-proposed"));
    }
    if file.deadlines.iter().any(|row| row.state == "running") {
        left.push(page.say("unfinished-deadlines-running"));
    }
    if file.tasks.iter().any(|row| row.done_at.is_none()) {
        left.push(page.say("unfinished-tasks"));
    }
    left
}

fn proof(
    page: &Page,
    case: &incident::Model,
    head: Option<&crate::store::entity::audit_event::Model>,
    times: &Times,
) -> Proof {
    let subject = vigie_domain::ids::IncidentId(case.id);
    let sentence = head.map_or_else(String::new, |event| {
        let count = u32::try_from(event.seq).unwrap_or(u32::MAX);
        page.words.with("proof-sentence", &[("count", count.into()), ("when", times.short(event.at).into())])
    });
    Proof {
        sentence,
        head: head.map_or_else(String::new, |event| event.hash.clone()),
        link: format!("/audit?subject={subject}"),
    }
}
