//! Table `provider`. A provider of the directory.

use sea_orm::entity::prelude::*;

/// A provider of the directory.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "provider")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Id of the CSV file
    pub external_id: String,
    /// Siret.
    pub siret: Option<String>,
    /// Company.
    pub company: String,
    /// Vetting state.
    pub vetting_state: String,
    /// Paused at.
    pub paused_at: Option<i64>,
    /// Shown in the public directory since then, by the firm's own wish
    pub listed_at: Option<i64>,
    /// Everything else, as the domain’s `Provider`
    #[sea_orm(column_type = "JsonBinary")]
    pub document: Json,
    /// Version.
    pub version: i64,
    /// Created at.
    pub created_at: i64,
    /// Updated at.
    pub updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
