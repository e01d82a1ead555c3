//! Table `deadline_warning`. A warning that a legal clock runs out, given once for each share of its time.

use sea_orm::entity::prelude::*;

/// A warning that a legal clock runs out, given once for each share of its time.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deadline_warning")]
pub struct Model {
    /// Deadline id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub deadline_id: Uuid,
    /// 75 or 90: how much of its time was gone
    #[sea_orm(primary_key, auto_increment = false)]
    pub percent: i32,
    /// Warned at.
    pub warned_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
