//! Table `second_factor`. The second factor of an account.

use sea_orm::entity::prelude::*;

/// The second factor of an account.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    /// Account.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// The seed, sealed by the desk’s key and bound to the account.
    pub sealed_seed: Vec<u8>,
    /// The newest step of time that was accepted; it and those before it are over.
    pub last_step: i64,
}

impl ActiveModelBehavior for ActiveModel {}
