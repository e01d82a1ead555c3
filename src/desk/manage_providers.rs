//! The directory: import and export, pause at once by one supervisor, vetting by two.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    ids::ProviderId,
    offer::is_pending,
    provider::{Decision, Provider, VettingRefused},
    vocabulary::{OfferState, VettingState},
};

use super::{
    By, DeskError,
    offers::{self, state_of},
    refresh_directory::{provider_of, refresh_directory},
    step::{NewTask, step},
};
use crate::{
    app::App,
    fresh,
    store::{
        StoreError, Tx, audit,
        entity::{provider, provider_proposal},
        find, row,
    },
};

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

/// Imports providers: new ones are added, known ones (by id of the file) updated. The same file twice changes nothing.
///
/// # Errors
/// [`DeskError::Already`] for a SIRET that another provider has; nothing is imported then.
pub async fn import_providers(app: &Arc<App>, by: &By, list: Vec<Provider>) -> Result<Imported, DeskError> {
    let (now, by) = (app.clock.now(), by.clone());
    let written = app.store.write(move |tx: &Tx<'_>| {
        Box::pin(async move {
            let mut done = Imported::default();
            let mut events = Vec::new();
            for given in list {
                import_one(tx, &by, given, now, &mut done, &mut events).await?;
            }
            if done.added + done.changed > 0 {
                find::grow_directory_generation(tx).await?;
            }
            audit::append(tx, events, now).await?;
            Ok::<Imported, StoreError>(done)
        })
    });
    let done = match written.await {
        Err(StoreError::Conflict { .. }) => return Err(DeskError::Already("a provider with this SIRET")),
        other => other?,
    };
    refresh_directory(app).await?;
    Ok(done)
}

async fn import_one(
    tx: &Tx<'_>,
    by: &By,
    given: Provider,
    now: Timestamp,
    done: &mut Imported,
    events: &mut Vec<EventDraft>,
) -> Result<(), StoreError> {
    let known = find::provider_by_external_id(tx.db(), &given.code).await?;
    let id = known.as_ref().map_or(given.id.0, |row| row.id);
    let given = Provider { id: ProviderId(id), record: vigie_domain::provider::Record::default(), ..given };
    let document = json!(given);
    let action = match &known {
        Some(row) if row.document == document => {
            done.same += 1;
            return Ok(());
        }
        Some(_) => {
            done.changed += 1;
            Action::ProviderChanged
        }
        None => {
            done.added += 1;
            Action::ProviderImported
        }
    };
    let row = provider::Model {
        id,
        external_id: given.code.clone(),
        siret: given.siret.as_ref().map(|siret| siret.as_str().to_owned()),
        company: given.company.clone(),
        vetting_state: given.vetting.state.as_str().to_owned(),
        paused_at: known.as_ref().and_then(|row| row.paused_at),
        listed_at: known.as_ref().and_then(|row| row.listed_at),
        document,
        version: known.as_ref().map_or(1, |row| row.version + 1),
        created_at: known.as_ref().map_or(now.as_microsecond(), |row| row.created_at),
        updated_at: now.as_microsecond(),
    };
    let payload = Payload::new().text("code", &row.external_id).text("vetting", &row.vetting_state);
    events.push(EventDraft { subject: Subject::Provider(id.into()), actor: by.actor(), action, payload });
    if known.is_some() { row::save(tx, row).await } else { row::insert(tx, row).await }
}

/// The directory as the export writes it.
///
/// # Errors
/// The database.
pub async fn exported_providers(app: &App) -> Result<Vec<Provider>, DeskError> {
    let rows = find::providers(app.store.reader()).await?;
    Ok(rows.iter().map(provider_of).collect::<Result<_, _>>()?)
}

/// Pauses a provider at once: open offers are withdrawn, each assignment becomes a task with what to tell the victim.
///
/// # Errors
/// [`DeskError::Needs`] without a reason; [`DeskError::Already`] when it is paused.
pub async fn pause_provider(app: &Arc<App>, by: &By, id: Uuid, reason: String) -> Result<(), DeskError> {
    if reason.trim().is_empty() {
        return Err(DeskError::Needs("a reason"));
    }
    set_paused(app, by, id, Some(app.clock.now()), reason).await?;
    for offer in find::offers_to_provider(app.store.reader(), id, 500).await? {
        let state = state_of(&offer)?;
        if is_pending(state) || state == OfferState::Available {
            withdraw_one(app, by, offer.id, offer.incident_id).await?;
        }
    }
    let open = find::assignments_open_or_since(app.store.reader(), i64::MAX).await?;
    for assignment in open.into_iter().filter(|assignment| assignment.provider_id == id) {
        step(app, by, assignment.incident_id, |step| {
            Box::pin(async move {
                let due = step.now + jiff::SignedDuration::from_mins(60);
                let (kind, text_id) = ("reask", "task-provider-paused");
                let order = NewTask { kind, text_id, arguments: json!({}), words: String::new(), due };
                Ok(step.ask_desk(order).await?)
            })
        })
        .await?;
    }
    Ok(())
}

async fn withdraw_one(app: &Arc<App>, by: &By, offer: Uuid, incident: Uuid) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let row = row::get::<crate::store::entity::offer::Entity>(step.tx.db(), offer, "offer").await?;
            let state = state_of(&row)?;
            if is_pending(state) || state == OfferState::Available {
                offers::withdraw(step, row, "provider_paused").await?;
            }
            Ok(())
        })
    })
    .await
}

/// Lets a paused provider be asked again.
///
/// # Errors
/// [`DeskError::Already`] when it isn't paused.
pub async fn resume_provider(app: &Arc<App>, by: &By, id: Uuid) -> Result<(), DeskError> {
    set_paused(app, by, id, None, String::new()).await
}

async fn set_paused(app: &Arc<App>, by: &By, id: Uuid, at: Option<Timestamp>, reason: String) -> Result<(), DeskError> {
    let action = if at.is_some() { Action::ProviderPaused } else { Action::ProviderResumed };
    change(app, by, id, action, Payload::new().text("reason", reason), move |row| {
        if row.paused_at.is_some() == at.is_some() {
            return Err(DeskError::Already("the provider's pause"));
        }
        row.paused_at = at.map(Timestamp::as_microsecond);
        Ok(())
    })
    .await
}

async fn change(
    app: &Arc<App>,
    by: &By,
    id: Uuid,
    action: Action,
    payload: Payload,
    edit: impl FnOnce(&mut provider::Model) -> Result<(), DeskError> + Send + 'static,
) -> Result<(), DeskError> {
    let (now, actor) = (app.clock.now(), by.actor());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let mut row = row::get::<provider::Entity>(tx.db(), id, "provider").await?;
                edit(&mut row)?;
                row.version += 1;
                row.updated_at = now.as_microsecond();
                row::save(tx, row).await?;
                find::grow_directory_generation(tx).await?;
                let subject = Subject::Provider(id.into());
                audit::append(tx, vec![EventDraft { subject, actor, action, payload }], now).await?;
                Ok::<(), DeskError>(())
            })
        })
        .await?;
    refresh_directory(app).await
}

/// A change of vetting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VettingChange {
    /// An applicant is accepted. One person.
    Accept,
    /// Never matched until reinstated. Two people.
    Suspend,
    /// Matched again. Two people.
    Reinstate,
    /// Out of the directory. Two people.
    Remove,
}

impl VettingChange {
    const fn target(self) -> VettingState {
        match self {
            Self::Accept | Self::Reinstate => VettingState::Vetted,
            Self::Suspend => VettingState::Suspended,
            Self::Remove => VettingState::Removed,
        }
    }

    /// As the row keeps it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Suspend => "suspend",
            Self::Reinstate => "reinstate",
            Self::Remove => "remove",
        }
    }

    /// Reads what the row keeps.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        [Self::Accept, Self::Suspend, Self::Reinstate, Self::Remove].into_iter().find(|change| change.as_str() == word)
    }
}

/// Proposes a change of vetting, or decides one that a colleague proposed. One that needs one person is done at once.
///
/// # Errors
/// [`DeskError::Forbidden`] for the second decision by the same person; [`DeskError::Needs`] without a reason.
pub async fn decide_vetting(
    app: &Arc<App>,
    by: &By,
    id: Uuid,
    change_to: VettingChange,
    reason: String,
) -> Result<(), DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    if reason.trim().is_empty() {
        return Err(DeskError::Needs("a reason"));
    }
    let open = find::open_proposals(app.store.reader()).await?;
    let waiting = open.into_iter().find(|row| row.provider_id == id && row.change == change_to.as_str());
    match waiting {
        None if change_to != VettingChange::Accept => propose(app, by, id, change_to, reason, person).await,
        waiting => {
            let first = waiting.as_ref().map_or(person, |row| row.proposed_by);
            let second = waiting.as_ref().map(|_| person.into());
            let decision = Decision { by: first.into(), second, at: app.clock.now(), reason: reason.clone() };
            let payload = Payload::new().text("reason", reason).text("change", change_to.as_str());
            let action = match change_to {
                VettingChange::Accept => Action::ProviderVetted,
                VettingChange::Suspend => Action::ProviderSuspended,
                VettingChange::Reinstate => Action::ProviderReinstated,
                VettingChange::Remove => Action::ProviderRemoved,
            };
            change(app, by, id, action, payload, move |row| apply(row, change_to, decision)).await?;
            if let Some(row) = waiting {
                close_proposal(app, row, person).await?;
            }
            Ok(())
        }
    }
}

fn apply(row: &mut provider::Model, change_to: VettingChange, decision: Decision) -> Result<(), DeskError> {
    let mut provider = provider_of(row)?;
    provider.vetting = provider.vetting.decide(change_to.target(), decision).map_err(|refused| match refused {
        VettingRefused::SecondPersonNeeded => DeskError::Forbidden,
        VettingRefused::ReasonNeeded => DeskError::Needs("a reason"),
        VettingRefused::NoSuchStep { .. } => DeskError::Already("the vetting state"),
    })?;
    row.vetting_state = provider.vetting.state.as_str().to_owned();
    row.document = json!(provider);
    Ok(())
}

async fn propose(
    app: &Arc<App>,
    by: &By,
    id: Uuid,
    change_to: VettingChange,
    reason: String,
    person: Uuid,
) -> Result<(), DeskError> {
    let (now, actor) = (app.clock.now(), by.actor());
    let row = provider_proposal::Model {
        id: fresh::id(now),
        provider_id: id,
        change: change_to.as_str().to_owned(),
        reason: reason.clone(),
        proposed_by: person,
        proposed_at: now.as_microsecond(),
        decided_by: None,
        decided_at: None,
    };
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                row::insert(tx, row).await?;
                let payload = Payload::new().text("change", change_to.as_str()).text("reason", reason);
                let (subject, action) = (Subject::Provider(id.into()), Action::ProviderSuspensionAsked);
                audit::append(tx, vec![EventDraft { subject, actor, action, payload }], now).await
            })
        })
        .await
        .map_err(DeskError::from)
}

async fn close_proposal(app: &App, row: provider_proposal::Model, person: Uuid) -> Result<(), DeskError> {
    let now = app.clock.now().as_microsecond();
    let decided = provider_proposal::Model { decided_by: Some(person), decided_at: Some(now), ..row };
    app.store.write(move |tx| Box::pin(async move { row::save(tx, decided).await })).await.map_err(DeskError::from)
}
