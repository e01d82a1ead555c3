//! The table of routes, walked whole: who may come in by each door, and what each act leaves in the trail.

mod acts;
mod audit_page;
mod bad_input;
mod claims;
mod codes;
mod doors;
mod metrics;
mod published;
