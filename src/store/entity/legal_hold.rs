//! Table `legal_hold`. A case that must not be erased.

use sea_orm::entity::prelude::*;

/// A case that must not be erased.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "legal_hold")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Incident id.
    pub incident_id: Uuid,
    /// Why
    pub reason: String,
    /// Who set it; none from the command line
    pub set_by: Option<Uuid>,
    /// Set at.
    pub set_at: i64,
    /// Who lifted it; none as long as it holds, or from the command line
    pub lifted_by: Option<Uuid>,
    /// Lifted at.
    pub lifted_at: Option<i64>,
    /// Why it was lifted
    pub lift_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
