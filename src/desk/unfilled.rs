//! Cases that want a provider and have none: the board, and a plan for all of them together.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;
use vigie_domain::{
    ids::IncidentId,
    matching::{Context, Need, OpenCase, Planned, Widening, burst, burst_key},
    vocabulary::OfferState,
};

use super::{
    DeskError, lift_doubt::agreement_of, own_means::OwnSupplier, propose_providers::need_of, step::document,
    weights::WeightsInForce,
};
use crate::{
    app::App,
    store::{
        entity::{alarm, incident, offer},
        find,
    },
};

/// Cases that are planned together at most: beyond that a person decides what comes first.
const PLANNED_AT_MOST: usize = 500;

/// A case that wants a provider.
#[derive(Debug, Clone)]
pub struct Unfilled {
    /// The case.
    pub incident: incident::Model,
    /// Offers of its present round.
    pub offers: Vec<offer::Model>,
    /// How far the search was widened.
    pub widened: BTreeSet<Widening>,
    /// Alarms that nobody has acknowledged.
    pub alarms: Vec<alarm::Model>,
}

impl Unfilled {
    /// How many offers of the round stand so.
    #[must_use]
    pub fn count(&self, states: &[OfferState]) -> usize {
        self.offers.iter().filter(|offer| states.iter().any(|state| state.as_str() == offer.state)).count()
    }

    /// What happens next by itself, and when: an offer leaves or runs out, the choice times out.
    #[must_use]
    pub fn next(&self) -> Option<(&'static str, i64)> {
        let times = |state: OfferState, at: fn(&offer::Model) -> i64| {
            self.offers.iter().filter(move |offer| offer.state == state.as_str()).map(at).min()
        };
        let leaves = times(OfferState::Held, |offer| offer.leaves_at).map(|at| ("board-leaves", at));
        let expires = times(OfferState::Sent, |offer| offer.expires_at).map(|at| ("board-expires", at));
        let choice = self.incident.choice_due.map(|at| ("board-choice", at));
        [leaves, expires, choice].into_iter().flatten().min_by_key(|(_, at)| *at)
    }
}

/// Every case whose victim agreed and that no provider has, the most urgent first. Four statements, whatever the number of
/// cases.
///
/// # Errors
/// The database.
pub async fn unfilled_cases(app: &App) -> Result<Vec<Unfilled>, DeskError> {
    let db = app.store.reader();
    let mut incidents = find::wanting_provider(db).await?;
    incidents.retain(|case| agreement_of(case).is_none_or(|given| given.own_supplier != OwnSupplier::TakesIt));
    let ids: Vec<Uuid> = incidents.iter().map(|case| case.id).collect();
    let mut needs = find::last_needs_of_cases(db, &ids).await?;
    let mut offers = grouped(find::offers_of_cases(db, &ids).await?, |offer| offer.incident_id);
    let mut alarms =
        grouped(find::open_alarms_of_cases(db, &ids).await?, |alarm| alarm.incident_id.unwrap_or_default());
    let case_of = |incident: incident::Model| {
        let widened = match needs.remove(&incident.id) {
            Some(need) => document::<Need>("shortlist", &need)?.widened,
            None => BTreeSet::new(),
        };
        let mut offers = offers.remove(&incident.id).unwrap_or_default();
        offers.retain(|offer| offer.round == incident.round);
        let alarms = alarms.remove(&incident.id).unwrap_or_default();
        Ok(Unfilled { incident, offers, widened, alarms })
    };
    incidents.into_iter().map(case_of).collect()
}

/// Rows by the case that they belong to, in their order.
fn grouped<T>(rows: Vec<T>, case: impl Fn(&T) -> Uuid) -> HashMap<Uuid, Vec<T>> {
    let mut groups: HashMap<Uuid, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(case(&row)).or_default().push(row);
    }
    groups
}

/// One provider for each case that nobody has answered yet, all planned together: priority first, then the greatest sum
/// of scores. Writes nothing: a supervisor decides case by case.
///
/// # Errors
/// A case that can't be read back.
pub fn plan_together(app: &App, cases: &[Unfilled], weights: WeightsInForce) -> Result<Vec<Planned>, DeskError> {
    let open: Result<Vec<OpenCase>, DeskError> = cases
        .iter()
        .filter(|case| case.count(&[OfferState::Available]) == 0)
        .take(PLANNED_AT_MOST)
        .map(|case| open_case(app, case))
        .collect();
    let open = open?;
    let directory = app.directory.snapshot();
    let rules = app.config.matching.rules.clone();
    let tie_key = burst_key(app.keys.tie(), &open);
    let context = Context { now: app.clock.now(), weights: weights.weights, rules, tie_key };
    Ok(burst(&open, &directory, &context))
}

fn open_case(app: &App, case: &Unfilled) -> Result<OpenCase, DeskError> {
    let need = need_of(app, &case.incident, &case.offers, case.widened.clone())?;
    let priority = u8::try_from(case.incident.priority.clamp(1, 4)).unwrap_or(4);
    Ok(OpenCase { incident: IncidentId(case.incident.id), priority, need })
}
