//! A person checks that the report is real, and records the victim's agreement. No offer leaves without both.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    incident::{Agreed, IncidentError, Lifted},
    offer::Chooser,
    vocabulary::IncidentState,
};

use super::{
    By, DeskError, Shown,
    follow_up::settle_tasks,
    offers,
    own_means::{Insurer, OwnSupplier},
    step::{Step, Visible, document, step},
};
use crate::{app::App, store::entity::incident};

/// The task to call a victim for the first time, since nothing may be written to her.
const FIRST_CALL: &str = "task-call-victim";

/// How the doubt was lifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowVerified {
    /// The desk called back the number given, and got the person.
    CallBack,
    /// The caller is on the line, and known.
    SameCall,
    /// A partner vouches for it.
    Partner,
    /// Somebody is there.
    OnSite,
}

impl HowVerified {
    /// As the row and the page write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CallBack => "call_back",
            Self::SameCall => "same_call",
            Self::Partner => "partner",
            Self::OnSite => "on_site",
        }
    }

    /// Reads what the page writes.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        [Self::CallBack, Self::SameCall, Self::Partner, Self::OnSite].into_iter().find(|how| how.as_str() == word)
    }
}

/// Lifts the doubt: the report becomes an open case, the person who did it follows it.
///
/// # Errors
/// [`IncidentError::Transition`] when it is over; [`DeskError::Forbidden`] for anybody but the staff.
pub async fn lift_doubt(
    app: &Arc<App>,
    by: &By,
    incident: Uuid,
    how: HowVerified,
    note: String,
) -> Result<(), DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    step(app, by, incident, move |step| {
        Box::pin(async move {
            step.become_state(IncidentState::Open)?;
            let now = step.now.as_microsecond();
            step.incident.verified_at = Some(now);
            step.incident.verified_by = Some(person);
            step.incident.verified_how = Some(how.as_str().to_owned());
            step.incident.machine_signs.clear();
            step.incident.first_contact_at.get_or_insert(now);
            step.incident.owner.get_or_insert(person);
            step.event(Action::DoubtLifted, Payload::new().text("how", how.as_str()));
            step.tell("entry-doubt-lifted", json!({ "how": how.as_str() }), Visible::Desk).await?;
            if matches!(how, HowVerified::CallBack | HowVerified::SameCall) {
                settle_tasks(step, "spoken_with", |task| task.text_id == FIRST_CALL).await?;
            }
            if !note.trim().is_empty() {
                step.quote("note", note, step.now, Visible::Desk).await?;
            }
            Ok(())
        })
    })
    .await
}

/// The victim's agreement to be put in touch with a provider, or its withdrawal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The exact words that were agreed to.
    pub wording: String,
    /// `phone`, `web`, `tracking`, `api`.
    pub channel: String,
    /// Who said it.
    pub said_by: String,
    /// The victim leaves the choice among available providers to the desk.
    #[serde(default)]
    pub delegated: Delegated,
    /// Whether the usual IT supplier takes it; if so, no offers.
    #[serde(default)]
    pub own_supplier: OwnSupplier,
    /// Whether an insurer covers it, and knows.
    #[serde(default)]
    pub insurer: Insurer,
}

/// Who chooses among the providers that are available.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delegated {
    /// The victim.
    #[default]
    No,
    /// The desk, for her.
    Yes,
}

impl Delegated {
    /// As the row and the event write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Yes => "yes",
        }
    }
}

/// Records the agreement.
///
/// # Errors
/// [`IncidentError::Transition`] when the case is over; [`DeskError::Needs`] for an empty wording; [`DeskError::Fields`]
/// when nobody asked about the usual supplier.
pub async fn record_agreement(app: &Arc<App>, by: &By, incident: Uuid, agreement: Agreement) -> Result<(), DeskError> {
    record_agreement_shown(app, by, incident, agreement, Shown::default()).await
}

/// What a page shows of the agreement: when it was given and who chooses, or nothing.
#[must_use]
pub fn agreement_mark(incident: &incident::Model) -> String {
    let delegated = agreement_of(incident).map(|given| given.delegated).unwrap_or_default();
    incident.agreed_at.map_or_else(String::new, |at| format!("{at}-{}", delegated.as_str()))
}

/// The same from a page that showed whether there was one.
///
/// # Errors
/// [`DeskError::Changed`] when somebody recorded or withdrew it meanwhile; see [`record_agreement`].
pub async fn record_agreement_shown(
    app: &Arc<App>,
    by: &By,
    incident: Uuid,
    agreement: Agreement,
    shown: Shown,
) -> Result<(), DeskError> {
    if agreement.wording.trim().is_empty() {
        return Err(DeskError::Needs("the words that were agreed to"));
    }
    if let Some(missing) = agreement.own_supplier.missing() {
        return Err(DeskError::Fields(vec![missing]));
    }
    step(app, by, incident, move |step| {
        Box::pin(async move {
            step.must_be_going()?;
            shown.must_still_be("agreement", &agreement_mark(&step.incident))?;
            step.incident.agreed_at = Some(step.now.as_microsecond());
            step.incident.agreement = Some(json!(agreement));
            let payload = Payload::new().text("channel", &agreement.channel).text("wording", &agreement.wording);
            step.event(Action::ConsentRecorded, payload.text("delegated", agreement.delegated.as_str()));
            step.tell("entry-agreed", json!({}), Visible::All).await?;
            note_own_means(step, &agreement).await?;
            if agreement.own_supplier == OwnSupplier::TakesIt {
                offers::stop_all(step, "own_supplier").await?;
                if step.state()? == IncidentState::Offering {
                    step.become_state(IncidentState::Open)?;
                }
            }
            if agreement.own_supplier == OwnSupplier::MayBeTheWayIn {
                offers::withdraw_named(step).await?;
            }
            Ok(())
        })
    })
    .await
}

/// What she has of her own is the desk's to know: who is asked learns at most that an insurer comes first.
async fn note_own_means(step: &mut Step<'_>, agreement: &Agreement) -> Result<(), DeskError> {
    let (supplier, insurer) = (agreement.own_supplier, agreement.insurer);
    let payload = Payload::new().text("supplier", supplier.as_str()).text("insurer", insurer.as_str());
    step.event(Action::OwnSupplierRecorded, payload);
    step.tell(supplier.text_id(), json!({}), Visible::Desk).await?;
    if insurer != Insurer::NotAsked {
        step.tell(insurer.text_id(), json!({}), Visible::Desk).await?;
    }
    Ok(())
}

/// Takes the agreement back: offers stop, and a provider that has the case is asked to delete what it got.
///
/// # Errors
/// [`IncidentError::NoAgreement`] when there was none.
pub async fn withdraw_agreement(app: &Arc<App>, by: &By, incident: Uuid) -> Result<(), DeskError> {
    step(app, by, incident, |step| {
        Box::pin(async move {
            if step.incident.agreed_at.take().is_none() {
                return Err(IncidentError::NoAgreement.into());
            }
            step.event(Action::ConsentWithdrawn, Payload::new());
            step.tell("entry-agreement-withdrawn", json!({}), Visible::All).await?;
            offers::stop_all(step, "consent_withdrawn").await
        })
    })
    .await
}

/// The agreement that is in force.
#[must_use]
pub fn agreement_of(incident: &incident::Model) -> Option<Agreement> {
    incident.agreed_at?;
    incident.agreement.as_ref().and_then(|stored| document("agreement", stored).ok())
}

/// Who chooses among those available: the victim, or the desk where she asked it to.
#[must_use]
pub fn chooser_of(incident: &incident::Model) -> Chooser {
    match agreement_of(incident).map(|given| given.delegated) {
        Some(Delegated::Yes) => Chooser::Desk,
        _ => Chooser::Victim,
    }
}

/// May offers leave for this case?
///
/// # Errors
/// What is missing.
pub fn must_allow_offers(step: &Step<'_>) -> Result<(), DeskError> {
    let lifted = if step.incident.verified_at.is_some() { Lifted::Yes } else { Lifted::No };
    let agreed = if step.incident.agreed_at.is_some() { Agreed::Yes } else { Agreed::No };
    vigie_domain::incident::may_offer(step.state()?, lifted, agreed)?;
    match agreement_of(&step.incident).map(|given| given.own_supplier).unwrap_or_default() {
        OwnSupplier::NotAsked => Err(IncidentError::SupplierNotAsked.into()),
        OwnSupplier::TakesIt => Err(DeskError::Already("the usual supplier takes it")),
        _ => Ok(()),
    }
}
