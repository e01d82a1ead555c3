//! A report form that is gone on with later, on another device: found again by a code and the postal code.

use std::sync::Arc;

use serde_json::json;
use vigie_domain::{reference::TrackingCode, vocabulary::Lang};

use super::{DeskError, TypedReport, scrubbing::scrubbed, step::document};
use crate::{
    app::App,
    fresh,
    store::{Tx, entity::draft, find, row},
};

/// Days that a form waits; then it is gone.
pub const FORM_DAYS: i64 = 7;
/// A description of 100 kB, and room for the rest.
const MOST_OCTETS: usize = 120_000;
/// The form has some thirty.
const MOST_FIELDS: usize = 100;
/// Fields that belong to one showing of the form.
const NOT_KEPT: [&str; 6] = ["submit_id", "started", "website", "form_code", "version", "work"];

/// Keeps a half-filled form. `known` is the code of a form that was taken up again: it stays the same.
///
/// # Errors
/// [`DeskError::Needs`] without a postal code: it is the second half of the key.
pub async fn keep_form(app: &Arc<App>, mut typed: TypedReport, known: &str) -> Result<TrackingCode, DeskError> {
    if place(typed.field("postal_code")).is_empty() {
        return Err(DeskError::Needs("a postal code"));
    }
    // Who knows the code alone writes over nothing: with another place it is another form.
    let is_hers = kept_form(app, known, typed.field("postal_code")).await.is_ok();
    let known = known.parse::<TrackingCode>().ok().filter(|_| is_hers);
    let code = known.unwrap_or_else(|| TrackingCode::from_bits(fresh::number()));
    typed.fields.retain(|name, _| !NOT_KEPT.contains(&name.as_str()) && name.len() <= 60);
    let octets = typed.fields.values().flatten().map(String::len).sum::<usize>();
    if octets > MOST_OCTETS || typed.fields.len() > MOST_FIELDS {
        return Err(DeskError::Needs("a form of at most 120 kB"));
    }
    let words = scrubbed(typed.field("description"), Lang::Fr);
    typed.set("description", &words);
    let (now, hash) = (app.clock.now(), hash_of(&code));
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                find::forget_forms(tx, now.as_microsecond() - FORM_DAYS * 86_400_000_000).await?;
                let before = find::form_by_code(tx.db(), &hash).await?;
                let is_new = before.is_none();
                let row = draft::Model {
                    id: before.as_ref().map_or_else(|| fresh::id(now), |row| row.id),
                    owner: None,
                    content: json!(typed),
                    version: before.as_ref().map_or(1, |row| row.version + 1),
                    phone: None,
                    created_at: before.map_or(now.as_microsecond(), |row| row.created_at),
                    updated_at: now.as_microsecond(),
                    finished_at: None,
                    incident_id: None,
                    dropped_at: None,
                    handed_by: None,
                    code_hash: Some(hash),
                };
                if is_new {
                    row::insert(tx, row).await?
                } else {
                    row::save(tx, row).await?
                }
                Ok::<(), DeskError>(())
            })
        })
        .await?;
    Ok(code)
}

/// The form that a code and a postal code open. Whatever is wrong, the answer is the same.
///
/// # Errors
/// [`DeskError::NotFound`].
pub async fn kept_form(app: &App, code: &str, postal_code: &str) -> Result<TypedReport, DeskError> {
    let unknown = || DeskError::NotFound("form");
    let code: TrackingCode = code.parse().map_err(|_| unknown())?;
    let row = find::form_by_code(app.store.reader(), &hash_of(&code)).await?.ok_or_else(unknown)?;
    let is_over = row.updated_at < app.clock.now().as_microsecond() - FORM_DAYS * 86_400_000_000;
    let typed: TypedReport = document("draft", &row.content)?;
    let is_hers = place(typed.field("postal_code")) == place(postal_code);
    if is_over || !is_hers { Err(unknown()) } else { Ok(typed) }
}

/// Forgets a form: its report was sent.
///
/// # Errors
/// The database.
pub async fn forget_form(app: &Arc<App>, code: &str) -> Result<(), DeskError> {
    let Ok(code) = code.parse::<TrackingCode>() else { return Ok(()) };
    let hash = hash_of(&code);
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                if let Some(row) = find::form_by_code(tx.db(), &hash).await? {
                    row::delete(tx, row).await?;
                }
                Ok::<(), DeskError>(())
            })
        })
        .await
}

fn place(postal_code: &str) -> String {
    postal_code.chars().filter(char::is_ascii_digit).collect()
}

fn hash_of(code: &TrackingCode) -> String {
    use std::fmt::Write as _;
    code.digest().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
