//! What is personal can go: on request or when its period is over; held back where a case must be kept; told to whom it
//! is about. The trail keeps the proof, since it holds commitments alone.

mod case;
mod hold;
mod plan;
mod run;
mod subject;

pub(super) use case::erase_rows;
pub use case::{Why, erase_case};
pub use hold::{lift_hold, set_hold};
pub use plan::{Due, Plan, retention_plan};
pub use run::{Eliminated, run_retention};
pub use subject::{Asked, SubjectFile, subject_file};
