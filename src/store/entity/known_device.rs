//! Table `known_device`. A browser in which somebody signed in before.

use sea_orm::entity::prelude::*;

/// A browser in which somebody signed in before.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "known_device")]
pub struct Model {
    /// SHA-256 of the device’s cookie, hex.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// Account.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// The last sign-in in it.
    pub last_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
