//! Table `elimination`. A signed list of what was eliminated in one go. Insert only.

use sea_orm::entity::prelude::*;

/// A signed list of what was eliminated in one go. Insert only.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "elimination")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Made at.
    pub made_at: i64,
    /// Who; none from the command line
    pub made_by: Option<Uuid>,
    /// How many things
    pub items: i64,
    /// The list as the desk signed it
    pub note: String,
}

impl ActiveModelBehavior for ActiveModel {}
