//! View models: what a page shows, as plain data, and the template that shows it.
//!
//! Nothing here reads the database or the clock: handlers fill the structs, times come as text (see [`format`]).
//! Texts are keys of `src/i18n/locales`; each struct says which forms its page posts, where, and with which fields.

pub mod field;
pub mod format;
pub mod page;
pub mod qr;
pub mod samples;

pub mod advice;
pub mod clock;
pub mod console;
pub mod dev;
pub mod dossier;
pub mod provider;
pub mod public;
