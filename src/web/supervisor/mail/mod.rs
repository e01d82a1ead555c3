//! Mail: what leaves, what came in, and what a person decides about it.

pub mod bulletin;
pub mod queue;
pub mod tray;
