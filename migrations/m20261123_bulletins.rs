//! Bulletins: one message to all open cases of a choice.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// See `m20261123_bulletins_tables.sql`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::create_tables(manager, include_str!("m20261123_bulletins_tables.sql")).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
