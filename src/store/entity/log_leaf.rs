//! Table `log_leaf`. The global log: place of every event. Insert only.

use sea_orm::entity::prelude::*;

/// The global log: place of every event. Insert only.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "log_leaf")]
pub struct Model {
    /// Leaf index.
    #[sea_orm(primary_key, auto_increment = false)]
    pub leaf_index: i64,
    /// Event id.
    pub event_id: Uuid,
    /// Leaf hash.
    pub leaf_hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
