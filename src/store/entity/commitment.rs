//! Table `commitment`. Value and salt behind a commitment of the trail; erasure deletes the row, the proof stays.

use sea_orm::entity::prelude::*;

/// Value and salt behind a commitment of the trail; erasure deletes the row, the proof stays.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "commitment")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Subject.
    pub subject: String,
    /// Field.
    pub field: String,
    /// Salt.
    pub salt: String,
    /// Value.
    pub value: String,
    /// Digest.
    pub digest: String,
}

impl ActiveModelBehavior for ActiveModel {}
