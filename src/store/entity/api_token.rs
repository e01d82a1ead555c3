//! Table `api_token`. A partner system’s token; only its hash is kept.

use sea_orm::entity::prelude::*;

/// A partner system’s token; only its hash is kept.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// SHA-256, hex
    pub token_hash: String,
    /// Separated by spaces
    pub scopes: String,
    /// No limit unless given
    pub rate_per_minute: Option<i64>,
    /// Created at.
    pub created_at: i64,
    /// Revoked at.
    pub revoked_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
