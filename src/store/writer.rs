//! How writes reach the database.
//!
//! SQLite: one task owns the one write connection. It takes up to 64 waiting jobs, opens one `BEGIN IMMEDIATE`, gives
//! each job a SAVEPOINT (all that are only rows share one), commits once and then answers all. One synced COMMIT thus serves many callers, no writer ever
//! meets BUSY, and an answer always means "on disk". PostgreSQL does its own group commit: a transaction a request.

use std::{future::Future, pin::Pin};

use futures_util::FutureExt;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{mpsc, oneshot};

use super::{StoreError, Tx, inserts::Inserts};

/// A future that may be sent to another thread.
pub type BoxFuture<'f, T> = Pin<Box<dyn Future<Output = T> + Send + 'f>>;

/// Most jobs that share one COMMIT: enough for a burst, few enough that the first isn't kept waiting.
const BATCH: usize = 64;
/// Jobs that may wait; beyond that callers wait to enqueue, which is back-pressure, not loss.
const WAITING: usize = 4096;

/// Answers a caller once its batch is committed (`Ok`) or lost (`Err` with the reason).
type Reply = Box<dyn FnOnce(Result<(), &DbErr>) + Send>;
type Act = Box<dyn for<'t> FnOnce(&'t DatabaseTransaction) -> BoxFuture<'t, Reply> + Send>;

/// What waits to be written.
pub(super) enum Job {
    /// Reads and decides as it writes: it can run only once.
    Act(Act),
    /// Only rows: they can be tried again.
    Rows(Inserts, oneshot::Sender<Result<(), StoreError>>),
}

#[derive(Debug)]
pub(super) enum Writer {
    Batched { jobs: mpsc::Sender<Job>, connection: DatabaseConnection },
    Direct { connection: DatabaseConnection },
}

impl Writer {
    pub(super) fn batched(connection: DatabaseConnection) -> Self {
        let (jobs, waiting) = mpsc::channel(WAITING);
        tokio::spawn(write_batches(connection.clone(), waiting));
        Self::Batched { jobs, connection }
    }

    pub(super) async fn run<T, E, F>(&self, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'t> FnOnce(&'t Tx<'t>) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    {
        match self {
            Self::Batched { jobs, .. } => {
                let (answer, answered) = oneshot::channel();
                jobs.send(Job::Act(boxed(job, answer))).await.map_err(|_| StoreError::Stopping)?;
                answered.await.map_err(|_| StoreError::unanswered())?
            }
            Self::Direct { connection } => alone(connection, job).await,
        }
    }

    pub(super) async fn insert(&self, rows: Inserts) -> Result<(), StoreError> {
        match self {
            Self::Batched { jobs, .. } => {
                let (answer, answered) = oneshot::channel();
                jobs.send(Job::Rows(rows, answer)).await.map_err(|_| StoreError::Stopping)?;
                answered.await.map_err(|_| StoreError::unanswered())?
            }
            Self::Direct { connection } => alone(connection, move |tx| Box::pin(rows.run(tx))).await,
        }
    }

    /// The one connection that writes (SQLite), or all of them: for work that can't be in a transaction.
    pub(super) const fn connection(&self) -> &DatabaseConnection {
        let (Self::Batched { connection, .. } | Self::Direct { connection }) = self;
        connection
    }

    pub(super) async fn close(&self) {
        let (Self::Batched { connection, .. } | Self::Direct { connection }) = self;
        if let Err(error) = connection.close_by_ref().await {
            tracing::warn!(%error, "the write connection did not close cleanly");
        }
    }
}

async fn begin<C: TransactionTrait>(connection: &C) -> Result<C::Transaction, DbErr> {
    let immediate =
        TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
    connection.begin_with_options(immediate).await
}

/// A transaction of its own, on PostgreSQL.
async fn alone<T, E, F>(connection: &DatabaseConnection, job: F) -> Result<T, E>
where
    E: From<StoreError>,
    F: for<'t> FnOnce(&'t Tx<'t>) -> BoxFuture<'t, Result<T, E>>,
{
    let transaction = begin(connection).await.map_err(StoreError::from)?;
    let value = job(&Tx { inner: &transaction }).await?;
    transaction.commit().await.map_err(StoreError::from)?;
    Ok(value)
}

/// Wraps a job so that the writer task needn't know its types.
fn boxed<T, E, F>(job: F, answer: oneshot::Sender<Result<T, E>>) -> Act
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: for<'t> FnOnce(&'t Tx<'t>) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
{
    Box::new(move |batch| Box::pin(async move { reply(in_savepoint(batch, job).await, answer) }))
}

/// Tells a caller its result once it is known whether the batch is on disk.
fn reply<T, E>(result: Result<T, E>, answer: oneshot::Sender<Result<T, E>>) -> Reply
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    Box::new(move |committed: Result<(), &DbErr>| {
        let told = match committed {
            Ok(()) => result,
            Err(error) => result.and(Err(E::from(lost(error)))),
        };
        // The caller may have gone away; its job counts all the same.
        drop(answer.send(told));
    })
}

/// Rows of several callers under one SAVEPOINT; when one of them is refused, each under its own.
async fn insert_all(
    batch: &DatabaseTransaction,
    rows: Vec<(Inserts, oneshot::Sender<Result<(), StoreError>>)>,
    replies: &mut Vec<Reply>,
) {
    let all: Vec<Inserts> = rows.iter().map(|(inserts, _)| inserts.clone()).collect();
    let together = in_savepoint(batch, move |tx| {
        Box::pin(async move {
            for inserts in all {
                inserts.run(tx).await?;
            }
            Ok(())
        })
    });
    let together: Result<(), StoreError> = together.await;
    for (inserts, answer) in rows {
        let result = match together {
            Ok(()) => Ok(()),
            Err(_) => in_savepoint(batch, move |tx| Box::pin(inserts.run(tx))).await,
        };
        replies.push(reply(result, answer));
    }
}

async fn in_savepoint<T, E, F>(batch: &DatabaseTransaction, job: F) -> Result<T, E>
where
    E: From<StoreError>,
    F: for<'t> FnOnce(&'t Tx<'t>) -> BoxFuture<'t, Result<T, E>>,
{
    let savepoint = begin_nested(batch).await.map_err(StoreError::from)?;
    let tx = Tx { inner: &savepoint };
    let ended = std::panic::AssertUnwindSafe(job(&tx)).catch_unwind().await;
    let result = match ended {
        Ok(result) => result,
        Err(_) => Err(E::from(StoreError::Unavailable { source: DbErr::Custom("a write panicked".into()) })),
    };
    match result {
        Ok(value) => savepoint.commit().await.map(|()| value).map_err(|error| StoreError::from(error).into()),
        Err(error) => {
            savepoint.rollback().await.map_err(StoreError::from)?;
            Err(error)
        }
    }
}

/// Inside BEGIN IMMEDIATE a nested begin is a SAVEPOINT, never a new lock.
async fn begin_nested(batch: &DatabaseTransaction) -> Result<DatabaseTransaction, DbErr> {
    batch.begin().await
}

async fn write_batches(connection: DatabaseConnection, mut waiting: mpsc::Receiver<Job>) {
    let mut batch = Vec::with_capacity(BATCH);
    while waiting.recv_many(&mut batch, BATCH).await > 0 {
        write_batch(&connection, &mut batch).await;
    }
}

async fn write_batch(connection: &DatabaseConnection, batch: &mut Vec<Job>) {
    let transaction = match begin(connection).await {
        Ok(transaction) => transaction,
        Err(error) => {
            tracing::error!(%error, jobs = batch.len(), "no transaction could be opened");
            // Dropping a job drops its answer channel: the caller hears that the desk can't write.
            batch.clear();
            return;
        }
    };
    let mut replies = Vec::with_capacity(batch.len());
    let mut rows = Vec::new();
    for job in batch.drain(..) {
        match job {
            Job::Rows(inserts, answer) => rows.push((inserts, answer)),
            Job::Act(act) => replies.push(act(&transaction).await),
        }
    }
    // They decide nothing by what they find, so they needn't keep their place among the others.
    if !rows.is_empty() {
        insert_all(&transaction, rows, &mut replies).await;
    }
    let committed = transaction.commit().await;
    if let Err(error) = &committed {
        tracing::error!(%error, jobs = replies.len(), "a batch was not committed");
    }
    for reply in replies {
        reply(match &committed {
            Ok(()) => Ok(()),
            Err(error) => Err(error),
        });
    }
}

fn lost(error: &DbErr) -> StoreError {
    StoreError::Unavailable { source: DbErr::Custom(error.to_string()) }
}
