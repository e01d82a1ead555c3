//! Table `bulletin_case`. A bulletin's way to one case.

use sea_orm::entity::prelude::*;

/// A bulletin's way to one case.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "bulletin_case")]
pub struct Model {
    /// The bulletin
    #[sea_orm(primary_key, auto_increment = false)]
    pub bulletin_id: Uuid,
    /// The case
    #[sea_orm(primary_key, auto_increment = false)]
    pub incident_id: Uuid,
    /// When its turn comes: a bulletin is no storm
    pub turn_at: i64,
    /// When it was written on the case, or found that the case is over
    pub done_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
