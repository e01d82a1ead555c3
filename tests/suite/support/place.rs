//! Where a test's database is: a file in a folder of its own, or a database of its own on the server.

use sea_orm::{ConnectionTrait, Database as Connect};
use tempfile::TempDir;
use uuid::Uuid;
use vigie::store::Opening;

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

/// An empty database and a folder, both the test's own.
#[derive(Debug)]
pub struct Place {
    /// Where the database is.
    pub opening: Opening,
    /// What kind it is.
    pub engine: Engine,
    /// For files; gone at the end.
    pub folder: TempDir,
    made: Option<String>,
}

impl Place {
    /// Makes one.
    pub async fn fresh(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (opening, made) = match engine {
            Engine::Sqlite => (Opening::embedded(folder.path()), None),
            Engine::Postgres => {
                let name = format!("vigie_{}", Uuid::now_v7().simple());
                on_server(&format!("CREATE DATABASE {name}")).await;
                (Opening { url: url_of(&name), connections: 8 }, Some(name))
            }
        };
        Self { opening, engine, folder, made }
    }

    /// Runs a statement as somebody would who has the database's password.
    pub async fn execute(&self, sql: &str) -> Result<u64, sea_orm::DbErr> {
        let by_hand = Connect::connect(&self.opening.url).await.expect("a connection");
        let result = by_hand.execute_unprepared(sql).await.map(|done| done.rows_affected());
        by_hand.close().await.expect("the connection closes");
        result
    }

    /// Runs a statement on the PostgreSQL server, beside the test's own database.
    pub async fn on_server(&self, sql: &str) {
        on_server(sql).await;
    }

    /// Takes it away. A test that fails leaves it, to be looked at.
    pub async fn remove(self) {
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
