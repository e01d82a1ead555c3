//! Table `webhook_delivery`. An event of the trail on its way to one webhook.

use sea_orm::entity::prelude::*;

/// An event of the trail on its way to one webhook.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_delivery")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Who is told.
    pub webhook_id: Uuid,
    /// The event of the trail; of a test, an id of its own
    pub event_id: Uuid,
    /// The case that it is about.
    pub incident_id: Option<Uuid>,
    /// The event's word, such as `incident.closed`
    pub kind: String,
    /// The exact bytes that are signed and sent
    pub body: String,
    /// See `mail::outbox_plan::OutboxState`
    pub state: String,
    /// Attempts.
    pub attempts: i32,
    /// Next attempt at.
    pub next_attempt_at: i64,
    /// Leased until.
    pub leased_until: Option<i64>,
    /// How the last attempt ended, in words of ours
    pub last_words: Option<String>,
    /// Created at.
    pub created_at: i64,
    /// Sent at.
    pub sent_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
