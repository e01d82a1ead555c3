//! Table `outbox`. A message that waits to be sent, or was.

use sea_orm::entity::prelude::*;

/// A message that waits to be sent, or was.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Incident id.
    pub incident_id: Option<Uuid>,
    /// Offer id.
    pub offer_id: Option<Uuid>,
    /// Kind.
    pub kind: String,
    /// Recipient.
    pub recipient: String,
    /// Stable: made from the row
    pub message_id: String,
    /// Subject, text, html; links as placeholders
    #[sea_orm(column_type = "JsonBinary")]
    pub content: Json,
    /// See `mail::outbox_plan::OutboxState`
    pub state: String,
    /// Attempts.
    pub attempts: i32,
    /// Next attempt at.
    pub next_attempt_at: i64,
    /// Leased until.
    pub leased_until: Option<i64>,
    /// What the server said
    pub last_words: Option<String>,
    /// Created at.
    pub created_at: i64,
    /// Sent at.
    pub sent_at: Option<i64>,
    /// `address`, `case`, `hour`, `answers`, `unsafe` or `person`
    pub held_why: Option<String>,
    /// Since when a person lets it go, whatever the budgets say
    pub released_at: Option<i64>,
    /// Since when a worker hands it to the mail server; none while nobody does
    pub begun_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
