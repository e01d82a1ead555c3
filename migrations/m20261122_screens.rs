//! What the screens keep: who looks at what, how somebody likes to work, calls that broke off, forms to go on with.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// See `m20261122_screens_tables.sql`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::create_tables(manager, include_str!("m20261122_screens_tables.sql")).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
