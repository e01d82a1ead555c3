//! Table `playbook_set`. Every playbook set that was ever live, by the hash of its content.

use sea_orm::entity::prelude::*;

/// Every playbook set that was ever live, by the hash of its content.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "playbook_set")]
pub struct Model {
    /// `sha256:…`
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    /// File name → text
    #[sea_orm(column_type = "JsonBinary")]
    pub content: Json,
    /// When it went live first
    pub live_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
