//! Takes a copy while everybody goes on writing.

use std::{io::Write, path::Path};

use futures_util::TryStreamExt;
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use sqlx::{AssertSqlSafe, PgConnection};

use super::{CopyError, SQLITE_FILE, Snapshot, TableCopy};
use crate::store::{Store, find};

/// Which migrations had run.
const MIGRATIONS: &str = "SELECT version AS name FROM seaql_migrations ORDER BY version";
const TABLES: &str = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() \
     AND table_type = 'BASE TABLE' AND table_name <> 'seaql_migrations' ORDER BY 1";
const COLUMNS: &str = "SELECT column_name::text FROM information_schema.columns WHERE table_schema = current_schema() \
     AND table_name = $1 ORDER BY ordinal_position";

impl Store {
    /// Copies the whole database, as it is at one instant, into a folder.
    ///
    /// # Errors
    /// The database, the folder.
    pub async fn snapshot(&self, folder: &Path) -> Result<Snapshot, CopyError> {
        match self.backend() {
            DbBackend::Postgres => self.copy_tables(folder).await,
            _ => self.copy_file(folder).await,
        }
    }

    async fn copy_file(&self, folder: &Path) -> Result<Snapshot, CopyError> {
        let file = folder.join(SQLITE_FILE);
        let sql = format!("VACUUM INTO '{}'", file.display().to_string().replace('\'', "''"));
        // A reader's connection: the one that writes goes on writing. What it may not write to is this database.
        let mut reader = self.reader().get_sqlite_connection_pool().acquire().await?;
        sqlx::raw_sql("PRAGMA query_only = OFF").execute(&mut *reader).await?;
        let copied = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *reader).await;
        sqlx::raw_sql("PRAGMA query_only = ON").execute(&mut *reader).await?;
        copied?;
        let copy = Database::connect(format!("sqlite:{}?mode=ro&immutable=true", file.display())).await?;
        let (migrations, kept_mails) = (migrations_of(&copy).await, find::kept_mail_hashes(&copy).await);
        let pieces = find::piece_hashes(&copy).await;
        copy.close().await?;
        let (migrations, kept_mails, pieces) = (migrations?, kept_mails?, pieces?);
        Ok(Snapshot { tables: Vec::new(), files: vec![SQLITE_FILE.to_owned()], migrations, kept_mails, pieces })
    }

    async fn copy_tables(&self, folder: &Path) -> Result<Snapshot, CopyError> {
        let mut connection = self.reader().get_postgres_connection_pool().acquire().await?;
        sqlx::raw_sql("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY").execute(&mut *connection).await?;
        let copied = tables_at_once(&mut connection, folder).await;
        // It only read: there is nothing to keep.
        sqlx::raw_sql("ROLLBACK").execute(&mut *connection).await?;
        copied
    }
}

async fn tables_at_once(connection: &mut PgConnection, folder: &Path) -> Result<Snapshot, CopyError> {
    let migrations: Vec<String> = sqlx::query_scalar(MIGRATIONS).fetch_all(&mut *connection).await?;
    let names: Vec<String> = sqlx::query_scalar(TABLES).fetch_all(&mut *connection).await?;
    let mut tables = Vec::with_capacity(names.len());
    for table in names {
        let columns = sqlx::query_scalar(COLUMNS).bind(&table).fetch_all(&mut *connection).await?;
        let copy = TableCopy { table, columns };
        copy_out(connection, &copy, folder).await?;
        tables.push(copy);
    }
    let hashes = "SELECT DISTINCT hash FROM inbound_mail ORDER BY 1";
    let kept_mails = sqlx::query_scalar(hashes).fetch_all(&mut *connection).await?;
    let hashes = "SELECT DISTINCT sha256 FROM attachment ORDER BY 1";
    // An older schema has no pieces.
    let pieces = match tables.iter().any(|copy| copy.table == "attachment") {
        true => sqlx::query_scalar(hashes).fetch_all(&mut *connection).await?,
        false => Vec::new(),
    };
    let files = tables.iter().map(TableCopy::file).collect();
    Ok(Snapshot { tables, files, migrations, kept_mails, pieces })
}

async fn copy_out(connection: &mut PgConnection, copy: &TableCopy, folder: &Path) -> Result<(), CopyError> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(folder.join(copy.file()))?);
    let statement = format!("COPY {} TO STDOUT", copy.sql());
    let mut rows = connection.copy_out_raw(&statement).await?;
    while let Some(bytes) = rows.try_next().await? {
        file.write_all(&bytes)?;
    }
    Ok(file.flush()?)
}

async fn migrations_of(copy: &impl ConnectionTrait) -> Result<Vec<String>, CopyError> {
    let rows = copy.query_all_raw(Statement::from_string(copy.get_database_backend(), MIGRATIONS)).await?;
    rows.iter().map(|row| Ok(row.try_get::<String>("", "name")?)).collect()
}
