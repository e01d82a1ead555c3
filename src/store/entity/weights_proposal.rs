//! Table `weights_proposal`. Weights of the score that somebody proposed; a second person decides.

use sea_orm::entity::prelude::*;

/// Weights of the score that somebody proposed; a second person decides.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "weights_proposal")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The weights, as the domain’s `Weights`
    #[sea_orm(column_type = "JsonBinary")]
    pub weights: Json,
    /// Why
    pub reason: String,
    /// What they would have changed, as it was shown when they were proposed
    #[sea_orm(column_type = "JsonBinary")]
    pub simulation: Json,
    /// Version in force then
    pub against: i64,
    /// Proposed by.
    pub proposed_by: Uuid,
    /// Proposed at.
    pub proposed_at: i64,
    /// `waiting`, `approved` or `refused`
    pub state: String,
    /// Decided by.
    pub decided_by: Option<Uuid>,
    /// Decided at.
    pub decided_at: Option<i64>,
    /// Why they were refused
    pub decided_why: Option<String>,
    /// Of approved ones: from 1 up
    pub version: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
