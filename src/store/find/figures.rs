//! Questions of the figures: a few columns of many cases, exercises left out.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Select, sea_query::Expr,
};
use uuid::Uuid;

use crate::store::{
    StoreError, dialect,
    entity::{assignment, incident, offer},
};

/// What figures need of a case.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CaseFigures {
    /// Id.
    pub id: Uuid,
    /// When it came, microseconds.
    pub received_at: i64,
    /// Where it stands.
    pub state: String,
    /// Category.
    pub category: String,
    /// A person confirmed it.
    pub category_confirmed: bool,
    /// Department code.
    pub department: String,
    /// How it came.
    pub channel: String,
    /// First words with a person.
    pub first_contact_at: Option<i64>,
    /// It is over.
    pub closed_at: Option<i64>,
    /// Section of the activity, as it was told.
    pub sector: Option<String>,
}

/// The columns that all figures need, of cases received from one instant until another; exercises don't count.
pub(super) fn counted(from: i64, until: i64) -> Select<incident::Entity> {
    let columns = [
        incident::Column::Id,
        incident::Column::ReceivedAt,
        incident::Column::State,
        incident::Column::Category,
        incident::Column::CategoryConfirmed,
        incident::Column::Department,
        incident::Column::Channel,
        incident::Column::FirstContactAt,
        incident::Column::ClosedAt,
    ];
    incident::Entity::find()
        .select_only()
        .columns(columns)
        .filter(incident::Column::ReceivedAt.gte(from))
        .filter(incident::Column::ReceivedAt.lt(until))
        .filter(incident::Column::Exercise.eq(false))
}

/// Cases received from one instant until another; exercises don't count.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn case_figures(db: &impl ConnectionTrait, from: i64, until: i64) -> Result<Vec<CaseFigures>, StoreError> {
    let sector = Expr::cust(dialect::told(db.get_database_backend(), "sector"));
    let query = counted(from, until).column_as(sector, "sector");
    Ok(query.into_model().all(db).await?)
}

/// When each case was first given to a provider, in that time: case and instant.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn assigned_between(
    db: &impl ConnectionTrait,
    from: i64,
    until: i64,
) -> Result<Vec<(Uuid, i64)>, StoreError> {
    let query = assignment::Entity::find()
        .filter(assignment::Column::AssignedAt.gte(from))
        .filter(assignment::Column::AssignedAt.lt(until))
        .select_only()
        .column(assignment::Column::IncidentId)
        .column(assignment::Column::AssignedAt);
    Ok(query.into_tuple().all(db).await?)
}

/// How the offers made in that time stand: case and state.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn offers_between(
    db: &impl ConnectionTrait,
    from: i64,
    until: i64,
) -> Result<Vec<(Uuid, String)>, StoreError> {
    let query = offer::Entity::find()
        .filter(offer::Column::CreatedAt.gte(from))
        .filter(offer::Column::CreatedAt.lt(until))
        .select_only()
        .column(offer::Column::IncidentId)
        .column(offer::Column::State);
    Ok(query.into_tuple().all(db).await?)
}
