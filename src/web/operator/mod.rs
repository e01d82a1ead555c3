//! The operator's pages: queue, call, incident.

pub mod acts;
pub mod call;
pub mod incident;
pub mod queue;
