//! Table `link`. A signed link of one party to one case.

use sea_orm::entity::prelude::*;

/// A signed link of one party to one case.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "link")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `tracking`, `offer` or `deletion`
    pub scope: String,
    /// Incident id.
    pub incident_id: Uuid,
    /// Offer id.
    pub offer_id: Option<Uuid>,
    /// Revoking raises it
    pub generation: i32,
    /// Created at.
    pub created_at: i64,
    /// Expires at.
    pub expires_at: i64,
    /// Revoked at.
    pub revoked_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
