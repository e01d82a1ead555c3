//! Table `draft`. A half-taken call or a half-filled form.

use sea_orm::entity::prelude::*;

/// A half-taken call or a half-filled form.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "draft")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Operator; none for the public form
    pub owner: Option<Uuid>,
    /// Every field as typed
    #[sea_orm(column_type = "JsonBinary")]
    pub content: Json,
    /// Version.
    pub version: i64,
    /// E.164 when it can be read
    pub phone: Option<String>,
    /// Created at.
    pub created_at: i64,
    /// Updated at.
    pub updated_at: i64,
    /// Finished at.
    pub finished_at: Option<i64>,
    /// Incident id.
    pub incident_id: Option<Uuid>,
    /// The line broke off: somebody calls back
    pub dropped_at: Option<i64>,
    /// Who handed the live call over
    pub handed_by: Option<Uuid>,
    /// Hash of the code by which a form is found again
    pub code_hash: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
