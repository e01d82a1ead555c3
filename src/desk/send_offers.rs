//! Offers go out: now, or held until the provider opens. Several are asked at once; who was asked is never asked twice
//! in a round.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    ids::ProviderId,
    intake::IncidentReport,
    matching::{Candidate, OfferWindow, Reach, Shortlist, offer_window},
    offer::is_pending,
    provider::Provider,
    vocabulary::{IncidentState, OfferMode, OfferState, Severity},
};

use super::{
    By, DeskError, Insurer, Shown,
    choose_provider::must_be_free_to_choose,
    follow_up::settle_tasks,
    lift_doubt::{agreement_of, must_allow_offers},
    links,
    offers::state_of,
    outgoing,
    propose_providers::{ON_SITE_NEEDED, RankedAt, keep, last_widening, ranked},
    step::{CaseAt, Step, Visible, document, step, word},
};
use crate::{
    app::App,
    fresh,
    mail::message::{self, AnswerBy, Constraint, DeskWord, Travel},
    store::{
        entity::{incident, link, offer},
        find, row,
    },
};

/// What the operator orders.
#[derive(Debug, Clone)]
pub struct SendOffers {
    /// The case.
    pub incident: Uuid,
    /// Whom to ask; empty: the first of the list, as many as the playbook says.
    pub providers: Vec<ProviderId>,
    /// Why, when somebody is asked who isn't among the first; recorded.
    pub reason: String,
}

/// Sends offers to providers of the list.
///
/// # Errors
/// [`DeskError::Incident`] before doubt is lifted and agreement recorded; [`DeskError::NotFound`] for a provider that
/// isn't eligible; [`DeskError::Needs`] for a choice out of order without a reason.
pub async fn send_offers(app: &Arc<App>, by: &By, order: SendOffers) -> Result<usize, DeskError> {
    send_offers_shown(app, by, order, Shown::default()).await
}

/// The same from a page that showed how many were asked already.
///
/// # Errors
/// [`DeskError::Changed`] when somebody asked others meanwhile; see [`send_offers`].
pub async fn send_offers_shown(app: &Arc<App>, by: &By, order: SendOffers, shown: Shown) -> Result<usize, DeskError> {
    send_offers_at(app, by, order.incident.into(), order, shown).await
}

/// The same for a machine that saw a version of the case.
///
/// # Errors
/// [`DeskError::OtherVersion`]; see [`send_offers_shown`].
pub async fn send_offers_at(
    app: &Arc<App>,
    by: &By,
    case: CaseAt,
    order: SendOffers,
    shown: Shown,
) -> Result<usize, DeskError> {
    step(app, by, case, move |step| {
        Box::pin(async move {
            must_allow_offers(step)?;
            let asked = find::offers_of(step.tx.db(), step.incident.id).await?.len();
            shown.must_still_be("offers", &asked.to_string())?;
            let list = fresh_list(step).await?;
            for provider in &order.providers {
                must_be_free_to_choose(step, provider.0).await?;
            }
            let chosen = chosen(step, &list, &order)?;
            if chosen.is_empty() {
                return Err(DeskError::NotFound("an eligible provider"));
            }
            let count = chosen.len();
            offer_to(step, &list, chosen).await?;
            Ok(count)
        })
    })
    .await
}

/// Ranks anew inside the transaction: what is decided on is current.
///
/// # Errors
/// The database.
pub async fn fresh_list(step: &mut Step<'_>) -> Result<Shortlist, DeskError> {
    let offers = find::offers_of(step.tx.db(), step.incident.id).await?;
    let widened = last_widening(step).await?;
    let at = RankedAt::of_step(step).await?;
    let list = ranked(&step.app, &step.incident, &offers, widened, at)?;
    keep(step, &list).await?;
    Ok(list)
}

fn chosen(step: &mut Step<'_>, list: &Shortlist, order: &SendOffers) -> Result<Vec<Candidate>, DeskError> {
    let candidates = &list.ranking.candidates;
    if order.providers.is_empty() {
        let able = candidates.iter().filter(|one| can_be_asked(step, one));
        return Ok(able.take(at_once(step)).cloned().collect());
    }
    let found: Vec<Candidate> =
        candidates.iter().filter(|candidate| order.providers.contains(&candidate.provider)).cloned().collect();
    if found.len() != order.providers.len() {
        return Err(DeskError::NotFound("an eligible provider"));
    }
    let are_first = candidates.iter().take(found.len()).all(|first| order.providers.contains(&first.provider));
    if !are_first {
        if order.reason.trim().is_empty() {
            return Err(DeskError::Needs("the reason for asking others than the first of the list"));
        }
        step.event(Action::ShortlistOverridden, Payload::new().text("override_reason", &order.reason));
    }
    Ok(found)
}

/// It opens again within two years, and has an address.
#[must_use]
pub fn can_be_asked(step: &Step<'_>, candidate: &Candidate) -> bool {
    let directory = step.app.directory.snapshot();
    let severity = step.severity().unwrap_or(Severity::Low);
    directory.get(candidate.provider).is_some_and(|provider| {
        let window = offer_window(severity, provider, step.now, &step.app.config.offers);
        window.is_some() && provider.contact.has_address()
    })
}

/// How many are asked at once, by the playbook.
#[must_use]
pub fn at_once(step: &Step<'_>) -> usize {
    let set = step.app.playbooks.live();
    let offering = set.playbook(&step.incident.category).map(|playbook| playbook.offer.clone()).unwrap_or_default();
    let mode: OfferMode = step.incident.offer_mode.parse().unwrap_or(OfferMode::Shortlist);
    if mode == OfferMode::Cascade { 1 } else { usize::from(offering.at_once.max(1)) }
}

/// Makes an offer to each; the case is `offering` from then on.
///
/// # Errors
/// The database.
pub async fn offer_to(step: &mut Step<'_>, list: &Shortlist, chosen: Vec<Candidate>) -> Result<(), DeskError> {
    step.become_state(IncidentState::Offering)?;
    let before = find::offers_of(step.tx.db(), step.incident.id).await?;
    let beside = before.iter().filter(|offer| offer.round == step.incident.round && may_still_get_it(offer)).count();
    let count = chosen.len();
    let asked = i32::try_from(beside + count).unwrap_or(i32::MAX);
    let directory = step.app.directory.snapshot();
    let mut companies = Vec::with_capacity(chosen.len());
    for candidate in chosen {
        let provider = directory.get(candidate.provider).ok_or(DeskError::NotFound("provider"))?;
        make_offer(step, list, &candidate, provider, asked).await?;
        companies.push(provider.company.as_str());
    }
    let words = json!({ "count": count, "company": companies.join(", ") });
    step.tell("entry-offers-sent", words, Visible::All).await?;
    settle_tasks(step, "asked_anew", |task| task.text_id == "task-given-back").await
}

/// Asked, and neither out of it nor silent beyond its time.
fn may_still_get_it(offer: &offer::Model) -> bool {
    state_of(offer).is_ok_and(|state| is_pending(state) || state == OfferState::Available)
}

async fn make_offer(
    step: &mut Step<'_>,
    list: &Shortlist,
    candidate: &Candidate,
    provider: &Provider,
    asked: i32,
) -> Result<(), DeskError> {
    let severity = step.severity()?;
    let window = offer_window(severity, provider, step.now, &step.app.config.offers);
    let window = window.ok_or(DeskError::NotFound("an opening of the provider"))?;
    let (leaves_at, on_call) = match &window {
        OfferWindow::Held { leaves_at, .. } => (*leaves_at, false),
        OfferWindow::Now { contact, .. } => (step.now, *contact == Reach::OnCall),
    };
    let recipient = recipient(provider, on_call).ok_or(DeskError::NotFound("an address of the provider"))?;
    let held = leaves_at > step.now;
    #[expect(clippy::cast_possible_truncation, reason = "a distance on Earth in km fits")]
    let distance_km = candidate.distance_km.map(|km| km.round() as i32);
    let offer = offer::Model {
        id: fresh::id(step.now),
        incident_id: step.incident.id,
        provider_id: provider.id.0,
        round: step.incident.round,
        state: if held { OfferState::Held } else { OfferState::Sent }.as_str().into(),
        mode: step.incident.offer_mode.clone(),
        asked,
        recipient,
        on_call,
        distance_km,
        leaves_at: leaves_at.as_microsecond(),
        expires_at: window.expires_at().as_microsecond(),
        half_time_at: half_time(provider, &window, step.now).map(Timestamp::as_microsecond),
        half_time_done: false,
        created_at: step.now.as_microsecond(),
        answered_at: None,
        answered_by: None,
        answer: None,
        draw: draw(list, candidate.provider),
    };
    let link = links::new_link(links::Scope::Offer, step.incident.id, Some(offer.id), step.now);
    let action = if held { Action::OfferHeld } else { Action::OfferSent };
    let payload = Payload::new()
        .text("offer", offer.id.simple())
        .text("provider", provider.id)
        .integer("leaves_at", offer.leaves_at)
        .integer("expires_at", offer.expires_at)
        .flag("on_call", offer.on_call);
    step.event(action, payload);
    row::insert(step.tx, link.clone()).await?;
    row::insert(step.tx, offer.clone()).await?;
    if !held {
        mail_offer(step, &offer, &link).await?;
    }
    Ok(())
}

/// When somebody of the desk telephones: at once where the contact that answers day and night is a telephone only.
fn half_time(provider: &Provider, window: &OfferWindow, now: Timestamp) -> Option<Timestamp> {
    match window {
        OfferWindow::Now { contact: Reach::OnCall, .. } if provider.contact.on_call_email.is_none() => Some(now),
        _ => window.half_time(),
    }
}

/// The place in the order that the victim sees: drawn, not ranked.
fn draw(list: &Shortlist, provider: ProviderId) -> i32 {
    let bytes = list.context.tie_key.draw(provider);
    i32::from_be_bytes([bytes[28] & 0x7f, bytes[29], bytes[30], bytes[31]])
}

fn recipient(provider: &Provider, on_call: bool) -> Option<String> {
    let contact = &provider.contact;
    let first = if on_call { contact.on_call_email.clone() } else { None };
    first.or_else(|| contact.emails.first().cloned()).or_else(|| contact.on_call_email.clone())
}

/// Writes the offer's mail: structured fields only.
///
/// # Errors
/// The database.
pub async fn mail_offer(step: &mut Step<'_>, offer: &offer::Model, link: &link::Model) -> Result<(), DeskError> {
    let message = message_of(step, offer, link)?;
    let lang = vigie_domain::vocabulary::Lang::Fr;
    let rendered = outgoing::render(&step.app, lang, step.now, |setting| message.render(setting));
    Ok(outgoing::queue(step, Some(offer.id), &offer.recipient, rendered).await?)
}

/// What the mission asks for beside the skills, as far as the answers tell.
#[must_use]
pub fn constraints(incident: &incident::Model) -> Vec<Constraint> {
    let place = match incident.facts[ON_SITE_NEEDED].as_str() {
        Some("yes") => Some(Constraint::OnSite),
        Some("no") => Some(Constraint::RemotePossible),
        _ => None,
    };
    let machines = (incident.facts["controls_machines"] == "yes").then_some(Constraint::ControlsMachines);
    let english = (incident.lang == "en").then_some(Constraint::EnglishNeeded);
    let late = (incident.severity == Severity::Critical.as_str()).then_some(Constraint::OutOfHours);
    let insurer = agreement_of(incident).map(|given| given.insurer);
    let insurer = (insurer == Some(Insurer::NotTold)).then_some(Constraint::InsurerFirst);
    [place, machines, english, late, insurer].into_iter().flatten().collect()
}

fn message_of(step: &Step<'_>, offer: &offer::Model, link: &link::Model) -> Result<message::Offer, DeskError> {
    let incident = &step.incident;
    let report: IncidentReport = document("report", &incident.report)?;
    let set = step.app.playbooks.live();
    let playbook = set.playbook(&incident.category);
    let title = playbook.map_or_else(|| incident.category.clone(), |playbook| playbook.title.fr.clone());
    let department = vigie_domain::intake::Department::by_code(&incident.department)
        .map_or_else(|| incident.department.clone(), |found| format!("{} ({})", found.name, found.code));
    Ok(message::Offer {
        reference: DeskWord(incident.reference.clone()),
        category: DeskWord(title),
        severity: step.severity()?,
        size: report.organisation.size,
        kind: report.organisation.kind,
        department: DeskWord(department),
        travel: offer.distance_km.and_then(|km| u32::try_from(km).ok()).map_or(Travel::Remote, Travel::within),
        skills: playbook.map(|playbook| playbook.skills.must.keys().copied().collect()).unwrap_or_default(),
        constraints: constraints(incident),
        until: crate::clock::instant(offer.expires_at),
        asked: u32::try_from(offer.asked).unwrap_or(1),
        mode: word("offer mode", &offer.mode)?,
        chooser: super::lift_doubt::chooser_of(incident),
        choice: vigie_domain::offer::ChoiceTime::of(step.severity()?, &step.app.config.offers),
        answer_by: if step.app.config.mail.read_back { AnswerBy::PageOrMail } else { AnswerBy::Page },
        link: link.id.into(),
    })
}
