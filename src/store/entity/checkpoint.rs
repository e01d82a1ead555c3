//! Table `checkpoint`. Signed tree heads of the global log.

use sea_orm::entity::prelude::*;

/// Signed tree heads of the global log.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "checkpoint")]
pub struct Model {
    /// Size.
    #[sea_orm(primary_key, auto_increment = false)]
    pub size: i64,
    /// Root.
    pub root: String,
    /// C2SP signed note
    pub note: String,
    /// Signed at.
    pub signed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
