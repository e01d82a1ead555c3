//! Table `advice`. What playbooks advised, in both languages, once for all the cases that got the same.

use sea_orm::entity::prelude::*;

use super::Frozen;

/// What playbooks advised, in both languages, once for all the cases that got the same.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "advice")]
pub struct Model {
    /// SHA-256 of the body, in hexadecimal; of cases older than this table, `case ` and a reference
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: String,
    /// Actions, never, evidence and deadlines as they were given
    #[sea_orm(column_type = "Text")]
    pub body: Frozen,
}

impl ActiveModelBehavior for ActiveModel {}
