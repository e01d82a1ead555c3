//! The life of a provider: applications, evidence, warnings, its own page, ties of staff, deletion after a mission.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// See `m20261122_providers_tables.sql`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::create_tables(manager, include_str!("m20261122_providers_tables.sql")).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
