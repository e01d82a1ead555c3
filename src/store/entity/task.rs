//! Table `task`. Something a person of the desk must do.

use sea_orm::entity::prelude::*;

/// Something a person of the desk must do.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Incident id.
    pub incident_id: Uuid,
    /// `call_victim`, `call_on_call`, `choose_for_victim`, `reask`, `manual`
    pub kind: String,
    /// Text id.
    pub text_id: String,
    /// Arguments.
    #[sea_orm(column_type = "JsonBinary")]
    pub arguments: Json,
    /// The words to say
    pub words: String,
    /// Due at.
    pub due_at: i64,
    /// Created at.
    pub created_at: i64,
    /// Done at.
    pub done_at: Option<i64>,
    /// Done by.
    pub done_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
