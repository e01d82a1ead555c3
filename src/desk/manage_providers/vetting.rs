//! Vetting: an applicant is accepted by one person; suspension, reinstatement and removal take two.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    provider::{Decision, Provider, VettingRefused},
    vocabulary::VettingState,
};

use super::{
    change::{Busy, Change, change},
    pause::stop_offers,
    ties::has_tie,
};
use crate::{
    app::App,
    desk::{By, DeskError, step::document},
    fresh,
    store::{
        Tx, audit,
        entity::{provider, provider_proposal},
        find, row,
    },
};

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

    const fn action(self) -> Action {
        match self {
            Self::Accept => Action::ProviderVetted,
            Self::Suspend => Action::ProviderSuspended,
            Self::Reinstate => Action::ProviderReinstated,
            Self::Remove => Action::ProviderRemoved,
        }
    }

    /// Reads what the row keeps.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        [Self::Accept, Self::Suspend, Self::Reinstate, Self::Remove].into_iter().find(|change| change.as_str() == word)
    }
}

/// Proposes a change of vetting, or decides one that a colleague proposed. One that needs one person is done at once. A
/// suspension takes open offers back and makes each assignment a task, as a pause does.
///
/// # Errors
/// [`DeskError::Forbidden`] for the second decision by the same person, and for who has a tie with the firm;
/// [`DeskError::Needs`] without a reason; [`DeskError::InUse`] for removing a provider that has offers or assignments.
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
    if has_tie(app, person, id).await? {
        return Err(DeskError::Forbidden);
    }
    let open = find::open_proposals(app.store.reader()).await?;
    let waiting = open.into_iter().find(|row| row.provider_id == id && row.change == change_to.as_str());
    if waiting.is_none() && change_to != VettingChange::Accept {
        return propose(app, by, id, change_to, reason, person).await;
    }
    let first = waiting.as_ref().map_or(person, |row| row.proposed_by);
    let second = waiting.as_ref().map(|_| person.into());
    let decision = Decision { by: first.into(), second, at: app.clock.now(), reason: reason.clone() };
    let payload = Payload::new().text("reason", reason).text("change", change_to.as_str());
    let busy = if change_to == VettingChange::Remove { Busy::Refused } else { Busy::Allowed };
    let decides = waiting.map(|row| (row, person));
    let order = Change { decides, busy, ..Change::new(id, change_to.action(), payload) };
    change(app, by, order, move |row| apply(row, change_to, decision)).await?;
    if change_to == VettingChange::Suspend { stop_offers(app, by).await } else { Ok(()) }
}

fn apply(row: &mut provider::Model, change_to: VettingChange, decision: Decision) -> Result<(), DeskError> {
    // As it is stored: what is paused now isn’t part of it.
    let mut provider: Provider = document("provider", &row.document)?;
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
