//! What the screens keep: who looks at what, how somebody likes to work, calls that broke off, forms to go on with.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// See `m20261122_screens_tables.sql`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let backend = manager.get_database_backend();
        let tables = include_str!("m20261122_screens_tables.sql");
        for statement in tables.split(";\n").filter(|text| !text.trim().is_empty()) {
            db.execute_unprepared(&dialect::fill(statement, backend)).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
