//! Table `recovery_code`. A code for the day on which the telephone is lost.

use sea_orm::entity::prelude::*;

/// A code for the day on which the telephone is lost.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_code")]
pub struct Model {
    /// Account.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// Keyed hash of the code, hex.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code_hash: String,
    /// It works once.
    pub used_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
