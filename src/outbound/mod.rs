//! Where the desk itself asks other servers by HTTP: partners' webhooks, and the provider of identities. The only room that
//! names `reqwest`.
//!
//! Which addresses may be reached is decided at each use, on the very address that the connection goes to; nothing is
//! followed elsewhere, no proxy of the environment is believed, time and bytes have limits.

mod address;
mod client;
mod reach;

pub use address::{BadNetwork, Network};
pub use client::{Fetched, Outbound, OutboundError, Said};
pub use reach::{Names, Reach, Refused};
