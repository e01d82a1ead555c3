//! The pages and the API: extract, call one use case, answer.

pub mod view;
