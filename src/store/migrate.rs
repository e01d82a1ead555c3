//! Bringing the schema up, one node at a time.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use vigie_migrations::{Migrator, MigratorTrait};

use super::{Opening, StoreError, dialect};

/// Names of the migrations that haven't run yet. Changes nothing.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn pending(opening: &Opening) -> Result<Vec<String>, StoreError> {
    let connection = connect(opening).await?;
    let pending = Migrator::get_pending_migrations_read_only(&connection).await;
    let names = pending.map(|list| list.iter().map(|migration| migration.name().to_owned()).collect());
    connection.close().await?;
    Ok(names?)
}

/// Names of the migrations that this program knows, oldest first.
#[must_use]
pub fn known() -> Vec<String> {
    Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect()
}

/// Runs what is pending, under a lock where several nodes may start at once; says what ran.
///
/// # Errors
/// [`StoreError::Unavailable`]; a migration that fails leaves the schema as it was.
pub async fn up(opening: &Opening) -> Result<Vec<String>, StoreError> {
    let names = pending(opening).await?;
    let connection = connect(opening).await?;
    let result = up_locked(&connection).await;
    connection.close().await?;
    result?;
    Ok(names)
}

async fn up_locked(connection: &DatabaseConnection) -> Result<(), DbErr> {
    let lock = dialect::migration_lock(connection.get_database_backend());
    if let Some(lock) = &lock {
        connection.execute_unprepared(lock.take).await?;
    }
    let result = Migrator::up(connection, None).await;
    if let Some(lock) = &lock {
        connection.execute_unprepared(lock.release).await?;
    }
    result
}

async fn connect(opening: &Opening) -> Result<DatabaseConnection, DbErr> {
    if opening.is_sqlite() { opening.sqlite_writer().await } else { opening.postgres_single().await }
}
