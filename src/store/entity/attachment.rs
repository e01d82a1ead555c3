//! Table `attachment`. A piece of a case: what is known of a file whose bytes stand under their hash.

use sea_orm::entity::prelude::*;

/// A piece of a case.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The case.
    pub incident_id: Uuid,
    /// SHA-256 of its bytes, 64 hexadecimal digits: where they stand.
    pub sha256: String,
    /// Octets.
    pub size: i64,
    /// Its name as it may be shown.
    pub name: String,
    /// Its name as it came, everything invisible made visible; empty where that is the same.
    pub given_name: String,
    /// What it was said to be: a media type, or empty.
    pub declared_type: String,
    /// What its first bytes say it is: a media type, or empty.
    pub sniffed_type: String,
    /// The same as a word: `image`, `pdf`, `program` …
    pub kind: String,
    /// What to know before it is opened: `active`, `mismatch`, `double-ending`, `two-things`, `macros`, or empty.
    pub warning: String,
    /// By which door it came: `operator`, `victim`, `provider`, `mail`.
    pub source: String,
    /// Who gave it: `desk`, `victim`, `provider`, `unknown`.
    pub party: String,
    /// Name of who gave it; empty where the party says it.
    pub author: String,
    /// The provider that gave it.
    pub provider_id: Option<Uuid>,
    /// The mail that it came with.
    pub mail_id: Option<Uuid>,
    /// Which of that mail's files it is, from 0.
    pub mail_part: Option<i32>,
    /// What was said with it.
    pub note: String,
    /// When it was received.
    pub received_at: i64,
    /// Since when the provider that has the case may take it.
    pub shared_at: Option<i64>,
    /// Who let the provider have it.
    pub shared_by: String,
    /// When it was set aside.
    pub set_aside_at: Option<i64>,
    /// Who set it aside.
    pub set_aside_by: String,
    /// Why.
    pub set_aside_why: String,
    /// When its bytes were last found to be those that were received.
    pub checked_at: Option<i64>,
    /// Since when they are known not to be.
    pub damaged_at: Option<i64>,
    /// What the scanner said: `clean`, `found`, `failed`; empty: not asked yet.
    pub scan: String,
    /// What it found, or why it failed.
    pub finding: String,
    /// When.
    pub scanned_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
