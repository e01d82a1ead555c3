//! What every test begins with: a database or a desk of its own, a clock that it sets, a macro for both databases.

mod archive;
mod both;
mod database;
mod desk;
mod factor;
mod imap;
mod mail;
pub mod openapi;
mod place;
mod provider;
mod report;
mod site;

pub use archive::opened;
pub use database::Database;
pub use desk::Desk;
pub use factor::{Guarded, between, codes_on};
pub use imap::Imap;
pub use mail::{Letter, refusal, reply_to, return_path};
pub use place::{Engine, Place};
pub use provider::provider;
pub use report::{in_rodez, report};
pub use site::{PASSWORD, Reply, Site, Visitor};
