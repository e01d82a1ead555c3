//! The row of a new case, from what was told and what the desk made of it.

use jiff::Timestamp;
use serde_json::json;
use vigie_domain::{
    incident::first_state,
    intake::{Commune, IncidentReport},
    reference::{Reference, recognition_words},
    search_words::search_text,
    vocabulary::Channel,
};

use super::{Exercise, NewReport};
use crate::{
    app::App,
    desk::{By, assess::Assessed, clocks},
    fresh,
    store::entity::incident,
};

#[expect(clippy::too_many_lines, reason = "a field a line: the row of a case has many")]
pub(super) fn case_row(app: &App, by: &By, new: &NewReport, assessed: &Assessed, now: Timestamp) -> incident::Model {
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
        machine_signs: new.signs.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
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
