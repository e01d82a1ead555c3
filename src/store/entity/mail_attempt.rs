//! Table `mail_attempt`. One attempt to send a message.

use sea_orm::entity::prelude::*;

/// One attempt to send a message.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_attempt")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Message.
    pub outbox_id: Uuid,
    /// From 1; begins anew when a person lets it try again
    pub attempt: i32,
    /// At.
    pub at: i64,
    /// `accepted`, `transient`, `permanent` or `unknown`: then the machine stopped in the middle
    pub outcome: String,
    /// What the server said
    pub words: String,
}

impl ActiveModelBehavior for ActiveModel {}
