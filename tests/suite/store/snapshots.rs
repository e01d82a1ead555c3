//! A copy of an older schema is put back as it was, then brought up.

use sea_orm::{ConnectionTrait, Database, Statement};
use vigie::store::{
    Opening, Store, migrate,
    snapshot::{CopyError, put_tables},
};
use vigie_migrations::{Migrator, MigratorTrait};

use crate::support::{Engine, Place};

async fn count(opening: &Opening, table: &str) -> i64 {
    let connection = Database::connect(&opening.url).await.expect("a connection");
    let sql = format!("SELECT count(*) AS rows FROM {table}");
    let asked = Statement::from_string(connection.get_database_backend(), sql);
    let row = connection.query_one_raw(asked).await.expect("an answer").expect("a row");
    connection.close().await.expect("closes");
    row.try_get("", "rows").expect("a number")
}

#[tokio::test]
async fn a_copy_of_an_older_schema_is_put_back_and_brought_up() {
    let (old, new) = (Place::fresh(Engine::Postgres).await, Place::fresh(Engine::Postgres).await);
    let connection = Database::connect(&old.opening.url).await.expect("a connection");
    Migrator::up(&connection, Some(6)).await.expect("an older schema");
    connection.close().await.expect("closes");
    let odd = "a tab\t, a line\nbreak, a \\ and « é »";
    old.execute(&format!(
        "INSERT INTO setting (name, value) VALUES ('odd', to_jsonb('{odd}'::text)), ('none', 'null')"
    ))
    .await
    .expect("rows");
    let store = Store::open(&old.opening).await.expect("opens");
    let folder = tempfile::tempdir().expect("a folder");
    let copy = store.snapshot(folder.path()).await.expect("a copy");
    store.close().await;
    assert_eq!(copy.migrations.len(), 6);

    put_tables(&new.opening, folder.path(), &copy.tables, &copy.migrations).await.expect("put back");
    assert_eq!(migrate::pending(&new.opening).await.expect("a read").len(), migrate::known().len() - 6);
    migrate::up(&new.opening).await.expect("brought up");
    assert_eq!(count(&new.opening, "setting").await, 2);
    assert_eq!(count(&new.opening, "directory_state").await, 1, "the row that a migration puts there is there once");
    let same = format!("setting WHERE value = to_jsonb('{odd}'::text)");
    assert_eq!(count(&new.opening, &same).await, 1, "a text came back as another");
    let again = put_tables(&new.opening, folder.path(), &copy.tables, &copy.migrations).await;
    assert!(matches!(again, Err(CopyError::NotEmpty)), "a database that isn't empty was touched");
    old.remove().await;
    new.remove().await;
}
