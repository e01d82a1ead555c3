//! What the parts do together, on SQLite and on PostgreSQL: one binary, so that it links once.
//!
//! Rules of the core are tested beside them in `src/domain`; here stands the wiring. Each test has a database of its own
//! and a clock that it sets; none sleeps, none skips.

mod api;
mod attacks;
mod commands;
mod coverage;
mod damaged_proofs;
mod doors;
mod journeys;
mod matching;
mod openid;
mod routes;
mod second_verifier;
mod store;
mod support;
mod webhooks;
