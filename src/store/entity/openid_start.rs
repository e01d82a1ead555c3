//! Table `openid_start`. Somebody on the way to the provider of identities.

use sea_orm::entity::prelude::*;

/// Somebody on the way to the provider of identities.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "openid_start")]
pub struct Model {
    /// SHA-256 of the cookie, hex
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// Comes back with her
    pub state: String,
    /// Stands in the token
    pub nonce: String,
    /// Proves who asked for the code
    pub verifier: String,
    /// Where she wanted to go
    pub next: String,
    /// Until when she may come back
    pub expires_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
