//! API v1: JSON with a bearer token. Errors are RFC 9457 problems. `openapi.json` describes every route; a test compares.

pub mod acts;
mod body;
mod case;
pub mod cti;
pub mod health;
pub mod incidents;
pub mod offers;
pub mod openapi;
mod pages;
pub mod playbooks;
mod provider_document;
pub mod providers;
pub mod stats;
pub mod trail;
mod versions;
