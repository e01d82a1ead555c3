//! Table `webhook`. A partner's system that the desk tells of what happens.

use sea_orm::entity::prelude::*;

/// A partner's system that the desk tells of what happens.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Name of the partner.
    pub name: String,
    /// Where it is told.
    pub url: String,
    /// What it is told of, separated by spaces; empty: everything that there is to tell
    pub kinds: String,
    /// What its messages are signed with, sealed
    pub sealed_secret: Vec<u8>,
    /// The one before, which signs too for a while
    pub sealed_before: Option<Vec<u8>>,
    /// Until when the one before signs
    pub before_until: Option<i64>,
    /// Place in the log of the first event that it wasn't told of yet
    pub next_leaf: i64,
    /// Created at.
    pub created_at: i64,
    /// Nothing is sent since then; what happens waits
    pub paused_at: Option<i64>,
    /// `person`, or `gone`: it answered 410
    pub paused_why: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
