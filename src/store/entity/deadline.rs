//! Table `deadline`. A legal clock of a case: proposed, confirmed by a person, met or passed.

use sea_orm::entity::prelude::*;

/// A legal clock of a case: proposed, confirmed by a person, met or passed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deadline")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Incident id.
    pub incident_id: Uuid,
    /// Id of the deadline’s document
    pub clock: String,
    /// `proposed`, `running`, `met`, `passed` or `refused`
    pub state: String,
    /// `met` or `ask`: whether the facts bring it
    pub condition: String,
    /// Earliest start
    pub start_at: i64,
    /// Start latest.
    pub start_latest: i64,
    /// None: without delay
    pub due_at: Option<i64>,
    /// Confirmed by.
    pub confirmed_by: Option<Uuid>,
    /// Confirmed at.
    pub confirmed_at: Option<i64>,
    /// Stopped at.
    pub stopped_at: Option<i64>,
    /// Proof.
    pub proof: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
