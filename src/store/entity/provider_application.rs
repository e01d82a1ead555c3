//! Table `provider_application`. A firm that asked to be in the directory; a supervisor decides.

use sea_orm::entity::prelude::*;

/// A firm that asked to be in the directory; a supervisor decides.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "provider_application")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// When it came.
    pub received_at: i64,
    /// What the firm typed, as the form’s fields
    #[sea_orm(column_type = "JsonBinary")]
    pub document: Json,
    /// `waiting`, `accepted`, `refused` or `erased`
    pub state: String,
    /// Decided by.
    pub decided_by: Option<Uuid>,
    /// Decided at.
    pub decided_at: Option<i64>,
    /// Why; empty while it waits
    pub reason: String,
    /// The provider that came of it
    pub provider_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
