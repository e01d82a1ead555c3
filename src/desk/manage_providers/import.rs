//! Import and export of the directory. What the desk decided about a provider (vetting, pause, its wish to be listed)
//! isn't the file's to change: a file could otherwise do alone what takes two people.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    ids::ProviderId,
    provider::{
        Provider, Record, Vetting,
        row::{Column, with_left_out},
    },
};

use crate::{
    app::App,
    desk::{
        By, DeskError,
        refresh_directory::{provider_of, refresh_directory},
        step::document,
    },
    store::{StoreError, Tx, audit, entity::provider, find, row},
};

/// Rows that one statement inserts: SQLite takes 32,766 values in one.
const AT_ONCE: usize = 500;

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// New providers.
    pub added: usize,
    /// Providers whose row changed.
    pub changed: usize,
    /// Providers whose row was the same.
    pub same: usize,
}

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// Firms that are new.
    pub added: Vec<String>,
    /// Firms that change, and which of their fields.
    pub changed: Vec<(String, Vec<String>)>,
    /// Firms that stay as they are.
    pub same: usize,
    /// SIRETs that another firm of the directory has.
    pub clashes: Vec<Clash>,
}

/// A SIRET that another firm of the directory has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The file's id of the firm.
    pub code: String,
    /// The SIRET.
    pub siret: String,
    /// The firm that has it.
    pub holder: String,
}

/// The directory as an import finds it.
struct Known {
    by_code: HashMap<String, provider::Model>,
    holder: HashMap<String, (String, String)>,
}

impl Known {
    fn of(rows: Vec<provider::Model>) -> Self {
        let holder =
            rows.iter().filter_map(|row| Some((row.siret.clone()?, (row.external_id.clone(), row.company.clone()))));
        Self { holder: holder.collect(), by_code: rows.into_iter().map(|row| (row.external_id.clone(), row)).collect() }
    }

    fn clash(&self, given: &Provider) -> Option<Clash> {
        let siret = given.siret.as_ref()?.as_str();
        let (code, company) = self.holder.get(siret)?;
        let (code_given, siret, holder) = (given.code.clone(), siret.to_owned(), company.clone());
        (*code != given.code).then_some(Clash { code: code_given, siret, holder })
    }
}

/// The firms of a file that leaves columns out, with what the directory knows of them there.
///
/// # Errors
/// The database; a provider that can't be read back.
pub async fn with_what_is_known(
    app: &App,
    list: Vec<Provider>,
    left_out: &[Column],
) -> Result<Vec<Provider>, DeskError> {
    if left_out.is_empty() {
        return Ok(list);
    }
    let rows = find::providers(app.store.reader()).await?;
    let known: HashMap<&str, &provider::Model> = rows.iter().map(|row| (row.external_id.as_str(), row)).collect();
    let whole = |given: Provider| match known.get(given.code.as_str()) {
        Some(row) => Ok(with_left_out(given, &document("provider", &row.document)?, left_out)),
        None => Ok(given),
    };
    list.into_iter().map(whole).collect()
}

/// Says what an import would do. Writes nothing.
///
/// # Errors
/// The database.
pub async fn preview_import(app: &App, list: &[Provider]) -> Result<Preview, DeskError> {
    let known = Known::of(find::providers(app.store.reader()).await?);
    let mut preview =
        Preview { clashes: list.iter().filter_map(|given| known.clash(given)).collect(), ..Preview::default() };
    for given in list {
        match known.by_code.get(&given.code) {
            None => preview.added.push(given.company.clone()),
            Some(row) => match changed_fields(&row.document, &merged(row, given.clone())?) {
                fields if fields.is_empty() => preview.same += 1,
                fields => preview.changed.push((given.company.clone(), fields)),
            },
        }
    }
    Ok(preview)
}

/// Imports providers: new ones are added, known ones (by id of the file) updated. The same file twice changes nothing.
///
/// # Errors
/// [`DeskError::Already`] for a SIRET that another provider has; nothing is imported then.
pub async fn import_providers(app: &Arc<App>, by: &By, list: Vec<Provider>) -> Result<Imported, DeskError> {
    let (now, by) = (app.clock.now(), by.clone());
    let written = app.store.write(move |tx: &Tx<'_>| Box::pin(async move { write(tx, &by, list, now).await }));
    let done = match written.await {
        Err(DeskError::Store(StoreError::Conflict { .. })) => {
            return Err(DeskError::Already("a provider with this SIRET"));
        }
        other => other?,
    };
    refresh_directory(app).await?;
    Ok(done)
}

async fn write(tx: &Tx<'_>, by: &By, list: Vec<Provider>, now: Timestamp) -> Result<Imported, DeskError> {
    let known = Known::of(find::providers(tx.db()).await?);
    if list.iter().any(|given| known.clash(given).is_some()) {
        return Err(DeskError::Already("a provider with this SIRET"));
    }
    let mut done = Imported::default();
    let (mut new, mut first_events, mut events) = (Vec::new(), Vec::new(), Vec::new());
    for given in list {
        match known.by_code.get(&given.code) {
            None => {
                let row = new_row(given, now);
                first_events.push(event(by, &row, Action::ProviderImported, &[]));
                new.push(row);
            }
            Some(row) => {
                let document = merged(row, given.clone())?;
                let fields = changed_fields(&row.document, &document);
                if fields.is_empty() {
                    done.same += 1;
                    continue;
                }
                let row = changed_row(row, &given, document, now);
                events.push(event(by, &row, Action::ProviderChanged, &fields));
                row::save(tx, row).await?;
                done.changed += 1;
            }
        }
    }
    done.added = new.len();
    while !new.is_empty() {
        let rest = new.split_off(new.len().min(AT_ONCE));
        let rest_of_events = first_events.split_off(new.len());
        tx.inserts().with(std::mem::replace(&mut new, rest)).run(tx).await?;
        audit::append_first(tx, std::mem::replace(&mut first_events, rest_of_events), now).await?;
    }
    if done.added + done.changed > 0 {
        find::grow_directory_generation(tx).await?;
    }
    audit::append(tx, events, now).await?;
    Ok(done)
}

fn new_row(given: Provider, now: Timestamp) -> provider::Model {
    let given = Provider { record: Record::default(), open_assignments: 0, ..given };
    provider::Model {
        id: given.id.0,
        external_id: given.code.clone(),
        siret: given.siret.as_ref().map(|siret| siret.as_str().to_owned()),
        company: given.company.clone(),
        vetting_state: given.vetting.state.as_str().to_owned(),
        paused_at: None,
        listed_at: None,
        document: json!(given),
        version: 1,
        created_at: now.as_microsecond(),
        updated_at: now.as_microsecond(),
    }
}

fn changed_row(row: &provider::Model, given: &Provider, document: Value, now: Timestamp) -> provider::Model {
    provider::Model {
        siret: given.siret.as_ref().map(|siret| siret.as_str().to_owned()),
        company: given.company.clone(),
        document,
        version: row.version + 1,
        updated_at: now.as_microsecond(),
        ..row.clone()
    }
}

/// What the file says of a known provider, with what is the desk's to decide left as it is.
pub(super) fn merged(row: &provider::Model, given: Provider) -> Result<Value, DeskError> {
    let stored: Provider = document("provider", &row.document)?;
    let vetting = Vetting { review_on: given.vetting.review_on, ..stored.vetting };
    let id = ProviderId(row.id);
    Ok(json!(Provider { id, vetting, paused: stored.paused, record: Record::default(), open_assignments: 0, ..given }))
}

/// Names of the fields that differ.
pub(super) fn changed_fields(before: &Value, after: &Value) -> Vec<String> {
    let fields = |value: &Value| -> BTreeMap<String, Value> {
        value.as_object().into_iter().flatten().map(|(key, value)| (key.clone(), value.clone())).collect()
    };
    let (before, after) = (fields(before), fields(after));
    let keys = after.keys().filter(|key| before.get(*key) != after.get(*key));
    // The load of a file of long ago is no change.
    keys.filter(|key| *key != "open_assignments" && *key != "record").cloned().collect()
}

fn event(by: &By, row: &provider::Model, action: Action, fields: &[String]) -> EventDraft {
    let payload = Payload::new().text("code", &row.external_id).text("vetting", &row.vetting_state);
    let payload = if fields.is_empty() { payload } else { payload.list("fields", fields) };
    EventDraft { subject: Subject::Provider(row.id.into()), actor: by.actor(), action, payload }
}

/// The directory as the export writes it.
///
/// # Errors
/// The database.
pub async fn exported_providers(app: &App) -> Result<Vec<Provider>, DeskError> {
    let rows = find::providers(app.store.reader()).await?;
    Ok(rows.iter().map(provider_of).collect::<Result<_, _>>()?)
}

/// The row of a provider that comes by another way than a file.
#[must_use]
pub(super) fn row_of_new(given: Provider, now: Timestamp) -> (Uuid, provider::Model) {
    let row = new_row(given, now);
    (row.id, row)
}
