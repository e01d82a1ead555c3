//! A report comes in, by whatever channel: judged first, then written with its trail, its mail and its clocks at once.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Actor, Commitment, EventDraft, Payload, Salt, Subject},
    incident::first_state,
    intake::{Commune, IncidentReport},
    reference::{Reference, recognition_words},
    search_words::search_text,
    vocabulary::{Channel, Lang},
};

use super::{
    By, DeskError,
    assess::{Assessed, Seen, Told, assess, facts_of},
    clocks, deadlines, links, outgoing,
    scrubbing::scrubbed,
    step::{NewTask, task_row},
};
use crate::{
    app::App,
    fresh,
    keys::hex,
    mail::message::{Acknowledgement, DeskWord, Recognition},
    store::{
        StoreError, Tx, audit,
        entity::{commitment, deadline, entry, incident, link, outbox, submission, task},
        find, row,
    },
};

/// A report with how it came.
#[derive(Debug, Clone)]
pub struct NewReport {
    /// What was told.
    pub report: IncidentReport,
    /// How it came.
    pub channel: Channel,
    /// When the desk got it; later than now never.
    pub received_at: Timestamp,
    /// The language of the page or of the caller.
    pub lang: Lang,
    /// Makes a double submit one report: scope and key.
    pub submission: Option<(String, String)>,
    /// Kept out of figures and real mail.
    pub exercise: Exercise,
}

/// Is it an exercise?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exercise {
    /// Yes.
    Yes,
    /// No, it is real.
    No,
}

/// What became of a report.
#[derive(Debug, Clone)]
pub struct Reported {
    /// The case.
    pub incident: incident::Model,
    /// The link of its tracking page.
    pub tracking: link::Model,
    /// What a partner gets in its place: the victim takes the page over by it.
    pub claim: Option<link::Model>,
    /// An earlier submission with the same key made it.
    pub repeated: Repeated,
}

/// Did this submission make the case, or an earlier one?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeated {
    /// An earlier one with the same key.
    Yes,
    /// This one.
    No,
}

/// Receives a report.
///
/// # Errors
/// [`DeskError::KeyReused`] when the key came with another report; the database.
pub async fn report_incident(app: &Arc<App>, by: &By, mut new: NewReport) -> Result<Reported, DeskError> {
    // Card numbers, passwords and one-time codes never reach the disk.
    new.report.description.0 = scrubbed(&new.report.description.0, new.lang);
    let request_hash = hex(&sha2_of(&new));
    if let Some(earlier) = earlier(app, &new, &request_hash).await? {
        return Ok(earlier);
    }
    // A reference is taken by chance once in a very long time; the next draw is free.
    for _ in 0..4 {
        let rows = Rows::of(app, by, &new, &request_hash);
        match write(app, rows.clone(), by).await {
            Ok(()) => {
                app.changed(rows.incident.id);
                let (tracking, claim) = (rows.link, rows.claim);
                return Ok(Reported { incident: rows.incident, tracking, claim, repeated: Repeated::No });
            }
            Err(StoreError::Conflict { .. }) => {
                if let Some(earlier) = earlier(app, &new, &request_hash).await? {
                    return Ok(earlier);
                }
            }
            Err(other) => return Err(other.into()),
        }
    }
    Err(DeskError::Store(StoreError::Conflict { constraint: "incident.reference".into() }))
}

fn sha2_of(new: &NewReport) -> [u8; 32] {
    use sha2::Digest;
    sha2::Sha256::digest(serde_json::to_vec(&new.report).unwrap_or_default()).into()
}

async fn earlier(app: &App, new: &NewReport, request_hash: &str) -> Result<Option<Reported>, DeskError> {
    let Some((scope, key)) = &new.submission else { return Ok(None) };
    let db = app.store.reader();
    let Some(found) = find::submission(db, scope, key).await? else { return Ok(None) };
    if found.request_hash != request_hash {
        return Err(DeskError::KeyReused);
    }
    let incident = row::get::<incident::Entity>(db, found.incident_id, "incident").await?;
    let links = find::links_of(db, incident.id).await?;
    let claim = links.iter().find(|link| link.scope == links::Scope::Claim.as_str()).cloned();
    let tracking = tracking_of(links)?;
    Ok(Some(Reported { incident, tracking, claim, repeated: Repeated::Yes }))
}

/// The link of a case's tracking page.
///
/// # Errors
/// [`StoreError::Missing`].
pub async fn tracking_link(app: &App, incident: Uuid) -> Result<link::Model, StoreError> {
    tracking_of(find::links_of(app.store.reader(), incident).await?)
}

fn tracking_of(links: Vec<link::Model>) -> Result<link::Model, StoreError> {
    let tracking = links.into_iter().find(|link| link.scope == links::Scope::Tracking.as_str());
    tracking.ok_or(StoreError::Missing { what: "link" })
}

/// Everything that a report writes, made before the transaction opens.
#[derive(Debug, Clone)]
struct Rows {
    incident: incident::Model,
    link: link::Model,
    claim: Option<link::Model>,
    submission: Option<submission::Model>,
    entry: entry::Model,
    deadlines: Vec<deadline::Model>,
    acknowledgement: Option<outbox::Model>,
    task: Option<task::Model>,
    commitments: Vec<commitment::Model>,
    events: Vec<EventDraft>,
}

impl Rows {
    fn of(app: &App, by: &By, new: &NewReport, request_hash: &str) -> Self {
        let now = app.clock.now();
        let set = app.playbooks.live();
        let facts = facts_of(&new.report.facts);
        let seen = if new.channel == Channel::Phone { Seen::Yes } else { Seen::No };
        let told = Told {
            text: &new.report.description.0,
            lang: new.report.lang.as_deref(),
            facts: &facts,
            kind: new.report.organisation.kind,
            sector: new.report.organisation.sector,
            seen,
        };
        let assessed = assess(&set, &told);
        let incident = case_row(app, by, new, &assessed, now);
        let link = links::new_link(links::Scope::Tracking, incident.id, None, now);
        let from_partner = new.channel == Channel::Api;
        let claim = from_partner.then(|| links::new_link(links::Scope::Claim, incident.id, None, now));
        let deadlines = deadlines::proposed(app, &incident, &new.report, &assessed, now);
        let commitments = commitments(&incident, now);
        let mut events = events(by, new, &incident, &assessed, &commitments);
        events.extend(deadlines.iter().map(|row| clock_proposed(&incident, row)));
        let submission = new.submission.as_ref().map(|(scope, key)| submission::Model {
            scope: scope.clone(),
            submit_key: key.clone(),
            incident_id: incident.id,
            request_hash: request_hash.to_owned(),
            created_at: now.as_microsecond(),
        });
        let entry = first_entry(by, new, &incident, now);
        let mut rows = Self {
            link,
            claim,
            submission,
            entry,
            deadlines,
            acknowledgement: None,
            task: None,
            commitments,
            events,
            incident,
        };
        rows.tell_the_victim(app, new, &assessed);
        rows
    }

    /// An acknowledgement where it is safe; where an address was given and isn't, somebody must call.
    fn tell_the_victim(&mut self, app: &App, new: &NewReport, assessed: &Assessed) {
        let now = app.clock.now();
        match outgoing::safe_address(&self.incident) {
            Ok(Some(address)) => {
                let lang = outgoing::language(&self.incident);
                let message = acknowledgement(&self.incident, &self.link, new, assessed);
                let rendered = outgoing::render(app, lang, now, |setting| message.render(setting));
                let row = outgoing::row_of(app, (Some(self.incident.id), None), address, rendered, now);
                self.acknowledgement = Some(row);
            }
            _ if self.incident.email.is_some() && new.channel != Channel::Phone => {
                let words = crate::i18n::Words(outgoing::language(&self.incident));
                let order = NewTask {
                    kind: "call_victim",
                    text_id: "task-call-victim",
                    arguments: json!({}),
                    words: words.with_text("task-call-victim-words", "words", &self.incident.words),
                    due: crate::clock::instant(self.incident.first_contact_due),
                };
                self.task = Some(task_row(self.incident.id, order, now));
            }
            _ => {}
        }
    }
}

#[expect(clippy::too_many_lines, reason = "a field a line: the row of a case has many")]
fn case_row(app: &App, by: &By, new: &NewReport, assessed: &Assessed, now: Timestamp) -> incident::Model {
    let report = &new.report;
    let organisation = report.organisation.name.as_ref().map_or_else(String::new, |name| name.0.clone());
    let point = report.organisation.point();
    let event = report.occurred_at.or(report.discovered_at);
    let found = &assessed.found;
    let due = clocks::first_contact_due(app, assessed.priority, new.received_at);
    let spoken = new.channel == Channel::Phone;
    let reference = Reference::from_bits(fresh::number());
    let email = report.contact.email.as_ref().map(|email| email.0.as_str().to_lowercase());
    let phone = report.contact.phone.as_ref().map(|phone| phone.0.e164().to_owned());
    let siret = report.organisation.siret.as_ref().map(|siret| siret.0.as_str().to_owned());
    let searched = [
        organisation.as_str(),
        &report.contact.name.0,
        &report.description.0,
        commune_name(report).as_deref().unwrap_or_default(),
        siret.as_deref().unwrap_or_default(),
        phone.as_deref().unwrap_or_default(),
        email.as_deref().unwrap_or_default(),
        reference.as_str(),
    ]
    .join(" \n ");
    incident::Model {
        id: fresh::id(now),
        state: first_state(new.channel).as_str().into(),
        channel: new.channel.as_str().into(),
        exercise: new.exercise == Exercise::Yes || app.config.desk.exercise,
        tlp: "amber+strict".into(),
        pap: "amber".into(),
        lang: new.lang.as_str().into(),
        category: found.category.clone(),
        category_confirmed: false,
        verdict: found.verdict.as_str().into(),
        severity: found.assessment.severity.as_str().into(),
        priority: assessed.priority,
        playbook_set: found.playbook_set.clone(),
        classification: json!({ "found": found, "reason": assessed.reason() }),
        advice: json!(assessed.advice),
        report: json!(report),
        facts: json!(report.facts),
        organisation,
        siret,
        phone,
        email,
        email_safe: report.contact.email_safe.as_str().into(),
        contact_name: report.contact.name.0.clone(),
        postal_code: report.organisation.postal_code.as_str().into(),
        commune: commune_name(report),
        department: report.organisation.department.clone(),
        lat: point.map(|(lat, _)| lat),
        lon: point.map(|(_, lon)| lon),
        words: words(),
        provider_words: words(),
        event_from: event.map(|event| event.from.as_microsecond()),
        event_until: event.map(|event| event.until.as_microsecond()),
        event_precision: event.map_or("unknown", |event| event.precision.as_str()).into(),
        received_at: new.received_at.as_microsecond(),
        entered_at: now.as_microsecond(),
        verified_at: None,
        verified_by: None,
        verified_how: None,
        agreed_at: None,
        agreement: None,
        first_contact_due: due.as_microsecond(),
        first_contact_at: spoken.then(|| new.received_at.as_microsecond()),
        owner: by.staff_id(),
        offer_mode: assessed.advice.fr.offer_mode.as_str().into(),
        round: 1,
        choice_due: None,
        closed_at: None,
        disposition: None,
        duplicate_of: None,
        updated_at: now.as_microsecond(),
        version: 1,
        search_text: search_text(&searched),
        erased_at: None,
        reference: reference.to_string(),
    }
}

/// The commune's name; the report holds its INSEE code.
fn commune_name(report: &IncidentReport) -> Option<String> {
    let code = report.organisation.commune.as_deref()?;
    Some(Commune::by_insee(code).map_or_else(|| code.to_owned(), |commune| commune.name.to_owned()))
}

/// Two words that the desk, or the provider, says first.
fn words() -> String {
    let (one, two) = recognition_words(fresh::number());
    format!("{one} {two}")
}

/// Personal values stand in the trail as commitments: value and salt are here, and can be erased.
fn commitments(incident: &incident::Model, now: Timestamp) -> Vec<commitment::Model> {
    let values = [("contact", &incident.contact_name), ("organisation", &incident.organisation)];
    let report = incident.report.to_string();
    let all = values.into_iter().chain([("report", &report)]);
    all.map(|(field, value)| {
        let salt = fresh::bytes::<16>();
        commitment::Model {
            id: fresh::id(now),
            subject: Subject::Incident(incident.id.into()).to_string(),
            field: field.to_owned(),
            salt: hex(&salt),
            value: value.clone(),
            digest: Commitment::to(&Salt(salt), value.as_bytes()).to_string(),
        }
    })
    .collect()
}

fn events(
    by: &By,
    new: &NewReport,
    incident: &incident::Model,
    assessed: &Assessed,
    commitments: &[commitment::Model],
) -> Vec<EventDraft> {
    let subject = Subject::Incident(incident.id.into());
    let actor = by.actor();
    let received = commitments.iter().fold(
        Payload::new()
            .text("reference", &incident.reference)
            .text("channel", new.channel)
            .integer("received_at", incident.received_at)
            .text("department", &incident.department)
            .flag("exercise", incident.exercise),
        |payload, commitment| payload.text(&format!("{}_commitment", commitment.field), &commitment.digest),
    );
    let found = &assessed.found;
    let classified = Payload::new()
        .text("proposed_category", &found.category)
        .text("verdict", found.verdict)
        .text("severity", found.assessment.severity)
        .integer("priority", assessed.priority)
        .text("playbook_set", &found.playbook_set);
    vec![
        EventDraft { subject, actor, action: Action::ReportReceived, payload: received },
        EventDraft { subject, actor: By::Desk.actor(), action: Action::ReportClassified, payload: classified },
    ]
}

fn clock_proposed(incident: &incident::Model, row: &deadline::Model) -> EventDraft {
    let payload = Payload::new().text("clock", &row.clock);
    let (subject, actor) = (Subject::Incident(incident.id.into()), Actor::Desk);
    EventDraft { subject, actor, action: Action::DeadlineProposed, payload }
}

fn first_entry(by: &By, new: &NewReport, incident: &incident::Model, now: Timestamp) -> entry::Model {
    entry::Model {
        id: fresh::id(now),
        incident_id: incident.id,
        kind: "system".into(),
        party: if matches!(by, By::Staff(_) | By::Token { .. }) { "desk" } else { "victim" }.into(),
        author: by.name(),
        visible_to: "all".into(),
        body: String::new(),
        text_id: Some(format!("entry-received-{}", new.channel)),
        arguments: json!({}),
        happened_at: incident.received_at,
        entered_at: now.as_microsecond(),
    }
}

fn acknowledgement(
    incident: &incident::Model,
    link: &link::Model,
    new: &NewReport,
    assessed: &Assessed,
) -> Acknowledgement {
    let advice = assessed.advice.of(outgoing::language(incident));
    let shown = vigie_domain::playbook::SHOWN_FIRST;
    Acknowledgement {
        reference: DeskWord(incident.reference.clone()),
        recognition: recognition(&incident.words),
        actions: advice.actions.iter().take(shown).map(|action| DeskWord(action.say.clone())).collect(),
        read_by: (new.channel != Channel::Phone).then(|| crate::clock::instant(incident.first_contact_due)),
        tracking: link.id.into(),
        not_me: None,
    }
}

/// A stored pair of words.
#[must_use]
pub fn recognition(pair: &str) -> Option<Recognition> {
    pair.split_once(' ').map(|(one, two)| Recognition(one.to_owned(), two.to_owned()))
}

async fn write(app: &App, rows: Rows, by: &By) -> Result<(), StoreError> {
    let (now, mail) = (app.clock.now(), if matches!(by, By::Visitor) { MailBudget::OneADay } else { MailBudget::Free });
    app.store.write(move |tx| Box::pin(async move { insert(tx, rows, now, mail).await })).await
}

/// How often an acknowledgement may be written to one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MailBudget {
    /// Once a day: anybody can type any address into the public form.
    OneADay,
    /// As often as there are reports: the desk or a partner stands behind them.
    Free,
}

async fn insert(tx: &Tx<'_>, rows: Rows, now: Timestamp, budget: MailBudget) -> Result<(), StoreError> {
    if let Some(submission) = rows.submission {
        row::insert(tx, submission).await?;
    }
    let incident = rows.incident.id;
    row::insert_incident(tx, rows.incident).await?;
    row::insert(tx, rows.link).await?;
    if let Some(claim) = rows.claim {
        row::insert(tx, claim).await?;
    }
    row::insert(tx, rows.entry).await?;
    row::insert_all(tx, rows.commitments).await?;
    row::insert_all(tx, rows.deadlines).await?;
    let mut events = rows.events;
    if let Some(task) = rows.task {
        row::insert(tx, task).await?;
    }
    if let Some(mail) = rows.acknowledgement
        && !(budget == MailBudget::OneADay && was_written_to(tx, &mail, now).await?)
    {
        let payload = Payload::new().text("kind", &mail.kind).text("message", mail.id.simple());
        let subject = Subject::Incident(incident.into());
        events.push(EventDraft { subject, actor: Actor::Desk, action: Action::MailQueued, payload });
        row::insert(tx, mail).await?;
    }
    audit::append_first(tx, events, now).await
}

/// One acknowledgement of a public report per address and day: the form mails no strangers.
async fn was_written_to(tx: &Tx<'_>, mail: &outbox::Model, now: Timestamp) -> Result<bool, StoreError> {
    let yesterday = (now - jiff::SignedDuration::from_hours(24)).as_microsecond();
    find::mailed_since(tx.db(), &mail.kind, &mail.recipient, yesterday).await
}
