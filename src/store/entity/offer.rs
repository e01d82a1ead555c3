//! Table `offer`. One offer of one case to one provider.

use sea_orm::entity::prelude::*;

/// One offer of one case to one provider.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "offer")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Incident id.
    pub incident_id: Uuid,
    /// Provider id.
    pub provider_id: Uuid,
    /// Round.
    pub round: i32,
    /// State.
    pub state: String,
    /// Mode.
    pub mode: String,
    /// How many were asked at once
    pub asked: i32,
    /// Address that is written to
    pub recipient: String,
    /// The on-call contact is asked
    pub on_call: bool,
    /// Distance km.
    pub distance_km: Option<i32>,
    /// When it goes, or went
    pub leaves_at: i64,
    /// Expires at.
    pub expires_at: i64,
    /// When the operator phones
    pub half_time_at: Option<i64>,
    /// Half time done.
    pub half_time_done: bool,
    /// Created at.
    pub created_at: i64,
    /// Answered at.
    pub answered_at: Option<i64>,
    /// Answered by.
    pub answered_by: Option<String>,
    /// From when, remote or on site, prices; or reason
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub answer: Option<Json>,
    /// Place in the order that the victim sees
    pub draw: i32,
}

impl ActiveModelBehavior for ActiveModel {}
