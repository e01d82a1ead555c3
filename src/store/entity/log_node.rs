//! Table `log_node`. The hash of a complete subtree of the log, every eighth level above its leaves. Insert only.

use sea_orm::entity::prelude::*;

/// The hash of a complete subtree of the log, every eighth level above its leaves. Insert only.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "log_node")]
pub struct Model {
    /// Height: 8, 16, 24 …
    #[sea_orm(primary_key, auto_increment = false)]
    pub level: i32,
    /// Its place in its level, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub node_index: i64,
    /// Hash.
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
