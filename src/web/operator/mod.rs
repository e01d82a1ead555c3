//! The operator's pages: queue, call, incident.

pub mod acts;
pub mod call;
pub mod calls;
mod clash;
pub mod evidence;
pub mod find;
pub mod incident;
pub mod live;
pub mod preferences;
pub mod proof;
pub mod queue;
pub mod sensitive;
mod tied;
