//! Table `staff_tie`. A tie of somebody of the staff with a firm.

use sea_orm::entity::prelude::*;

/// A tie of somebody of the staff with a firm.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_tie")]
pub struct Model {
    /// User id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// Provider id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub provider_id: Uuid,
    /// What kind of tie
    pub why: String,
    /// Declared at.
    pub declared_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
