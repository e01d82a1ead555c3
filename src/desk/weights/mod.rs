//! The weights of the score: which are in force, and how two people change them, with a simulation first.

mod decide;
mod in_force;
mod past;
mod propose;
mod try_out;

pub use decide::{WeightsDecision, decide_weights};
pub use in_force::{WeightsInForce, weights_in_force, weights_of};
pub use past::past_calls;
pub use propose::{NewWeights, propose_weights};
pub use try_out::{TriedOut, simulation_of, try_weights};

use vigie_domain::{matching::Weights, vocabulary::Role};

use super::{By, DeskError};

/// The person, if her role may change weights.
fn person(by: &By) -> Result<uuid::Uuid, DeskError> {
    match by {
        By::Staff(staff) if matches!(staff.role, Role::Supervisor | Role::Administrator) => Ok(staff.id.0),
        _ => Err(DeskError::Forbidden),
    }
}

/// As the trail keeps them: `rotation 35.00 %`.
fn told(weights: &Weights) -> impl Iterator<Item = String> {
    weights.shares().into_iter().map(|(part, share)| format!("{part} {:.2} %", share * 100.0))
}
