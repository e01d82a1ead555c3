//! Table `setting`. Settings that live with the data: key ids, the demo’s seed, jobs’ marks.

use sea_orm::entity::prelude::*;

/// Settings that live with the data: key ids, the demo’s seed, jobs’ marks.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "setting")]
pub struct Model {
    /// Name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// Value.
    #[sea_orm(column_type = "JsonBinary")]
    pub value: Json,
}

impl ActiveModelBehavior for ActiveModel {}
