//! Copies of the whole database: taken at one instant while the desk runs, put into a database that holds nothing.
//!
//! SQLite is copied as one file by `VACUUM INTO`: what was deleted isn't in it. PostgreSQL is copied table by table
//! (`COPY`, text format) in one transaction that sees one instant. Not by `pg_dump`: that program must be there and at
//! least as new as the server, and the text of `COPY` is read by every version.

mod put;
mod take;

use std::io;

use serde::{Deserialize, Serialize};

use super::StoreError;

pub use put::{check_file, put_tables};

/// Name of the copied file of SQLite.
pub const SQLITE_FILE: &str = "vigie.db";

/// A copy, as files in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Copied tables of PostgreSQL; none of SQLite, whose copy is one file.
    pub tables: Vec<TableCopy>,
    /// Names of the files in the folder.
    pub files: Vec<String>,
    /// Names of the migrations that had run, sorted.
    pub migrations: Vec<String>,
    /// Hashes of the kept mails that a row of the copy names.
    pub kept_mails: Vec<String>,
    /// Hashes of the pieces that a row of the copy names.
    pub pieces: Vec<String>,
}

/// A copied table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableCopy {
    /// Its name.
    pub table: String,
    /// Its columns, in the order of the copy.
    pub columns: Vec<String>,
}

impl TableCopy {
    /// Name of its file.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}.copy", self.table)
    }

    /// Table and columns as SQL names them.
    fn sql(&self) -> String {
        let columns: Vec<String> = self.columns.iter().map(|name| format!("\"{name}\"")).collect();
        format!("\"{}\" ({})", self.table, columns.join(", "))
    }
}

/// Why a copy wasn't taken, or not put back.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The driver refuses.
    #[error("the database refuses the copy: {0}")]
    Driver(#[from] sqlx::Error),
    /// The folder of the copy.
    #[error("the copy can't be written or read: {0}")]
    Folder(#[from] io::Error),
    /// There is something in the database already.
    #[error("the database isn't empty: make a new one (`createdb NAME`) and name it by --database-url")]
    NotEmpty,
    /// The copy is of a schema that this program doesn't know.
    #[error("the copy doesn't fit this program's schema: {0}")]
    Schema(String),
}

impl From<sea_orm::DbErr> for CopyError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}
