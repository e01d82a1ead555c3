//! Vigie, the triage desk. Modules stand in reading order: entry points last, the core in its own crate.

pub use vigie_domain as domain;

pub mod clock;
pub mod fresh;
pub mod i18n;
pub mod playbook_library;

pub mod store;

pub mod mail;
pub mod web;

pub mod cli;
