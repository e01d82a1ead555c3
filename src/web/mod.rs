//! The pages and the API: extract, call one use case, answer. `routes` is the one table of who may come in where.

pub mod access;
pub mod assets;
mod body;
mod client;
mod cookies;
pub mod dossier;
mod download;
mod dress;
pub mod error;
mod flood;
mod form;
mod frame;
mod guard;
mod limits;
pub mod metrics;
mod present;
pub mod routes;
pub mod server;
pub mod tls;
mod trace;
mod upload;

mod account;
mod api;
mod dev;
mod operator;
mod protection;
mod provider;
mod public;
mod supervisor;

pub mod view;
