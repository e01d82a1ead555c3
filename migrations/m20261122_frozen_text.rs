//! The two large documents of a case are read as a whole and never searched: text, on PostgreSQL too. SQLite keeps every
//! document as text already.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// PostgreSQL's `incident.classification` and `incident.advice` from jsonb to text.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let sql = "ALTER TABLE incident ALTER COLUMN classification TYPE text USING classification::text, \
                   ALTER COLUMN advice TYPE text USING advice::text";
        manager.get_connection().execute_unprepared(sql).await.map(|_| ())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
