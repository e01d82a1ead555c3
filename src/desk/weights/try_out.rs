//! Other weights tried on the cases of the last days: what would have been otherwise. Writes nothing.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use vigie_domain::matching::{
    Shortlist, Weights,
    what_if::{PastCase, WhatIf, what_if},
};

use super::weights_in_force;
use crate::{
    app::App,
    desk::{DeskError, step::document},
    store::{StoreError, entity::weights_proposal, find},
};

/// Cases that are looked at most; of more, the newest are.
const CASES_AT_MOST: u64 = 500;

/// What other weights would have changed, and of which days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TriedOut {
    /// How many days back.
    pub days: u32,
    /// There were more cases than could be looked at: only the newest were.
    pub newest_only: bool,
    /// What would have been otherwise.
    pub shown: WhatIf,
}

/// What was shown when weights were proposed.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn simulation_of(row: &weights_proposal::Model) -> Result<TriedOut, StoreError> {
    document("simulation", &row.simulation)
}

/// Tries weights on the cases of the last `days`.
///
/// # Errors
/// The database; a list that can't be read back.
pub async fn try_weights(app: &App, weights: &Weights, days: u32) -> Result<TriedOut, DeskError> {
    let since = app.clock.now() - SignedDuration::from_hours(24 * i64::from(days));
    let db = app.store.reader();
    let in_force = weights_in_force(app).await?.weights;
    let mut ids = find::first_lists_since(db, since.as_microsecond(), CASES_AT_MOST + 1).await?;
    let newest_only = ids.len() as u64 > CASES_AT_MOST;
    ids.truncate(usize::try_from(CASES_AT_MOST).unwrap_or(usize::MAX));
    ids.reverse();
    let read = |list: &serde_json::Value| document::<Shortlist>("shortlist", list).map(|list| PastCase::from(&list));
    let cases = find::frozen_lists(db, &ids, read).await?;
    Ok(TriedOut { days, newest_only, shown: what_if(&cases, &in_force, weights) })
}
