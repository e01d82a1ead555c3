//! Table `sensitive_case`. A case that named people alone may open.

use sea_orm::entity::prelude::*;

/// A case that named people alone may open.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sensitive_case")]
pub struct Model {
    /// The case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub incident_id: Uuid,
    /// Since when.
    pub since: i64,
    /// Who made it so.
    pub set_by: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
