//! Table `inbound_mail`. A mail that came in, whatever became of it.

use sea_orm::entity::prelude::*;

/// A mail that came in, whatever became of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inbound_mail")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// SHA-256 of its bytes; also the name of the kept file
    pub hash: String,
    /// Octets
    pub size: i64,
    /// Received at.
    pub received_at: i64,
    /// `pipe`, `folder` or `imap`
    pub source: String,
    /// See `desk::Fate`
    pub outcome: String,
    /// Why, as the end of the text's key `inbound-why-…`; may be empty
    pub why: String,
    /// The case it belongs to, or seems to
    pub incident_id: Option<Uuid>,
    /// The offer by whose address it came
    pub offer_id: Option<Uuid>,
    /// The message that it reports on
    pub outbox_id: Option<Uuid>,
    /// The line of the timeline that it became
    pub entry_id: Option<Uuid>,
    /// `victim` or `provider`, by the address it came to
    pub party: Option<String>,
    /// The address that the server took it for; may be empty
    pub envelope_to: String,
    /// Who says to have written it
    pub sender: String,
    /// Subject.
    pub subject: String,
    /// Message id.
    pub message_id: Option<String>,
    /// It may come from the attacker
    pub suspect: bool,
    /// How often the same bytes came
    pub copies: i32,
    /// Decided by.
    pub decided_by: Option<Uuid>,
    /// Decided at.
    pub decided_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
