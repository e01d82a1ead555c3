//! Table `provider_warning`. A warning that was given, so that none is given twice.

use sea_orm::entity::prelude::*;

/// A warning that was given, so that none is given twice.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "provider_warning")]
pub struct Model {
    /// Provider id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub provider_id: Uuid,
    /// Name of a label, `insurance` or `review`
    #[sea_orm(primary_key, auto_increment = false)]
    pub what: String,
    /// Its last day, YYYY-MM-DD
    #[sea_orm(primary_key, auto_increment = false)]
    pub ends: String,
    /// 60, 30 or 7 days before; 0 on the day after
    #[sea_orm(primary_key, auto_increment = false)]
    pub days: i32,
    /// Warned at.
    pub warned_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
