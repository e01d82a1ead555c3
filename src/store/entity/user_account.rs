//! Table `user_account`. A member of the desk’s staff.

use sea_orm::entity::prelude::*;

/// A member of the desk’s staff.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "user_account")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Shown in timelines
    pub name: String,
    /// Sign-in name, lower case
    pub email: String,
    /// Closed vocabulary `role`
    pub role: String,
    /// Argon2id, PHC string
    pub password_hash: String,
    /// No sign-in since
    pub disabled_at: Option<i64>,
    /// Created at.
    pub created_at: i64,
    /// A second factor is set since
    pub second_factor_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
