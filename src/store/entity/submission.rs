//! Table `submission`. One row a submission that must not count twice: a form’s submit id, an API idempotency key.

use sea_orm::entity::prelude::*;

/// One row a submission that must not count twice: a form’s submit id, an API idempotency key.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "submission")]
pub struct Model {
    /// `web`, `draft` or the id of an API token
    #[sea_orm(primary_key, auto_increment = false)]
    pub scope: String,
    /// As the client gave it
    #[sea_orm(primary_key, auto_increment = false)]
    pub submit_key: String,
    /// Incident id.
    pub incident_id: Uuid,
    /// SHA-256 of the content: another content under one key is refused
    pub request_hash: String,
    /// Created at.
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
