//! Table `bulletin`. A message of a supervisor to all open cases of a choice.

use sea_orm::entity::prelude::*;

/// A message of a supervisor to all open cases of a choice.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "bulletin")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Who wrote it
    pub sent_by: Uuid,
    /// Created at.
    pub created_at: i64,
    /// Cases of this category; none: of any
    pub category: Option<String>,
    /// Cases of this department; none: of any
    pub department: Option<String>,
    /// Cases received since then; none: whenever
    pub since: Option<i64>,
    /// Its words in French
    pub words_fr: String,
    /// Its words in English; empty: the French ones are sent
    pub words_en: String,
    /// To how many cases
    pub cases: i32,
}

impl ActiveModelBehavior for ActiveModel {}
