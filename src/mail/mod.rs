//! Mail out: typed messages, the plan of the outbox, its budgets, and the transports that carry them. Mail in: what may
//! be parsed, what it is, and by which address it came.
//!
//! Where the queue is kept belongs to `store`, who works it off to `jobs`. `lettre` is named in `transport` only.

pub mod budget;
mod desk_identity;
pub mod dns;
pub mod folder;
pub mod inbound;
mod letter;
mod links;
pub mod mailbox;
pub mod message;
pub mod outbox_plan;
mod tag;
pub mod transport;

pub use desk_identity::DeskIdentity;
pub use links::{LinkMissing, Placeholder, fill_links};
pub use tag::Tag;
