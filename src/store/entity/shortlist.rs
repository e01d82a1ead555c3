//! Table `shortlist`. The list of providers as it was computed, with everything it was computed from.

use sea_orm::entity::prelude::*;

/// The list of providers as it was computed, with everything it was computed from.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shortlist")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Incident id.
    pub incident_id: Uuid,
    /// Made at.
    pub made_at: i64,
    /// Made by.
    pub made_by: String,
    /// Need.
    #[sea_orm(column_type = "JsonBinary")]
    pub need: Json,
    /// When, weights, rules and key of the draw
    #[sea_orm(column_type = "JsonBinary")]
    pub context: Json,
    /// Which snapshot of the directory
    pub directory_generation: i64,
    /// The whole frozen list
    #[sea_orm(column_type = "JsonBinary")]
    pub list: Json,
}

impl ActiveModelBehavior for ActiveModel {}
