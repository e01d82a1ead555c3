//! Table `unsequenced`. Events that the global log has not taken yet.

use sea_orm::entity::prelude::*;

/// Events that the global log has not taken yet.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "unsequenced")]
pub struct Model {
    /// Event id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: Uuid,
    /// Leaf hash.
    pub leaf_hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
