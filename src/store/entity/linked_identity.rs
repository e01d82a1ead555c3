//! Table `linked_identity`. Whose account it is when the provider of identities names somebody.

use sea_orm::entity::prelude::*;

/// Whose account it is when the provider of identities names somebody.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "linked_identity")]
pub struct Model {
    /// The provider.
    #[sea_orm(primary_key, auto_increment = false)]
    pub issuer: String,
    /// The provider's own id of the person
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    /// Account.
    pub user_id: Uuid,
    /// Linked at.
    pub linked_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
