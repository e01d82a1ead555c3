//! Duties that cut across the rooms: each is walked over the whole source, so that a new file can't forget them.

mod boundaries;
mod keys;
mod links;
mod settings;
pub mod source;
mod texts;
