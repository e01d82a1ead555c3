//! Table `sign_in_try`. Tries of a password or a code by one account and client.

use sea_orm::entity::prelude::*;

/// Tries of a password or a code by one account and client.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_try")]
pub struct Model {
    /// Keyed hash of account and client, hex.
    #[sea_orm(primary_key, auto_increment = false)]
    pub who: String,
    /// How many, since one succeeded.
    pub tries: i64,
    /// The newest.
    pub last_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
