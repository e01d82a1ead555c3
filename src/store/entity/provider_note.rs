//! Table `provider_note`. What was seen and by whom, when a provider was vetted.

use sea_orm::entity::prelude::*;

/// What was seen and by whom, when a provider was vetted.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "provider_note")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Provider id.
    pub provider_id: Uuid,
    /// `label`, `insurance`, `charter`, `identity`, `reference` or `other`
    pub kind: String,
    /// What was seen
    pub body: String,
    /// Who saw it
    pub author: String,
    /// Written at.
    pub written_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
