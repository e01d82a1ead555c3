//! Table `log_rotation`. The log's key was replaced. Insert only.

use sea_orm::entity::prelude::*;

/// The log's key was replaced. Insert only.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "log_rotation")]
pub struct Model {
    /// How long the log was.
    #[sea_orm(primary_key, auto_increment = false)]
    pub size: i64,
    /// The statement that both keys signed
    pub note: String,
    /// Rotated at.
    pub rotated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
