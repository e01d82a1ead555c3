//! Vigie, the triage desk. Modules stand in reading order: entry points last, the core in its own crate.

pub use vigie_domain as domain;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub mod app;
pub mod clamd;
pub mod clock;
pub mod config;
pub mod directory_csv;
pub mod fresh;
pub mod i18n;
pub mod identity;
pub mod keys;
pub mod log_key;
pub mod meters;
pub mod outbound;
pub mod playbook_library;
pub mod second_factor;
pub mod telemetry;

pub mod provider_directory;
pub mod store;

pub mod desk;
pub mod jobs;

pub mod demo;

pub mod mail;
pub mod web;

pub mod cli;
