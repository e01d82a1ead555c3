//! Table `alarm`. Something that must not stay quiet, until a named person acknowledges it.

use sea_orm::entity::prelude::*;

/// Something that must not stay quiet, until a named person acknowledges it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "alarm")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Incident id.
    pub incident_id: Option<Uuid>,
    /// `first_contact`, `nobody_left`, `no_first_contact`, `mail_failed`, `deadline`
    pub kind: String,
    /// Text id.
    pub text_id: String,
    /// Arguments.
    #[sea_orm(column_type = "JsonBinary")]
    pub arguments: Json,
    /// Raised at.
    pub raised_at: i64,
    /// Place in the rota that was told
    pub step: i32,
    /// Next step at.
    pub next_step_at: i64,
    /// Acknowledged by.
    pub acknowledged_by: Option<Uuid>,
    /// Acknowledged at.
    pub acknowledged_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
