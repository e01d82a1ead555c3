//! The pure core of Vigie: facts in, decision out.
//!
//! Nothing here reads a clock, a file, a network or a random source; `now`, fresh ids and salts are
//! parameters. The short manifest of this crate is the proof. Modules stand in the order in which a
//! case walks through them.

pub mod ids;
pub mod personal;
pub mod reference;
pub mod vocabulary;

pub mod file_name;
pub mod intake;
pub mod observable;
pub mod search_words;

pub mod playbook;

pub mod calendar;
pub mod deadline;
pub mod severity;

pub mod figures;
pub mod incident;

pub mod matching;
pub mod offer;
pub mod provider;

pub mod audit;
pub mod retention;
