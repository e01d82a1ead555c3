//! Table `phone_call`. A call as the phone system tells of it; forgotten after a day.

use sea_orm::entity::prelude::*;

/// A call as the phone system tells of it; forgotten after a day.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "phone_call")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose telephone system
    pub token_id: Uuid,
    /// Its own id of the call
    pub call_key: String,
    /// Number as it was sent; gone when the call is over
    pub phone: Option<String>,
    /// The screen on which it is taken
    pub draft_id: Option<Uuid>,
    /// Rung at.
    pub rung_at: i64,
    /// Answered at.
    pub answered_at: Option<i64>,
    /// Ended at.
    pub ended_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
