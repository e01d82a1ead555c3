//! Table `audit_event`. An event of the audit trail. Insert only, by trigger.

use sea_orm::entity::prelude::*;

/// An event of the audit trail. Insert only, by trigger.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Subject.
    pub subject: String,
    /// Place in the subject’s chain, from 1
    pub seq: i64,
    /// At.
    pub at: i64,
    /// Actor.
    pub actor: String,
    /// Action.
    pub action: String,
    /// SHA-256 of `canonical`, hex
    pub hash: String,
    /// The exact bytes that were hashed
    pub canonical: String,
}

impl ActiveModelBehavior for ActiveModel {}
