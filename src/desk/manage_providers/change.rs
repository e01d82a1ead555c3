//! One change of one provider: its row, its event and the directory's generation in one transaction.

use std::sync::Arc;

use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    vocabulary::OfferState,
};

use crate::{
    app::App,
    desk::{By, DeskError, refresh_directory::refresh_directory},
    store::{
        Tx, audit,
        entity::{provider, provider_proposal},
        find, row,
    },
};

/// What is changed, beside the row.
pub(super) struct Change {
    /// The provider.
    pub id: Uuid,
    /// What the trail says.
    pub action: Action,
    /// And of what.
    pub payload: Payload,
    /// The proposal that is decided by it.
    pub decides: Option<(provider_proposal::Model, Uuid)>,
    /// May it have offers and assignments?
    pub busy: Busy,
}

/// May the provider have offers that wait, or assignments?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Busy {
    /// It may.
    Allowed,
    /// It is refused then, with what to do.
    Refused,
}

impl Change {
    pub(super) const fn new(id: Uuid, action: Action, payload: Payload) -> Self {
        Self { id, action, payload, decides: None, busy: Busy::Allowed }
    }
}

/// Changes a provider.
///
/// # Errors
/// What `edit` refuses; [`DeskError::InUse`]; the database.
pub(super) async fn change(
    app: &Arc<App>,
    by: &By,
    change: Change,
    edit: impl FnOnce(&mut provider::Model) -> Result<(), DeskError> + Send + 'static,
) -> Result<(), DeskError> {
    let (now, actor) = (app.clock.now(), by.actor());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let Change { id, action, payload, decides, busy } = change;
                let mut row = row::get::<provider::Entity>(tx.db(), id, "provider").await?;
                edit(&mut row)?;
                if busy == Busy::Refused {
                    must_be_idle(tx, id).await?;
                }
                row.version += 1;
                row.updated_at = now.as_microsecond();
                row::save(tx, row).await?;
                if let Some((proposal, person)) = decides {
                    decide(tx, proposal, person, now.as_microsecond()).await?;
                }
                find::grow_directory_generation(tx).await?;
                let subject = Subject::Provider(id.into());
                audit::append(tx, vec![EventDraft { subject, actor, action, payload }], now).await?;
                Ok::<(), DeskError>(())
            })
        })
        .await?;
    refresh_directory(app).await
}

/// Read anew in the transaction: of two who decide at once the second finds it done.
async fn decide(tx: &Tx<'_>, proposal: provider_proposal::Model, person: Uuid, now: i64) -> Result<(), DeskError> {
    let open = row::get::<provider_proposal::Entity>(tx.db(), proposal.id, "proposal").await?;
    if open.decided_at.is_some() {
        return Err(DeskError::Already("the proposal is decided"));
    }
    let decided = provider_proposal::Model { decided_by: Some(person), decided_at: Some(now), ..open };
    Ok(row::save(tx, decided).await?)
}

async fn must_be_idle(tx: &Tx<'_>, id: Uuid) -> Result<(), DeskError> {
    let alive = [OfferState::Held, OfferState::Sent, OfferState::Available].map(OfferState::as_str);
    let offers = find::offers_to_provider(tx.db(), id, 500).await?;
    let offers = offers.iter().filter(|offer| alive.contains(&offer.state.as_str())).count();
    let assignments = find::assignments_open_or_since(tx.db(), i64::MAX).await?;
    let assignments = assignments.iter().filter(|assignment| assignment.provider_id == id).count();
    if offers + assignments > 0 { Err(DeskError::InUse { offers, assignments }) } else { Ok(()) }
}
