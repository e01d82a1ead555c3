//! « Choisissez pour moi »: the victim leaves the choice among those available to the desk, and a person of it chooses.

use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    incident::IncidentError,
    vocabulary::{IncidentState, OfferState},
};

use super::{
    By, DeskError,
    lift_doubt::{Delegated, agreement_of},
    offers::settle_choice,
    step::{NewTask, Step, Visible, step},
};
use crate::{app::App, clock, store::find};

/// Who chose among those available, as the trail keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChosenBy {
    /// The victim, on her page.
    Victim,
    /// The victim, to somebody of the desk who wrote it down.
    VictimByPhone,
    /// Somebody of the desk, since the victim asked for it.
    Desk,
    /// Nobody: the first who accepts has the case.
    FirstToAccept,
}

impl ChosenBy {
    /// The word in the event.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Victim => "victim",
            Self::VictimByPhone => "victim_by_phone",
            Self::Desk => "desk_by_delegation",
            Self::FirstToAccept => "first_to_accept",
        }
    }

    /// Who chooses when the page doesn't say more.
    #[must_use]
    pub const fn of(by: &By) -> Self {
        match by {
            By::Victim | By::Visitor => Self::Victim,
            _ => Self::VictimByPhone,
        }
    }
}

/// The victim leaves the choice to the desk: somebody of it has the task to choose. Twice is once.
///
/// # Errors
/// [`DeskError::NotFound`] when there is nobody to choose from; [`IncidentError::NoAgreement`].
pub async fn delegate_choice(app: &Arc<App>, by: &By, incident: Uuid) -> Result<(), DeskError> {
    step(app, by, incident, |step| {
        Box::pin(async move {
            if !may_choose(step).await? {
                return Err(DeskError::NotFound("offer"));
            }
            if !note_delegation(step, "tracking").await? {
                return Ok(());
            }
            settle_choice(step, "delegated").await?;
            let soon = step.now + SignedDuration::from_mins(15);
            let due = step.incident.choice_due.map_or(soon, clock::instant);
            let (kind, text_id) = ("choose_for_victim", "task-choose-for-victim");
            Ok(step.ask_desk(NewTask { kind, text_id, arguments: json!({}), words: String::new(), due }).await?)
        })
    })
    .await
}

/// Is anybody there to choose from?
async fn may_choose(step: &Step<'_>) -> Result<bool, DeskError> {
    let offers = find::offers_of(step.tx.db(), step.incident.id).await?;
    let mut of_round = offers.iter().filter(|offer| offer.round == step.incident.round);
    let is_available = of_round.any(|offer| offer.state == OfferState::Available.as_str());
    Ok(is_available && step.state()? == IncidentState::Offering)
}

/// Keeps with the agreement that the desk chooses; says whether that is new.
///
/// # Errors
/// [`IncidentError::NoAgreement`].
pub(super) async fn note_delegation(step: &mut Step<'_>, channel: &str) -> Result<bool, DeskError> {
    let mut given = agreement_of(&step.incident).ok_or(IncidentError::NoAgreement)?;
    if given.delegated == Delegated::Yes {
        return Ok(false);
    }
    given.delegated = Delegated::Yes;
    step.incident.agreement = Some(json!(given));
    step.event(Action::ChoiceDelegated, Payload::new().text("channel", channel));
    step.tell("entry-choice-delegated", json!({}), Visible::All).await?;
    Ok(true)
}
