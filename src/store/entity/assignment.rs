//! Table `assignment`. A provider that took a case. One open assignment a case, by a unique index.

use sea_orm::entity::prelude::*;

/// A provider that took a case. One open assignment a case, by a unique index.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Incident id.
    pub incident_id: Uuid,
    /// Provider id.
    pub provider_id: Uuid,
    /// Offer id.
    pub offer_id: Uuid,
    /// Assigned at.
    pub assigned_at: i64,
    /// Assigned by.
    pub assigned_by: String,
    /// Providers that could have had it: for the rotation
    #[sea_orm(column_type = "JsonBinary")]
    pub eligible: Json,
    /// First contact due.
    pub first_contact_due: i64,
    /// First contact at.
    pub first_contact_at: Option<i64>,
    /// Ended at.
    pub ended_at: Option<i64>,
    /// End reason.
    pub end_reason: Option<String>,
    /// The provider was asked to delete what it got.
    pub deletion_asked_at: Option<i64>,
    /// It said that it did.
    pub deletion_confirmed_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
