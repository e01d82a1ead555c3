//! Table `preference`. How somebody likes to work.

use sea_orm::entity::prelude::*;

/// How somebody likes to work: keys, saved views.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "preference")]
pub struct Model {
    /// Account
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// Keys and views
    #[sea_orm(column_type = "JsonBinary")]
    pub value: Json,
}

impl ActiveModelBehavior for ActiveModel {}
