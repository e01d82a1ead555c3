//! Table `entry`. A line of a case’s timeline.

use sea_orm::entity::prelude::*;

/// A line of a case’s timeline.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "entry")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Incident id.
    pub incident_id: Uuid,
    /// `note`, `call`, `message`, `update`, `system`
    pub kind: String,
    /// `desk`, `victim`, `provider` or `system`
    pub party: String,
    /// Name shown
    pub author: String,
    /// `desk`, `victim`, `provider` or `all`
    pub visible_to: String,
    /// Words of a person
    pub body: String,
    /// Or a text of ours, rendered on view
    pub text_id: Option<String>,
    /// Arguments.
    #[sea_orm(column_type = "JsonBinary")]
    pub arguments: Json,
    /// Happened at.
    pub happened_at: i64,
    /// Entered at.
    pub entered_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
