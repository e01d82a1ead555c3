//! Table `digest`. The supervisors' digest of a day: the row is what keeps it from being written twice.

use sea_orm::entity::prelude::*;

/// The supervisors' digest of a day: the row is what keeps it from being written twice.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "digest")]
pub struct Model {
    /// Day in the desk's time zone, YYYY-MM-DD
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: String,
    /// Written at.
    pub written_at: i64,
    /// To how many; 0: there was nothing to say
    pub recipients: i32,
}

impl ActiveModelBehavior for ActiveModel {}
