//! Table `provider_link`. A link to a provider’s own page, mailed to its known address.

use sea_orm::entity::prelude::*;

/// A link to a provider’s own page, mailed to its known address.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "provider_link")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Provider id.
    pub provider_id: Uuid,
    /// Created at.
    pub created_at: i64,
    /// Expires at.
    pub expires_at: i64,
    /// Revoked at.
    pub revoked_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
