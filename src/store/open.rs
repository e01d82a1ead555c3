//! Opening the database: one pool of readers, one writer.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr};

use super::{Shared, Store, StoreError, writer::Writer};

/// Where the database is, and how wide its doors are.
#[derive(Debug, Clone)]
pub struct Opening {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// Connections for reading (SQLite), or in all (PostgreSQL).
    pub connections: u32,
}

impl Opening {
    /// The embedded database in the data folder.
    #[must_use]
    pub fn embedded(data_dir: &Path) -> Self {
        Self { url: format!("sqlite:{}", data_dir.join("vigie.db").display()), connections: 4 }
    }

    /// Is it the embedded database?
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    fn options(&self) -> ConnectOptions {
        let mut options = ConnectOptions::new(&self.url);
        options.sqlx_logging(false).acquire_timeout(Duration::from_secs(5)).connect_timeout(Duration::from_secs(5));
        // A round trip before every statement otherwise; a connection in use a moment ago is known to live.
        options.test_before_acquire_if_idle_for(Duration::from_millis(10));
        options
    }

    /// The one connection that writes on SQLite: synced at COMMIT, creates the file.
    pub(super) async fn sqlite_writer(&self) -> Result<DatabaseConnection, DbErr> {
        let mut options = self.options();
        options.max_connections(1).min_connections(1).map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .pragma("journal_mode", "WAL")
                // FULL: an answer means synced; group commit makes it cheap.
                .pragma("synchronous", "FULL")
                // Without it INSERT OR REPLACE would slip past the insert-only triggers.
                .pragma("recursive_triggers", "ON")
                // Erased words leave no trace in free pages.
                .pragma("secure_delete", "ON")
                .pragma("cache_size", "-32000")
                // What a SAVEPOINT keeps for its undoing needs no file.
                .pragma("temp_store", "MEMORY")
                // 32 MB: pages that every batch touches are folded back once for many batches.
                .pragma("wal_autocheckpoint", "8000")
                .optimize_on_close(true, None)
        });
        Database::connect(options).await
    }

    async fn sqlite_readers(&self) -> Result<DatabaseConnection, DbErr> {
        let mut options = self.options();
        options
            .max_connections(self.connections)
            .map_sqlx_sqlite_opts(|sqlite| sqlite.pragma("query_only", "ON").pragma("cache_size", "-16000"));
        Database::connect(options).await
    }

    /// One connection alone: a session lock must be taken and released on the same one.
    pub(super) async fn postgres_single(&self) -> Result<DatabaseConnection, DbErr> {
        let mut options = self.options();
        options.max_connections(1);
        Database::connect(options).await
    }

    async fn postgres(&self) -> Result<DatabaseConnection, DbErr> {
        let mut options = self.options();
        // All at once, by the runtime that outlives the web's workers: a connection dies with the runtime that made it.
        let all = self.connections.max(8);
        options.min_connections(all).max_connections(all);
        Database::connect(options).await
    }
}

/// Does another process have this SQLite file open? One that can't be read counts as not in use.
pub async fn is_in_use(opening: &Opening) -> bool {
    let mut options = opening.options();
    options.max_connections(1).map_sqlx_sqlite_opts(|sqlite| sqlite.busy_timeout(Duration::from_millis(200)));
    let Ok(alone) = Database::connect(options).await else { return false };
    // Out of the write-ahead mode comes only who is alone.
    let left = alone.execute_unprepared("PRAGMA journal_mode = DELETE").await;
    let in_use = left.is_err_and(|error| error.to_string().contains("locked"));
    // What can't be closed is of no further use either.
    drop(alone.close().await);
    in_use
}

impl Store {
    /// Opens a database whose schema is current (see [`super::migrate`]).
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn open(opening: &Opening) -> Result<Self, StoreError> {
        let (mut readers, writer) = if opening.is_sqlite() {
            // The writer first: it switches the file to WAL, which a read-only connection can't.
            let writer = opening.sqlite_writer().await?;
            (opening.sqlite_readers().await?, Writer::batched(writer))
        } else {
            let pool = opening.postgres().await?;
            (pool.clone(), Writer::Direct { connection: pool })
        };
        let statements = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&statements);
        readers.set_metric_callback(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        });
        Ok(Self { shared: Arc::new(Shared { readers, writer, statements }) })
    }
}
