//! A firm asks to be in the directory: its form waits until a supervisor decides. Accepted, it becomes an applicant,
//! which is vetted like any other; nothing that anybody types on the web is ever matched.

use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    ids::ProviderId,
    provider::{
        Provider, Vetting,
        application::{FormFields, FormRefusal, read_application},
    },
    vocabulary::VettingState,
};

use super::import::row_of_new;
use crate::{
    app::App,
    desk::{By, DeskError, refresh_directory::refresh_directory, step::document},
    fresh,
    store::{StoreError, Tx, audit, entity::provider_application, find, row},
};

/// Applications that may wait at once: a form that anybody can send must not fill the disk.
const WAITING_AT_MOST: usize = 300;

/// How long a refused application is kept: a firm may ask why.
const KEPT_WHEN_REFUSED: SignedDuration = SignedDuration::from_hours(24 * 90);

/// What became of an application that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applied {
    /// It waits for a supervisor.
    Waits(Uuid),
    /// Fields that can't be understood; all at once.
    Refused(Vec<FormRefusal>),
    /// Too many wait already.
    Full,
}

/// Takes an application in.
///
/// # Errors
/// The database.
pub async fn apply_to_directory(app: &Arc<App>, fields: FormFields) -> Result<Applied, DeskError> {
    if let Err(refused) = read_application(&fields) {
        return Ok(Applied::Refused(refused));
    }
    if find::waiting_applications(app.store.reader()).await?.len() >= WAITING_AT_MOST {
        return Ok(Applied::Full);
    }
    let now = app.clock.now();
    let row = provider_application::Model {
        id: fresh::id(now),
        received_at: now.as_microsecond(),
        document: json!(fields),
        state: "waiting".into(),
        decided_by: None,
        decided_at: None,
        reason: String::new(),
        provider_id: None,
    };
    let id = row.id;
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                row::insert(tx, row).await?;
                let payload = Payload::new().text("application", id.simple());
                let (actor, action) = (By::Visitor.actor(), Action::ProviderApplied);
                let event = EventDraft { subject: Subject::Desk, actor, action, payload };
                audit::append(tx, vec![event], now).await
            })
        })
        .await
        .map_err(|error: StoreError| DeskError::from(error))?;
    Ok(Applied::Waits(id))
}

/// What a supervisor decides on an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It becomes an applicant of the directory, to be vetted.
    Accept,
    /// It goes no further.
    Refuse,
}

/// Decides an application; an accepted one becomes an applicant, whose id this gives.
///
/// # Errors
/// [`DeskError::Needs`] for a refusal without a reason; [`DeskError::Already`] when it is decided, or when the SIRET is
/// in the directory.
pub async fn decide_application(
    app: &Arc<App>,
    by: &By,
    id: Uuid,
    verdict: Verdict,
    reason: String,
) -> Result<Option<Uuid>, DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    if verdict == Verdict::Refuse && reason.trim().is_empty() {
        return Err(DeskError::Needs("a reason"));
    }
    let (now, actor) = (app.clock.now(), by.actor());
    let written = app.store.write(move |tx: &Tx<'_>| {
        Box::pin(async move {
            let mut row = row::get::<provider_application::Entity>(tx.db(), id, "application").await?;
            if row.state != "waiting" {
                return Err(DeskError::Already("the application is decided"));
            }
            let mut events = Vec::new();
            let word = if verdict == Verdict::Accept { "accepted" } else { "refused" };
            if verdict == Verdict::Accept {
                let (provider, added) = row_of_new(applicant(&row)?, now);
                let payload = Payload::new().text("application", id.simple());
                let (subject, action) = (Subject::Provider(provider.into()), Action::ProviderAdded);
                events.push(EventDraft { subject, actor, action, payload });
                row.provider_id = Some(provider);
                row::insert(tx, added).await?;
                find::grow_directory_generation(tx).await?;
            }
            row.state = word.into();
            row.decided_by = Some(person);
            row.decided_at = Some(now.as_microsecond());
            row.reason = reason;
            let provider = row.provider_id;
            row::save(tx, row).await?;
            let payload = Payload::new().text("application", id.simple()).text("state", word);
            let action = Action::ProviderApplicationDecided;
            events.push(EventDraft { subject: Subject::Desk, actor, action, payload });
            audit::append(tx, events, now).await?;
            Ok::<Option<Uuid>, DeskError>(provider)
        })
    });
    let provider = match written.await {
        Err(DeskError::Store(StoreError::Conflict { .. })) => {
            return Err(DeskError::Already("a provider with this SIRET"));
        }
        other => other?,
    };
    refresh_directory(app).await?;
    Ok(provider)
}

/// The provider that an application describes: an applicant, whatever it says of itself.
fn applicant(row: &provider_application::Model) -> Result<Provider, DeskError> {
    let fields: FormFields = document("application", &row.document)?;
    let read = read_application(&fields).map_err(|refused| StoreError::Corrupt {
        what: "application",
        reason: format!("{} field(s) no longer understood", refused.len()),
    })?;
    let code = format!("candidature-{}", row.id.simple());
    Ok(Provider { id: ProviderId(row.id), code, vetting: Vetting::imported(VettingState::Applicant, None), ..read })
}

/// Erases what refused firms had typed, once nobody can ask any more why. The decision stays.
///
/// # Errors
/// The database.
pub async fn forget_refused_applications(app: &Arc<App>) -> Result<(), DeskError> {
    let now = app.clock.now();
    let old = find::refused_applications(app.store.reader(), (now - KEPT_WHEN_REFUSED).as_microsecond()).await?;
    if old.is_empty() {
        return Ok(());
    }
    let count = i64::try_from(old.len()).unwrap_or(i64::MAX);
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                for row in old {
                    let erased = provider_application::Model { document: json!({}), state: "erased".into(), ..row };
                    row::save(tx, erased).await?;
                }
                let payload = Payload::new().text("what", "refused applications").integer("count", count);
                let (actor, action) = (By::Desk.actor(), Action::RetentionRun);
                audit::append(tx, vec![EventDraft { subject: Subject::Desk, actor, action, payload }], now).await
            })
        })
        .await
        .map_err(|error: StoreError| DeskError::from(error))
}
