//! Table `presence`. Who looks at which case or call.

use sea_orm::entity::prelude::*;

/// Somebody who looks at a case or a call.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "presence")]
pub struct Model {
    /// Account
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// Incident or draft
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: Uuid,
    /// When the page last said so
    pub seen_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
