//! Table `directory_state`. One row: grows with every change of the directory, so that snapshots know they are old.

use sea_orm::entity::prelude::*;

/// One row: grows with every change of the directory, so that snapshots know they are old.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "directory_state")]
pub struct Model {
    /// Always 1
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// Generation.
    pub generation: i64,
}

impl ActiveModelBehavior for ActiveModel {}
