//! The log's tree above its leaves, and the keys that signed it; insert only as the log itself is.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// See `m20261122_log_tiles_tables.sql`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (db, backend) = (manager.get_connection(), manager.get_database_backend());
        dialect::create_tables(manager, include_str!("m20261122_log_tiles_tables.sql")).await?;
        for table in ["log_node", "log_rotation"] {
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
