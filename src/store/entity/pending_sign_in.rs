//! Table `pending_sign_in`. Between the password and the code; not a session yet.

use sea_orm::entity::prelude::*;

/// Between the password and the code; not a session yet.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "pending_sign_in")]
pub struct Model {
    /// SHA-256 of the cookie, hex.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// Account.
    pub user_id: Uuid,
    /// Codes that were wrong.
    pub wrong_codes: i64,
    /// Until when the code may follow.
    pub expires_at: i64,
    /// The provider that named her, where she came by one
    pub issuer: Option<String>,
    /// The provider's own id of her
    pub subject: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
