//! One row of the directory file: cells to a provider and back. Reading bytes and CSV is left to the caller.
//!
//! Every mistake of a row is told, with its line, its column and the reason.

mod cells;
mod error;
mod header;
mod left_out;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use error::{Reason, RowError};
pub use header::{COLUMNS, Column, Header};
pub use left_out::with_left_out;
pub use read::{Row, duplicates, read_row};
pub use write::{as_text_cell, write_row};
