//! What every test begins with: a database of its own, and a macro that runs a story on both kinds.

mod both;
mod database;

pub use database::{Database, Engine};
