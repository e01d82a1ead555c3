//! The pages and the API: extract, call one use case, answer.

pub mod assets;
pub mod view;
