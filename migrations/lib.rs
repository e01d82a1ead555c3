//! The frozen history of the database: a migration that has landed is never changed.
//!
//! The tables are written as SQL with five placeholders for the types in which SQLite and PostgreSQL differ, so that
//! a person reads the schema as the database gets it. Everything else that differs stands in `dialect`.

mod dialect;
mod m20261122_doors;
mod m20261122_first;
mod m20261122_frozen_text;
mod m20261122_log_tiles;
mod m20261122_mail;
mod m20261122_providers;
mod m20261122_retention;
mod m20261122_screens;
mod m20261122_sensitive;
mod m20261123_assessment;
mod m20261123_bulletins;
mod m20261123_evidence;
mod m20261123_machine_signs;
mod m20261123_openid;
mod m20261123_phone_calls;
mod m20261123_reminders;
mod m20261123_stuck_mail;
mod m20261123_webhooks;
mod m20261123_weights;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// All migrations, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_first::Migration),
            Box::new(m20261122_providers::Migration),
            Box::new(m20261122_frozen_text::Migration),
            Box::new(m20261122_mail::Migration),
            Box::new(m20261122_screens::Migration),
            Box::new(m20261122_doors::Migration),
            Box::new(m20261122_sensitive::Migration),
            Box::new(m20261122_log_tiles::Migration),
            Box::new(m20261122_retention::Migration),
            Box::new(m20261123_phone_calls::Migration),
            Box::new(m20261123_webhooks::Migration),
            Box::new(m20261123_evidence::Migration),
            Box::new(m20261123_openid::Migration),
            Box::new(m20261123_assessment::Migration),
            Box::new(m20261123_weights::Migration),
            Box::new(m20261123_reminders::Migration),
            Box::new(m20261123_stuck_mail::Migration),
            Box::new(m20261123_bulletins::Migration),
            Box::new(m20261123_machine_signs::Migration),
        ]
    }
}
