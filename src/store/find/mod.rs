//! Finders: one function a question, named for what it answers. All take any connection, so that the same question can
//! be put inside a transaction and outside.

mod cases;
mod doors;
mod exports;
mod figures;
mod inbound;
mod lines;
mod log;
mod log_tree;
mod mail;
mod meters;
mod offers;
mod partners;
mod people;
mod phone_calls;
mod providers;
mod queue;
mod retention;
mod screens;
mod sensitive;
mod trail;
mod work;
mod yearly;

pub use cases::*;
pub use doors::*;
pub use exports::*;
pub use figures::*;
pub use inbound::*;
pub use lines::*;
pub use log::*;
pub use log_tree::*;
pub use mail::*;
pub use meters::*;
pub use offers::*;
pub use partners::*;
pub use people::*;
pub use phone_calls::*;
pub use providers::*;
pub use queue::*;
pub use retention::*;
pub use screens::*;
pub use sensitive::*;
pub use trail::*;
pub use work::*;
pub use yearly::*;
