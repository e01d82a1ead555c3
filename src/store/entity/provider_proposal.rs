//! Table `provider_proposal`. A change of vetting that waits for a second person.

use sea_orm::entity::prelude::*;

/// A change of vetting that waits for a second person.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "provider_proposal")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Provider id.
    pub provider_id: Uuid,
    /// `suspend`, `reinstate` or `remove`
    pub change: String,
    /// Reason.
    pub reason: String,
    /// Proposed by.
    pub proposed_by: Uuid,
    /// Proposed at.
    pub proposed_at: i64,
    /// Decided by.
    pub decided_by: Option<Uuid>,
    /// Decided at.
    pub decided_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
