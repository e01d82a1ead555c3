//! Table `stuck_mail`. A mail of the mailbox that could not be taken in yet.

use sea_orm::entity::prelude::*;

/// A mail of the mailbox that could not be taken in yet.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stuck_mail")]
pub struct Model {
    /// Which mailbox: user, host, and its UIDVALIDITY
    #[sea_orm(primary_key, auto_increment = false)]
    pub mailbox: String,
    /// The mail's number in it
    #[sea_orm(primary_key, auto_increment = false)]
    pub uid: i64,
    /// How often it was tried
    pub tries: i32,
    /// When it was tried first
    pub since: i64,
    /// When it is tried again
    pub next_try_at: i64,
    /// The mail server handed it over the last time; what failed was the desk
    pub given: bool,
    /// What stood in the way the last time
    pub words: String,
}

impl ActiveModelBehavior for ActiveModel {}
