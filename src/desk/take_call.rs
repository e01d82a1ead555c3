//! A call: every keystroke is kept as a draft; at its end the draft becomes a report, once.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    intake::{FieldError, IncidentReport, RawReport},
    playbook::{FactValue, Facts},
    vocabulary::{Channel, Lang},
};

use super::{
    By, DeskError,
    assess::{Assessed, Seen, Told, assess},
    lift_doubt::{Agreement, Delegated, HowVerified, lift_doubt, record_agreement},
    own_means::{Insurer, OwnSupplier},
    report_incident::{Exercise, NewReport, Reported, report_incident},
    step::document,
};
use crate::{
    app::App,
    fresh,
    i18n::Words,
    store::{
        Tx, audit,
        entity::{draft, incident},
        find, row,
    },
};

/// What an operator has typed so far, every field of the page by its name. Nothing is refused before the end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedReport {
    /// Values of each field; several where several may be ticked.
    pub fields: BTreeMap<String, Vec<String>>,
    /// Who of the desk wrote a field last.
    pub writers: BTreeMap<String, String>,
}

impl TypedReport {
    /// A field as typed.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Sets a field.
    pub fn set(&mut self, name: &str, value: &str) {
        self.fields.insert(name.to_owned(), vec![value.to_owned()]);
    }

    /// The answers: fields `fact_…`.
    #[must_use]
    pub fn answers(&self) -> Facts {
        self.given_facts().fold(Facts::new(), |facts, (id, value)| facts.with(id, FactValue::from_word(value)))
    }

    fn given_facts(&self) -> impl Iterator<Item = (&str, &str)> {
        let facts =
            self.fields.iter().filter_map(|(name, values)| Some((name.strip_prefix("fact_")?, values.first()?)));
        facts.map(|(id, value)| (id, value.trim())).filter(|(_, value)| !value.is_empty())
    }

    /// Ids of the actions that were read out.
    #[must_use]
    pub fn ticked(&self) -> Vec<String> {
        self.fields.get("action").cloned().unwrap_or_default()
    }

    /// The report that the fields make.
    #[must_use]
    pub fn raw_report(&self, now: Timestamp, zone: &TimeZone) -> RawReport {
        let field = |name: &str| Some(self.field(name).to_owned()).filter(|text| !text.trim().is_empty());
        let mut raw = RawReport::default();
        raw.organisation.name = field("organisation_name");
        raw.organisation.kind = field("organisation_kind");
        raw.organisation.siret = field("siret");
        raw.organisation.size = field("organisation_size");
        raw.organisation.sector = field("sector");
        raw.organisation.postal_code = field("postal_code");
        raw.organisation.commune = field("commune");
        raw.contact.name = field("contact_name");
        raw.contact.role = field("contact_role");
        raw.contact.phone = field("phone");
        raw.contact.email = field("email");
        raw.contact.email_safe = field("email_read").and_then(|read| email_safe(&read));
        raw.description = field("description");
        raw.occurred_at = field("since").and_then(|since| occurred(&since, now, zone));
        raw.consent_to_share = match self.field("consent_to_share") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        raw.facts = self
            .given_facts()
            .map(|(id, value)| {
                (id.to_owned(), value.parse::<f64>().map_or_else(|_| json!(value), |number| json!(number)))
            })
            .collect();
        raw
    }
}

/// « L’attaquant peut-il lire cette boîte ? » is the question; whether it is safe is the opposite.
#[must_use]
pub fn email_safe(read_by_others: &str) -> Option<String> {
    let word = match read_by_others {
        "yes" => "no",
        "no" => "yes",
        "unknown" => "unknown",
        _ => return None,
    };
    Some(word.to_owned())
}

/// A choice of « depuis quand » as a time with its uncertainty: an interval from … until now.
#[must_use]
pub fn occurred(since: &str, now: Timestamp, zone: &TimeZone) -> Option<String> {
    let today = now.to_zoned(zone.clone()).date();
    let from = match since {
        "now" => return Some(format!("{}/{now}", now - SignedDuration::from_hours(1))),
        "today" => today,
        "yesterday" => return today.yesterday().ok().map(|day| day.to_string()),
        "week" => today.saturating_sub(jiff::Span::new().days(7)),
        "before" => today.saturating_sub(jiff::Span::new().days(365)),
        _ => return None,
    };
    let start = from.to_zoned(zone.clone()).ok()?.timestamp();
    Some(format!("{start}/{now}"))
}

/// The screen of a new call, with the number where one is known.
/// Version of a screen on which nothing was done yet.
pub(super) const FIRST_VERSION: i64 = 1;

pub(super) fn new_screen(owner: Option<Uuid>, phone: Option<String>, now: Timestamp) -> draft::Model {
    let mut content = TypedReport::default();
    if let Some(phone) = &phone {
        content.set("phone", phone);
    }
    draft::Model {
        id: fresh::id(now),
        owner,
        content: json!(content),
        version: FIRST_VERSION,
        phone,
        created_at: now.as_microsecond(),
        updated_at: now.as_microsecond(),
        finished_at: None,
        incident_id: None,
        dropped_at: None,
        handed_by: None,
        code_hash: None,
    }
}

/// Opens the screen of a new call.
///
/// # Errors
/// The database.
pub async fn start_call(app: &Arc<App>, by: &By, phone: Option<String>) -> Result<Uuid, DeskError> {
    let row = new_screen(by.staff_id(), phone, app.clock.now());
    let id = row.id;
    app.store.write(move |tx| Box::pin(async move { row::insert(tx, row).await })).await.map_err(DeskError::from)?;
    app.call_changed(id);
    Ok(id)
}

/// A call's draft.
///
/// # Errors
/// [`DeskError::NotFound`].
pub async fn call_draft(app: &App, id: Uuid) -> Result<(draft::Model, TypedReport), DeskError> {
    let row = row::get::<draft::Entity>(app.store.reader(), id, "call").await?;
    let content = document("draft", &row.content)?;
    Ok((row, content))
}

/// What the playbooks make of a call so far.
#[must_use]
pub fn assess_call(app: &App, call: &TypedReport) -> Assessed {
    let answers = call.answers();
    let told = Told {
        text: call.field("description"),
        lang: None,
        facts: &answers,
        kind: call.field("organisation_kind").parse().ok(),
        sector: call.field("sector").chars().next(),
        seen: Seen::Yes,
    };
    assess(&app.playbooks.live(), &told)
}

/// Ends a call: its draft becomes a report, with the ticks as evidence. Twice the same end makes one incident.
///
/// # Errors
/// [`DeskError::Fields`] with everything that can't be understood; the draft stays.
pub async fn end_call(app: &Arc<App>, by: &By, id: Uuid) -> Result<Reported, DeskError> {
    let (row, call) = call_draft(app, id).await?;
    let received_at = crate::clock::instant(row.created_at);
    let now = app.clock.now();
    let raw = call.raw_report(now, &super::outgoing::zone(&app.config));
    let report = understood(&call, IncidentReport::parse(&raw, now))?;
    let lang = if call.field("lang") == "en" { Lang::En } else { Lang::Fr };
    let submission = Some(("draft".to_owned(), id.simple().to_string()));
    let new = NewReport {
        report,
        channel: Channel::Phone,
        received_at,
        lang,
        submission,
        exercise: Exercise::No,
        signs: Vec::new(),
    };
    let reported = report_incident(app, by, new).await?;
    finish(app, by, id, Some(reported.incident.id)).await?;
    record_what_was_said(app, by, &call, &reported.incident).await?;
    for action in call.ticked() {
        match super::tick_action(app, by, reported.incident.id, action, Some(super::Tick::Said)).await {
            // An action that the last words made superfluous was ticked for a category that is no longer advised.
            Ok(()) | Err(DeskError::NotFound(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(reported)
}

/// The report, and with it an agreement that may be recorded: else nothing of the call is, and everything is said at once.
fn understood(
    call: &TypedReport,
    parsed: Result<IncidentReport, Vec<FieldError>>,
) -> Result<IncidentReport, DeskError> {
    let agreed = call.field("consent_to_share") == "yes";
    let missing = OwnSupplier::of_answer(call.field("own_supplier")).missing().filter(|_| agreed);
    match (parsed, missing) {
        (Ok(report), None) => Ok(report),
        (parsed, missing) => Err(DeskError::Fields(parsed.err().into_iter().flatten().chain(missing).collect())),
    }
}

/// What was agreed to and what became clear during the call counts from its end on.
async fn record_what_was_said(
    app: &Arc<App>,
    by: &By,
    call: &TypedReport,
    case: &incident::Model,
) -> Result<(), DeskError> {
    if call.field("doubt_lifted") == "yes" && case.verified_at.is_none() {
        lift_doubt(app, by, case.id, HowVerified::SameCall, String::new()).await?;
    }
    if call.field("consent_to_share") != "yes" || case.agreed_at.is_some() {
        return Ok(());
    }
    let lang = if call.field("lang") == "en" { Lang::En } else { Lang::Fr };
    let agreement = Agreement {
        wording: Words(lang).say("call-consent-words"),
        channel: "phone".into(),
        said_by: case.contact_name.clone(),
        delegated: Delegated::No,
        own_supplier: OwnSupplier::of_answer(call.field("own_supplier")),
        insurer: Insurer::of_answer(call.field("insured")),
    };
    record_agreement(app, by, case.id, agreement).await
}

/// Ends a call that was a question only, such as for a printer: nothing of it is kept but that there was one.
///
/// # Errors
/// The database.
pub async fn end_call_as_information(app: &Arc<App>, by: &By, id: Uuid) -> Result<(), DeskError> {
    finish(app, by, id, None).await?;
    app.call_changed(id);
    Ok(())
}

/// The call is over, with the case that it became if it became one.
async fn finish(app: &Arc<App>, by: &By, id: Uuid, case: Option<Uuid>) -> Result<(), DeskError> {
    let (now, actor) = (app.clock.now(), by.actor());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let mut row = row::get::<draft::Entity>(tx.db(), id, "call").await?;
                if row.finished_at.is_some() {
                    return Ok(());
                }
                let seconds = (now.as_microsecond() - row.created_at) / 1_000_000;
                row.finished_at = Some(now.as_microsecond());
                row.incident_id = case;
                row.phone = row.phone.filter(|_| case.is_some());
                // The words are in the case now, or needn't be kept; a copy would only have to be erased, too.
                row.content = Value::Object(serde_json::Map::new());
                row::save(tx, row).await?;
                let payload = Payload::new().integer("seconds", seconds);
                let (subject, payload) = match case {
                    Some(case) => (Subject::Incident(case.into()), payload),
                    None => (Subject::Desk, payload.text("kind", "information")),
                };
                audit::append(tx, vec![EventDraft { subject, actor, action: Action::CallEnded, payload }], now).await?;
                Ok::<(), DeskError>(())
            })
        })
        .await
}

/// Throws a call away, such as one that was dropped before a word.
///
/// # Errors
/// The database.
pub async fn discard_call(app: &Arc<App>, id: Uuid) -> Result<(), DeskError> {
    let now = app.clock.now();
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let mut row = row::get::<draft::Entity>(tx.db(), id, "call").await?;
                row.finished_at.get_or_insert(now.as_microsecond());
                Ok::<(), DeskError>(row::save(tx, row).await?)
            })
        })
        .await
}

/// Calls that a person has open.
///
/// # Errors
/// The database.
pub async fn open_calls(app: &App, person: Uuid) -> Result<Vec<(draft::Model, TypedReport)>, DeskError> {
    let rows = find::open_drafts(app.store.reader(), person).await?;
    rows.into_iter().map(|row| Ok((row.clone(), document("draft", &row.content)?))).collect()
}
