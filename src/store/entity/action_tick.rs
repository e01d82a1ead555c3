//! Table `action_tick`. A first action that was read out or done: it becomes evidence.

use sea_orm::entity::prelude::*;

/// A first action that was read out or done: it becomes evidence.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "action_tick")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Incident id.
    pub incident_id: Uuid,
    /// Action id.
    pub action_id: String,
    /// The exact sentence that was read
    pub words: String,
    /// `said`, `done` or `refused`
    pub state: String,
    /// By name.
    pub by_name: String,
    /// At.
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
