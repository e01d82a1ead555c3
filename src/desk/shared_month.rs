//! The offers of a month, for the fairness report: who could have had each case, who was asked, who has it.

use std::collections::HashMap;

use uuid::Uuid;
use vigie_domain::{ids::ProviderId, matching::fair_shares::Shared};

use super::{DeskError, step::document};
use crate::{
    app::App,
    store::{entity::offer, find},
};

/// The cases given to a provider from one instant (microseconds) until another, exercises left out.
///
/// # Errors
/// The database.
pub async fn shared_month(app: &App, from: i64, until: i64) -> Result<Vec<Shared>, DeskError> {
    let db = app.store.reader();
    let assignments = find::assignments_between(db, from, until).await?;
    let cases: Vec<Uuid> = assignments.iter().map(|assignment| assignment.incident_id).collect();
    let exercises = find::exercises_among(db, &cases).await?;
    let mut offers: HashMap<Uuid, Vec<offer::Model>> = HashMap::new();
    for offer in find::offers_of_cases(db, &cases).await? {
        offers.entry(offer.incident_id).or_default().push(offer);
    }
    let mut shared = Vec::new();
    for assignment in assignments.iter().filter(|assignment| !exercises.contains(&assignment.incident_id)) {
        let eligible: Vec<ProviderId> = document("assignment", &assignment.eligible)?;
        let of_case = offers.get(&assignment.incident_id).map(Vec::as_slice).unwrap_or_default();
        let round = of_case.iter().find(|offer| offer.id == assignment.offer_id).map(|offer| offer.round);
        let asked = of_case.iter().filter(|offer| Some(offer.round) == round && offer.state != "held");
        shared.push(Shared {
            eligible: eligible.into_iter().collect(),
            asked: asked.map(|offer| offer.provider_id.into()).collect(),
            taker: Some(assignment.provider_id.into()),
        });
    }
    Ok(shared)
}
