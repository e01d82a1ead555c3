//! Table `case_grant`. Somebody may open a sensitive case until then.

use sea_orm::entity::prelude::*;

/// Somebody may open a sensitive case until then.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "case_grant")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The case.
    pub incident_id: Uuid,
    /// Who may.
    pub user_id: Uuid,
    /// `named` by somebody, or `glass`: by herself.
    pub kind: String,
    /// Why, of broken glass.
    pub reason: String,
    /// Who let her in.
    pub given_by: Uuid,
    /// Since when.
    pub opened_at: i64,
    /// Until when.
    pub ends_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
