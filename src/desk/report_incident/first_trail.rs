//! The first lines of a case's trail, and what the trail only commits to.

use jiff::Timestamp;
use serde_json::json;
use vigie_domain::audit::{Action, Actor, Commitment, EventDraft, Payload, Salt, Subject};

use super::NewReport;
use crate::{
    desk::{By, assess::Assessed},
    fresh,
    keys::hex,
    store::entity::{commitment, deadline, entry, incident, outbox},
};

/// Personal values stand in the trail as commitments: value and salt are here, and can be erased.
pub(super) fn commitments(incident: &incident::Model, now: Timestamp) -> Vec<commitment::Model> {
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

pub(super) fn events(
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
    let received = if new.signs.is_empty() { received } else { received.list("machine_signs", &new.signs) };
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

pub(super) fn clock_proposed(incident: &incident::Model, row: &deadline::Model) -> EventDraft {
    let payload = Payload::new().text("clock", &row.clock);
    let (subject, actor) = (Subject::Incident(incident.id.into()), Actor::Desk);
    EventDraft { subject, actor, action: Action::DeadlineProposed, payload }
}

pub(super) fn first_entry(by: &By, new: &NewReport, incident: &incident::Model, now: Timestamp) -> entry::Model {
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

pub(super) fn mail_queued(incident: &incident::Model, mail: &outbox::Model) -> EventDraft {
    let payload = Payload::new().text("kind", &mail.kind).text("message", mail.id.simple());
    let (subject, actor) = (Subject::Incident(incident.id.into()), Actor::Desk);
    EventDraft { subject, actor, action: Action::MailQueued, payload }
}
