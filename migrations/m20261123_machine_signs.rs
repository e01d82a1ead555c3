//! Which public reports look like a program's.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// See `m20261123_machine_signs_tables.sql`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::create_tables(manager, include_str!("m20261123_machine_signs_tables.sql")).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
