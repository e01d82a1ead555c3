//! The first tables, with the columns that would be dear to add later.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// See `m20261122_first_tables.sql`.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables that the database keeps from being changed.
const INSERT_ONLY: [&str; 3] = ["audit_event", "log_leaf", "checkpoint"];

/// Law of the desk: one open assignment a case. Both databases have partial indexes.
const ONE_ASSIGNMENT: &str =
    "CREATE UNIQUE INDEX assignment_one_open ON assignment (incident_id) WHERE ended_at IS NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let backend = manager.get_database_backend();
        dialect::create_tables(manager, include_str!("m20261122_first_tables.sql")).await?;
        db.execute_unprepared(ONE_ASSIGNMENT).await?;
        db.execute_unprepared(dialect::full_text(backend)).await?;
        db.execute_unprepared("INSERT INTO directory_state (id, generation) VALUES (1, 0)").await?;
        if let Some(function) = dialect::trigger_function(backend) {
            db.execute_unprepared(function).await?;
        }
        for table in INSERT_ONLY {
            for statement in dialect::insert_only(table, backend) {
                db.execute_unprepared(&statement).await?;
            }
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
