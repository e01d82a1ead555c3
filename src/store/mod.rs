//! The only room that knows the database. Use cases call its finders inside one `write`; pages read through `reader`.
//!
//! Rows are the entities' `Model`s; what they mean is decided in the domain and in `desk`.

pub mod audit;
pub mod deliveries;
pub mod dialect;
pub mod entity;
pub mod erase;
mod error;
pub mod find;
pub mod inserts;
pub mod migrate;
mod open;
pub mod queue;
pub mod row;
pub mod sequence;
pub mod snapshot;
mod writer;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel, TransactionOptions, TransactionTrait,
};

pub use error::StoreError;
pub use open::{Opening, is_in_use};
pub use writer::BoxFuture;

/// What the log shows of the database's libraries unless it is told otherwise.
pub const QUIET: &str = "sqlx=warn,sea_orm=warn";

/// An open transaction. Handed to a use case's closure; committed when that returns `Ok`.
pub struct Tx<'t> {
    inner: &'t DatabaseTransaction,
}

/// One moment of the database: what others write meanwhile isn't seen. Ends when it is dropped.
#[derive(Debug)]
pub struct Moment {
    inner: DatabaseTransaction,
}

impl Moment {
    /// Connection to read from.
    #[must_use]
    pub fn db(&self) -> &DatabaseTransaction {
        &self.inner
    }
}

/// Handle to the database, cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    readers: DatabaseConnection,
    writer: writer::Writer,
    statements: Arc<AtomicU64>,
}

impl Store {
    /// Connection for reads that need not see an open transaction. On SQLite it refuses to write.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        &self.shared.readers
    }

    /// One moment of the database, to read more than one statement from while others write. On SQLite the write-ahead log
    /// can't be folded back as long as it is held.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn moment(&self) -> Result<Moment, StoreError> {
        // SQLite's deferred transaction is one snapshot already, from its first read on.
        let isolation = (self.backend() == DbBackend::Postgres).then_some(IsolationLevel::RepeatableRead);
        let options = TransactionOptions { isolation_level: isolation, ..Default::default() };
        Ok(Moment { inner: self.reader().begin_with_options(options).await? })
    }

    /// Statements run outside a write since the store was opened: a page whose count grows with its rows is seen by a test.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.shared.statements.load(Ordering::Relaxed)
    }

    /// Which database it is.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        self.shared.readers.get_database_backend()
    }

    /// Runs `job` in one transaction: all of it is durable when this returns `Ok`, none of it otherwise.
    ///
    /// On SQLite the jobs of many callers share one COMMIT (group commit); each has its own SAVEPOINT, so that one
    /// that fails takes nothing of its neighbours with it. A caller that goes away doesn't cancel its job.
    ///
    /// # Errors
    /// What `job` returns, or [`StoreError::Unavailable`] (turned into `E`) when the database doesn't answer.
    pub async fn write<T, E, F>(&self, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'t> FnOnce(&'t Tx<'t>) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    {
        self.shared.writer.run(job).await
    }

    /// Inserts rows in one transaction: all of them are durable when this returns `Ok`, none otherwise.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when a unique constraint fires; [`StoreError::Unavailable`].
    pub async fn insert(&self, rows: inserts::Inserts) -> Result<(), StoreError> {
        self.shared.writer.insert(rows).await
    }

    /// Writes a byte and takes it back: is the database there, and does it accept changes?
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn probe(&self) -> Result<(), StoreError> {
        self.write(|tx| Box::pin(async move { find::touch_directory_state(tx).await })).await
    }

    /// Closes the connections; on SQLite the write-ahead log is folded into the file.
    pub async fn close(&self) {
        self.shared.writer.close().await;
        if let Err(error) = self.shared.readers.close_by_ref().await {
            tracing::warn!(%error, "the database did not close cleanly");
        }
    }
}
