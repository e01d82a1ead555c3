//! Table `session`. A signed-in browser; only the hash of its token is kept.

use sea_orm::entity::prelude::*;

/// A signed-in browser; only the hash of its token is kept.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the cookie, hex
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// User id.
    pub user_id: Uuid,
    /// Created at.
    pub created_at: i64,
    /// Last seen at.
    pub last_seen_at: i64,
    /// Absolute limit
    pub expires_at: i64,
    /// Which browser it is in, in two words
    pub agent: String,
    /// The provider of identities vouched for a second factor of its own
    pub vouched: bool,
}

impl ActiveModelBehavior for ActiveModel {}
