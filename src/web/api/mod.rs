//! API v1: JSON with a bearer token. Errors are RFC 9457 problems.

pub mod health;
pub mod incidents;
