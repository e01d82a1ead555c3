//! A database with the current schema and nothing in it.

use sea_orm::ConnectionTrait;
use vigie::store::{Store, StoreError, migrate};

use super::{Engine, Place};

/// A database with the current schema and nothing in it.
#[derive(Debug)]
pub struct Database {
    /// Where it is.
    pub place: Place,
    /// The open store.
    pub store: Store,
}

impl Database {
    /// Makes, migrates and opens one.
    pub async fn open(engine: Engine) -> Self {
        let place = Place::fresh(engine).await;
        migrate::up(&place.opening).await.expect("the migrations run");
        let store = Store::open(&place.opening).await.expect("the store opens");
        Self { place, store }
    }

    /// Runs a statement as somebody would who has the database's password.
    pub async fn execute(&self, sql: &str) -> Result<u64, sea_orm::DbErr> {
        self.place.execute(sql).await
    }

    /// Runs a statement on the desk's own write connection.
    pub async fn execute_as_desk(&self, sql: &str) -> Result<u64, sea_orm::DbErr> {
        let sql = sql.to_owned();
        let done = self.store.write(move |tx| {
            Box::pin(async move {
                let done = tx.db().execute_unprepared(&sql).await.map(|done| done.rows_affected());
                Ok::<_, StoreError>(done)
            })
        });
        done.await.unwrap_or_else(|error| Err(sea_orm::DbErr::Custom(error.to_string())))
    }

    /// Closes it and takes it away.
    pub async fn close(self) {
        self.store.close().await;
        self.place.remove().await;
    }
}
