//! Table `assessment`. What the desk made of a case, the newest; it goes when the case is erased.

use sea_orm::entity::prelude::*;

use super::Frozen;

/// What the desk made of a case, the newest; it goes when the case is erased.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment")]
pub struct Model {
    /// Case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub incident_id: Uuid,
    /// The machine’s whole answer, with evidence
    #[sea_orm(column_type = "Text")]
    pub classification: Frozen,
    /// Which advice it got
    pub advice_digest: String,
}

impl ActiveModelBehavior for ActiveModel {}
