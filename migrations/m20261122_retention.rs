//! Holds, lists of what was eliminated, and an index of words that forgets at once.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::dialect;

/// See `m20261122_retention_tables.sql`.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// FTS5 only marks what is taken out of its index unless it is told otherwise (SQLite 3.42).
const FORGET_AT_ONCE: &str = "INSERT INTO incident_search (incident_search, rank) VALUES ('secure-delete', 1)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::create_tables(manager, include_str!("m20261122_retention_tables.sql")).await?;
        let (db, backend) = (manager.get_connection(), manager.get_database_backend());
        if backend != DbBackend::Postgres {
            db.execute_unprepared(FORGET_AT_ONCE).await?;
        }
        for statement in dialect::insert_only("elimination", backend) {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
