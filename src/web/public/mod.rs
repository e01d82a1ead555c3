//! Pages for everybody: report, sign-in, tracking, reference pages.

pub mod by_code;
pub mod claim;
pub mod evidence;
pub mod log;
mod money;
pub mod pages;
pub mod proof;
pub mod report;
pub mod security;
pub mod sign_in;
pub mod sign_in_code;
pub mod sign_in_openid;
pub mod tracking;
