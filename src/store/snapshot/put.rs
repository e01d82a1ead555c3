//! Puts a copy into a database that holds nothing.

use std::path::Path;

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use sqlx::{AssertSqlSafe, PgConnection};
use tokio::io::AsyncReadExt;
use vigie_migrations::{Migrator, MigratorTrait};

use super::{CopyError, TableCopy};
use crate::store::Opening;

/// Bytes that are sent at once.
const PIECE: usize = 256 * 1024;

/// Looks at a copied file of SQLite with SQLite's own check; says what is wrong, if anything.
///
/// # Errors
/// The file can't be opened.
pub async fn check_file(file: &Path) -> Result<Option<String>, CopyError> {
    let copy = Database::connect(format!("sqlite:{}?mode=ro&immutable=true", file.display())).await?;
    let asked = copy.query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check")).await;
    copy.close().await?;
    let said = asked?.map(|row| row.try_get_by_index::<String>(0)).transpose()?;
    Ok(said.filter(|words| words != "ok"))
}

/// Makes the schema as it was when the tables were copied, then fills them, in one transaction.
///
/// # Errors
/// [`CopyError::NotEmpty`], [`CopyError::Schema`]; the database, the folder.
pub async fn put_tables(
    opening: &Opening,
    folder: &Path,
    tables: &[TableCopy],
    migrations: &[String],
) -> Result<(), CopyError> {
    let connection = opening.postgres_single().await?;
    let put = put_by(&connection, folder, tables, migrations).await;
    connection.close().await?;
    put
}

async fn put_by(
    connection: &DatabaseConnection,
    folder: &Path,
    tables: &[TableCopy],
    migrations: &[String],
) -> Result<(), CopyError> {
    let any = "SELECT count(*) AS tables FROM information_schema.tables WHERE table_schema = current_schema()";
    let row = connection.query_one_raw(Statement::from_string(DbBackend::Postgres, any)).await?;
    if row.map(|row| row.try_get::<i64>("", "tables")).transpose()? != Some(0) {
        return Err(CopyError::NotEmpty);
    }
    let count = u32::try_from(migrations.len()).map_err(|error| CopyError::Schema(error.to_string()))?;
    Migrator::up(connection, Some(count)).await?;
    let mut raw = connection.get_postgres_connection_pool().acquire().await?;
    sqlx::raw_sql("BEGIN").execute(&mut *raw).await?;
    for table in tables {
        fill(&mut raw, table, folder).await?;
    }
    sqlx::raw_sql("COMMIT").execute(&mut *raw).await?;
    Ok(())
}

/// A row that a migration put there is replaced; the tables of the trail hold none, and would refuse.
async fn fill(connection: &mut PgConnection, copy: &TableCopy, folder: &Path) -> Result<(), CopyError> {
    must_be_a_name(copy)?;
    let empty = format!("DELETE FROM \"{}\"", copy.table);
    sqlx::raw_sql(AssertSqlSafe(empty)).execute(&mut *connection).await?;
    let mut file = tokio::fs::File::open(folder.join(copy.file())).await?;
    let statement = format!("COPY {} FROM STDIN", copy.sql());
    let mut rows = connection.copy_in_raw(&statement).await?;
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece).await? {
            0 => break,
            read => rows.send(&piece[..read]).await?,
        };
    }
    rows.finish().await?;
    Ok(())
}

/// The names stand in a file that somebody may have written: nothing of it is SQL.
fn must_be_a_name(copy: &TableCopy) -> Result<(), CopyError> {
    let is_name = |name: &String| {
        !name.is_empty() && name.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_')
    };
    if is_name(&copy.table) && copy.columns.iter().all(is_name) {
        Ok(())
    } else {
        Err(CopyError::Schema(format!("{:?} is no table of ours", copy.table)))
    }
}
