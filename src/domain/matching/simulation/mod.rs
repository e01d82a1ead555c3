//! A desk's day, month or year played out: calls arrive, providers answer or don't, victims choose, cases end.
//!
//! It asks the real ranking, the real offer windows and the real rotation, and shows what a set of weights does before it
//! goes live. What people do is drawn from the seed, from the case and from the provider alone, so that two sets of
//! weights meet the same people.

mod arrivals;
mod people;
mod run;
mod scenario;
mod summary;
#[cfg(test)]
mod tests;

pub use arrivals::{Arrival, Kind, Period, arrivals};
pub use people::Behaviour;
pub use run::simulate;
pub use scenario::{CaseOutcome, Outcome, ProviderOutcome, Scenario};
pub use summary::{Figures, figures};
