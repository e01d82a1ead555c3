//! A fresh database for one test.

use sea_orm::{ConnectionTrait, Database as Connect};
use tempfile::TempDir;
use uuid::Uuid;
use vigie::store::{Opening, Store, migrate};

/// Names the server on which PostgreSQL tests make their databases.
const SERVER: &str = "VIGIE_TEST_POSTGRES";

/// The kind of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, in a folder of the test's own.
    Sqlite,
    /// A database of the test's own, on a server that is there.
    Postgres,
}

/// A database with the current schema and nothing in it.
#[derive(Debug)]
pub struct Database {
    /// Where it is.
    pub opening: Opening,
    /// The open store.
    pub store: Store,
    /// What kind it is.
    pub engine: Engine,
    /// Holds the file of an embedded one; gone with it.
    _folder: TempDir,
    made: Option<String>,
}

impl Database {
    /// Makes, migrates and opens one.
    pub async fn open(engine: Engine) -> Self {
        let empty = Self::open_empty(engine).await;
        migrate::up(&empty.opening).await.expect("the migrations run");
        // The pool of readers has seen the file before it was in WAL mode; a desk opens it afterwards.
        empty.store.close().await;
        let store = Store::open(&empty.opening).await.expect("the store opens");
        Self { store, ..empty }
    }

    /// Makes and opens one without a schema.
    pub async fn open_empty(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (opening, made) = match engine {
            Engine::Sqlite => (Opening::embedded(folder.path()), None),
            Engine::Postgres => {
                let name = format!("vigie_{}", Uuid::now_v7().simple());
                on_server(&format!("CREATE DATABASE {name}")).await;
                (Opening { url: url_of(&name), connections: 8 }, Some(name))
            }
        };
        let store = Store::open(&opening).await.expect("the store opens");
        Self { opening, store, engine, _folder: folder, made }
    }

    /// Runs a statement as somebody would who has the database's password.
    pub async fn execute(&self, sql: &str) -> Result<u64, sea_orm::DbErr> {
        let by_hand = Connect::connect(&self.opening.url).await.expect("a connection");
        let result = by_hand.execute_unprepared(sql).await.map(|done| done.rows_affected());
        by_hand.close().await.expect("the connection closes");
        result
    }

    /// Runs a statement on the desk's own write connection.
    pub async fn store_execute(&self, sql: &str) -> Result<u64, sea_orm::DbErr> {
        let sql = sql.to_owned();
        let done = self.store.write(move |tx| {
            Box::pin(async move {
                let done = tx.db().execute_unprepared(&sql).await.map(|done| done.rows_affected());
                Ok::<_, vigie::store::StoreError>(done)
            })
        });
        done.await.unwrap_or_else(|error| Err(sea_orm::DbErr::Custom(error.to_string())))
    }

    /// Closes it and takes it away.
    pub async fn close(self) {
        self.store.close().await;
        if let Some(name) = self.made {
            on_server(&format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

fn server() -> String {
    std::env::var(SERVER).unwrap_or_else(|_| {
        panic!(
            "{SERVER} is not set: run the tests by `tests/run tests`, which starts a PostgreSQL of its own, \
             or set it to a server, such as postgres://postgres@127.0.0.1:5432/postgres"
        )
    })
}

fn url_of(database: &str) -> String {
    let server = server();
    let (before, _) = server.rsplit_once('/').expect("the server's address ends in /DATABASE");
    format!("{before}/{database}")
}

async fn on_server(sql: &str) {
    let connection = Connect::connect(server()).await.unwrap_or_else(|error| panic!("{SERVER}: {error}"));
    connection.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    connection.close().await.expect("the connection closes");
}
