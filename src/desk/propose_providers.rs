//! Who can help? Everybody of the directory is ranked or told why not, and the list is kept with what it came from.

use std::{collections::BTreeSet, sync::Arc};

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    ids::ProviderId,
    intake::{IncidentReport, Siret},
    matching::{Context, Directory, Named, Need, Shortlist, Site, TieKey, Widening},
    playbook::document::Skills,
    provider::Point,
    vocabulary::OfferState,
};

use super::{
    By, DeskError, OwnSupplier,
    lift_doubt::agreement_of,
    step::{Step, document, step, word},
    weights::WeightsInForce,
};
use crate::{
    app::App,
    fresh,
    store::{
        StoreError,
        entity::{incident, offer, shortlist},
        find, row,
    },
};

/// The fact that somebody has to come.
pub const ON_SITE_NEEDED: &str = "on_site_needed";
/// The category in which a provider may itself be the way in.
const SUPPLY_CHAIN: &str = "supply_chain";

/// Ranks the directory for a case and keeps the list.
///
/// # Errors
/// [`DeskError::Incident`] when the case is over; the database.
pub async fn propose_providers(app: &Arc<App>, by: &By, incident: Uuid) -> Result<Shortlist, DeskError> {
    step(app, by, incident, |step| {
        Box::pin(async move {
            step.must_be_going()?;
            let offers = find::offers_of(step.tx.db(), step.incident.id).await?;
            let widened = last_widening(step).await?;
            let at = RankedAt::of_step(step).await?;
            let list = ranked(&step.app, &step.incident, &offers, widened, at)?;
            keep(step, &list).await?;
            Ok(list)
        })
    })
    .await
}

/// The widening that the newest list of the case was made with.
///
/// # Errors
/// The database.
pub async fn last_widening(step: &Step<'_>) -> Result<BTreeSet<Widening>, DeskError> {
    let last = find::last_shortlist(step.tx.db(), step.incident.id).await?;
    Ok(match last {
        Some(row) => document::<Need>("shortlist", &row.need)?.widened,
        None => BTreeSet::new(),
    })
}

/// When a list is made, and by which weights.
#[derive(Debug, Clone, Copy)]
pub struct RankedAt {
    /// The instant that counts.
    pub now: jiff::Timestamp,
    /// The weights in force then.
    pub weights: WeightsInForce,
}

impl RankedAt {
    /// Now, in the middle of a step: what was approved a moment ago on another node counts.
    ///
    /// # Errors
    /// The database.
    pub async fn of_step(step: &Step<'_>) -> Result<Self, StoreError> {
        let approved = find::approved_weights(step.tx.db()).await?;
        Ok(Self { now: step.now, weights: WeightsInForce::of(approved, &step.app.config.matching)? })
    }
}

/// Ranks the directory for a case as it stands. Writes nothing.
///
/// # Errors
/// [`StoreError::Corrupt`] for a case that can't be read back.
pub fn ranked(
    app: &App,
    incident: &incident::Model,
    offers: &[offer::Model],
    widened: BTreeSet<Widening>,
    at: RankedAt,
) -> Result<Shortlist, StoreError> {
    let directory: Arc<Directory> = app.directory.snapshot();
    let need = need_of(app, incident, offers, widened)?;
    let tie_key = TieKey::of_incident(app.keys.tie(), incident.id.into());
    let RankedAt { now, weights: WeightsInForce { weights, version, .. } } = at;
    let context = Context { now, weights, rules: app.config.matching.rules.clone(), tie_key };
    Ok(Shortlist { weights_version: Some(version), ..Shortlist::freeze(&need, &directory, &context) })
}

/// What a case needs of a provider, as it stands.
///
/// # Errors
/// [`StoreError::Corrupt`] for a case that can't be read back.
pub fn need_of(
    app: &App,
    incident: &incident::Model,
    offers: &[offer::Model],
    widened: BTreeSet<Widening>,
) -> Result<Need, StoreError> {
    let report: IncidentReport = document("report", &incident.report)?;
    let severity = word("severity", &incident.severity)?;
    let set = app.playbooks.live();
    let skills = set.playbook(&incident.category).map_or_else(Skills::default, |playbook| playbook.skills.clone());
    let point = incident.lat.zip(incident.lon).and_then(|(lat, lon)| Point::new(lat, lon).ok());
    let siren = report.organisation.siret.as_ref().map(|siret| Siret::siren(&siret.0).as_str().to_owned());
    let in_round = offers.iter().filter(|offer| offer.round == incident.round);
    let declined = in_round.clone().filter(|offer| offer.state == OfferState::Declined.as_str());
    // In a new round those asked before may be asked again; who had answered and was taken off the case may not.
    let withdrawn =
        |offer: &&offer::Model| offer.state == OfferState::Withdrawn.as_str() && offer.answered_at.is_some();
    let gave_back = offers.iter().filter(|offer| offer.round < incident.round).filter(withdrawn);
    Ok(Need {
        site: Site { department: Some(incident.department.clone()), point },
        size: report.organisation.size,
        sector: report.organisation.sector.and_then(|letter| letter.to_string().parse().ok()),
        siren,
        on_site: incident.facts[ON_SITE_NEEDED] == "yes",
        named: named(app, incident, &report.description.0),
        by_mail: true,
        languages: BTreeSet::from([incident.lang.clone()]),
        asked: in_round.map(|offer| ProviderId(offer.provider_id)).collect(),
        declined: declined.chain(gave_back).map(|offer| ProviderId(offer.provider_id)).collect(),
        widened,
        ..Need::of_playbook(&incident.category, severity, &skills)
    })
}

/// Providers that the words of an incident name which came in by a supplier, or may have.
fn named(app: &App, incident: &incident::Model, words: &str) -> BTreeSet<ProviderId> {
    let supplier = agreement_of(incident).map(|given| given.own_supplier);
    if incident.category != SUPPLY_CHAIN && supplier != Some(OwnSupplier::MayBeTheWayIn) {
        return BTreeSet::new();
    }
    let words = Named::new(words);
    let directory = app.directory.snapshot();
    directory.providers().iter().filter(|provider| words.name(&provider.company)).map(|provider| provider.id).collect()
}

/// Keeps a list, with what it came from.
///
/// # Errors
/// The database.
pub async fn keep(step: &mut Step<'_>, list: &Shortlist) -> Result<(), DeskError> {
    let widened: Vec<String> = list.need.widened.iter().map(|step| json!(step).to_string()).collect();
    let payload = Payload::new()
        .integer("eligible", i64::try_from(list.ranking.candidates.len()).unwrap_or(i64::MAX))
        .integer("excluded", i64::try_from(list.ranking.excluded.len()).unwrap_or(i64::MAX))
        .integer("directory_generation", i64::try_from(list.directory_generation).unwrap_or(i64::MAX))
        .integer("weights_version", list.weights_version.unwrap_or(0))
        .list("widened", widened);
    step.event(Action::ShortlistMade, payload);
    let frozen = json!(list);
    let row = shortlist::Model {
        id: fresh::id(step.now),
        incident_id: step.incident.id,
        made_at: step.now.as_microsecond(),
        made_by: step.by.name(),
        need: frozen["need"].clone(),
        context: frozen["context"].clone(),
        directory_generation: i64::try_from(list.directory_generation).unwrap_or(i64::MAX),
        list: frozen,
    };
    Ok(row::insert(step.tx, row).await?)
}
