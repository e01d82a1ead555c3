//! Which weights are in force: those approved last, else the configuration's. Read anew for every list, so that a change
//! counts at once and on every node.

use vigie_domain::matching::Weights;

use crate::{
    app::App,
    config::Matching,
    desk::{DeskError, step::document},
    store::{StoreError, entity::weights_proposal, find},
};

/// Weights, and which version of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightsInForce {
    /// From 1 up; 0: those of the configuration.
    pub version: i64,
    /// The weights.
    pub weights: Weights,
    /// Since when, microseconds; none: those of the configuration.
    pub since: Option<i64>,
}

impl WeightsInForce {
    /// Those that were approved last, else those of the configuration.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn of(approved: Option<weights_proposal::Model>, settings: &Matching) -> Result<Self, StoreError> {
        let Some(row) = approved else {
            return Ok(Self { version: 0, weights: settings.weights, since: None });
        };
        let weights = weights_of(&row)?;
        Ok(Self { version: row.version.unwrap_or(0), weights, since: row.decided_at })
    }
}

/// The weights of a proposal.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn weights_of(row: &weights_proposal::Model) -> Result<Weights, StoreError> {
    document("weights", &row.weights)
}

/// The weights in force.
///
/// # Errors
/// The database.
pub async fn weights_in_force(app: &App) -> Result<WeightsInForce, DeskError> {
    let approved = find::approved_weights(app.store.reader()).await?;
    Ok(WeightsInForce::of(approved, &app.config.matching)?)
}
