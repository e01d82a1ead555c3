//! Mail: what leaves, and what a person may do about it.

pub mod queue;
