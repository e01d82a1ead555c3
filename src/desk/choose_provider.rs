//! One of the available providers gets the case: chosen by the victim, by the desk for her, or first to accept.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    ids::ProviderId,
    intake::IncidentReport,
    vocabulary::{IncidentState, Lang, OfferState},
};

use super::{
    By, DeskError, clocks,
    delegate_choice::{ChosenBy, note_delegation},
    follow_up::ask_to_call,
    links,
    offers::{settle_choice, state_of, thank_the_others, withdraw_full},
    outgoing,
    propose_providers::{RankedAt, ranked},
    report_incident::{recognition, tracking_link},
    step::{Step, Visible, document, step},
};
use crate::{
    app::App,
    fresh,
    i18n::Words,
    mail::message::{Assignment, DeskWord, ProviderAssigned},
    store::{
        StoreError,
        entity::{assignment, offer, staff_tie},
        find, row,
    },
};

/// Gives the case to the provider of an available offer.
///
/// # Errors
/// [`DeskError::Already`] when somebody has the case; [`DeskError::NotFound`] when the offer isn't available (any more);
/// [`DeskError::Full`] when the provider has as many cases as it takes: its offer is taken back.
pub async fn choose_provider(app: &Arc<App>, by: &By, incident: Uuid, offer_id: Uuid) -> Result<(), DeskError> {
    choose_provider_for(app, by, incident, offer_id, ChosenBy::of(by)).await
}

/// The same, with who chose: an operator writes down what the victim said, or chooses since she asked for it.
///
/// # Errors
/// See [`choose_provider`].
pub async fn choose_provider_for(
    app: &Arc<App>,
    by: &By,
    incident: Uuid,
    offer_id: Uuid,
    chosen_by: ChosenBy,
) -> Result<(), DeskError> {
    let given = step(app, by, incident, move |step| {
        Box::pin(async move {
            let row = row::get::<offer::Entity>(step.tx.db(), offer_id, "offer").await?;
            if row.incident_id != step.incident.id {
                return Err(DeskError::NotFound("offer"));
            }
            must_be_free_to_choose(step, row.provider_id).await?;
            match state_of(&row)? {
                OfferState::Available if row.round == step.incident.round => {
                    if chosen_by == ChosenBy::Desk {
                        note_delegation(step, "phone").await?;
                    }
                    assign_to(step, row, chosen_by).await
                }
                OfferState::Chosen => Err(DeskError::Already("this provider has the case")),
                _ => Err(DeskError::NotFound("offer")),
            }
        })
    })
    .await?;
    // That its offer was taken back stays, whoever reads this.
    if given == Given::Full { Err(DeskError::Full) } else { Ok(()) }
}

/// Who has a tie with a firm doesn't choose it, nor asks it out of turn, nor answers for it.
///
/// # Errors
/// [`DeskError::Forbidden`].
pub async fn must_be_free_to_choose(step: &Step<'_>, provider: Uuid) -> Result<(), DeskError> {
    let Some(person) = step.by.staff_id() else { return Ok(()) };
    let tie = row::find::<staff_tie::Entity>(step.tx.db(), (person, provider)).await?;
    if tie.is_some() { Err(DeskError::Forbidden) } else { Ok(()) }
}

/// « Aucun ne me convient »: those available are not chosen, the next are asked.
///
/// # Errors
/// [`DeskError::NotFound`] when nobody is available.
pub async fn refuse_all(app: &Arc<App>, by: &By, incident: Uuid) -> Result<(), DeskError> {
    step(app, by, incident, |step| {
        Box::pin(async move {
            step.must_be_going()?;
            let offers = find::offers_of(step.tx.db(), step.incident.id).await?;
            let available: Vec<offer::Model> =
                offers.into_iter().filter(|offer| offer.state == OfferState::Available.as_str()).collect();
            if available.is_empty() {
                return Err(DeskError::NotFound("an available provider"));
            }
            step.incident.choice_due = None;
            step.event(Action::ChoiceRefused, Payload::new());
            step.tell("entry-choice-refused", json!({}), Visible::All).await?;
            settle_choice(step, "refused").await?;
            for offer in available {
                step.event(Action::OfferNotChosen, Payload::new().text("offer", offer.id.simple()));
                let message = crate::mail::message::NotChosen { reference: DeskWord(step.incident.reference.clone()) };
                let rendered = outgoing::render(&step.app, Lang::Fr, step.now, |setting| message.render(setting));
                outgoing::queue(step, Some(offer.id), &offer.recipient, rendered).await?;
                row::save(step.tx, offer::Model { state: OfferState::NotChosen.as_str().into(), ..offer }).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Did the provider get the case?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// It has it.
    Assigned,
    /// It has as many cases as it takes; its offer is taken back.
    Full,
}

/// Gives the case to the first who accepts it, where nobody chooses.
///
/// # Errors
/// [`DeskError::Already`] when somebody has the case.
pub async fn assign(step: &mut Step<'_>, accepted: offer::Model) -> Result<Given, DeskError> {
    assign_to(step, accepted, ChosenBy::FirstToAccept).await
}

/// Makes the assignment. The unique index on open assignments is the last word of two who come at once; of two cases
/// that come to one provider at once, the second counts the first.
async fn assign_to(step: &mut Step<'_>, mut chosen: offer::Model, chosen_by: ChosenBy) -> Result<Given, DeskError> {
    let directory = step.app.directory.snapshot();
    let taker = directory.get(chosen.provider_id.into()).ok_or(DeskError::NotFound("provider"))?;
    // The row that it writes is held until the step ends: who comes at the same instant waits here.
    find::grow_directory_generation(step.tx).await?;
    let open = find::open_assignments_of(step.tx.db(), chosen.provider_id).await?.len();
    if open >= usize::try_from(taker.capacity).unwrap_or(usize::MAX) {
        withdraw_full(step, chosen).await?;
        return Ok(Given::Full);
    }
    let due = clocks::provider_contact_due(&step.app, step.severity()?, taker, step.now);
    let row = assignment::Model {
        id: fresh::id(step.now),
        incident_id: step.incident.id,
        provider_id: chosen.provider_id,
        offer_id: chosen.id,
        assigned_at: step.now.as_microsecond(),
        assigned_by: step.by.name(),
        eligible: json!(eligible(step, &chosen).await?),
        first_contact_due: due.as_microsecond(),
        first_contact_at: None,
        ended_at: None,
        end_reason: None,
        deletion_asked_at: None,
        deletion_confirmed_at: None,
    };
    let id = row.id;
    row::insert(step.tx, row).await.map_err(|error| match error {
        StoreError::Conflict { .. } => DeskError::Already("somebody has the case"),
        other => other.into(),
    })?;
    step.become_state(IncidentState::Assigned)?;
    step.incident.choice_due = None;
    chosen.state = OfferState::Chosen.as_str().into();
    let provider = ProviderId(chosen.provider_id);
    let payload = Payload::new().text("offer", chosen.id.simple()).text("provider", provider);
    step.event(Action::OfferChosen, payload.clone().text("chosen_by", chosen_by.as_str()));
    step.event(Action::AssignmentMade, payload.text("assignment", id.simple()));
    row::save(step.tx, chosen.clone()).await?;
    thank_the_others(step, chosen.id).await?;
    tell_provider(step, &chosen, due).await?;
    tell_victim(step, &chosen, due).await?;
    Ok(Given::Assigned)
}

/// Who could have had the case: the turn of the rotation is settled among them.
async fn eligible(step: &Step<'_>, chosen: &offer::Model) -> Result<Vec<ProviderId>, DeskError> {
    let list = match find::last_shortlist(step.tx.db(), step.incident.id).await? {
        Some(row) => document::<vigie_domain::matching::Shortlist>("shortlist", &row.list)?,
        None => {
            let at = RankedAt::of_step(step).await?;
            ranked(&step.app, &step.incident, &[], std::collections::BTreeSet::new(), at)?
        }
    };
    let mut ids: Vec<ProviderId> = list.ranking.candidates.iter().map(|candidate| candidate.provider).collect();
    let asked = find::offers_of(step.tx.db(), step.incident.id).await?;
    ids.extend(asked.iter().map(|offer| ProviderId(offer.provider_id)));
    ids.push(chosen.provider_id.into());
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

async fn tell_provider(step: &mut Step<'_>, chosen: &offer::Model, due: jiff::Timestamp) -> Result<(), DeskError> {
    let incident = &step.incident;
    let report: IncidentReport = document("report", &incident.report)?;
    let set = step.app.playbooks.live();
    let title = set.playbook(&incident.category).map_or(&incident.category, |playbook| &playbook.title.fr).clone();
    let safe = outgoing::safe_address(incident)?.map(str::to_owned);
    let unsafe_address = incident.email.clone().filter(|_| safe.is_none());
    let link = links::of_offer(step.tx, step.incident.id, chosen.id).await?.ok_or(DeskError::NotFound("link"))?;
    let role = report.contact.role.map_or_else(String::new, |role| role.0);
    let message = Assignment {
        reference: DeskWord(incident.reference.clone()),
        category: DeskWord(title),
        organisation: incident.organisation.clone().into(),
        place: format!("{} {}", incident.postal_code, incident.commune.clone().unwrap_or_default()).into(),
        contact_name: incident.contact_name.clone().into(),
        contact_role: role.into(),
        contact_phone: incident.phone.clone().unwrap_or_default().into(),
        contact_email: safe.map(Into::into),
        never_use: unsafe_address.into_iter().map(Into::into).collect(),
        brief: report.description.0.into(),
        recognition: recognition(&incident.provider_words),
        contact_by: due,
        link: link.id.into(),
    };
    let rendered = outgoing::render(&step.app, Lang::Fr, step.now, |setting| message.render(setting));
    Ok(outgoing::queue(step, Some(chosen.id), &chosen.recipient, rendered).await?)
}

async fn tell_victim(step: &mut Step<'_>, chosen: &offer::Model, due: jiff::Timestamp) -> Result<(), DeskError> {
    let directory = step.app.directory.snapshot();
    let provider = directory.get(chosen.provider_id.into()).ok_or(DeskError::NotFound("provider"))?;
    let arguments = json!({ "company": provider.company });
    step.tell("entry-assigned", arguments, Visible::All).await?;
    let lang = outgoing::language(&step.incident);
    let Some(address) = outgoing::safe_address(&step.incident)?.map(str::to_owned) else {
        let words = Words(lang).with_text("task-call-victim-assigned-words", "company", &provider.company);
        return ask_to_call(step, "task-call-victim-assigned", words).await;
    };
    let link = tracking_link(&step.app, step.incident.id).await?;
    let message = ProviderAssigned {
        reference: DeskWord(step.incident.reference.clone()),
        company: provider.company.clone(),
        phone: provider.contact.phone.clone().unwrap_or_default(),
        contact_by: due,
        recognition: recognition(&step.incident.provider_words),
        tracking: link.id.into(),
    };
    let rendered = outgoing::render(&step.app, lang, step.now, |setting| message.render(setting));
    Ok(outgoing::queue(step, None, &address, rendered).await?)
}
