//! Questions of the yearly report: a few columns of each case, and acts of the trail. Erased cases count on.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, sea_query::Expr};
use uuid::Uuid;

use super::figures::counted;
use crate::store::{
    StoreError, dialect,
    entity::{audit_event, incident},
};

/// What the yearly report needs of a case.
#[derive(Debug, Clone, FromQueryResult)]
pub struct YearCase {
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
    /// Why it ended, or where it went.
    pub disposition: Option<String>,
    /// What kind of organisation, as it was told.
    pub kind: Option<String>,
    /// How large, as it was told.
    pub size: Option<String>,
    /// Section of the activity, as it was told.
    pub sector: Option<String>,
}

/// Cases received from one instant until another; exercises don't count.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn year_cases(db: &impl ConnectionTrait, from: i64, until: i64) -> Result<Vec<YearCase>, StoreError> {
    let mut query = counted(from, until).column(incident::Column::Disposition);
    for field in ["kind", "size", "sector"] {
        query = query.column_as(Expr::cust(dialect::told(db.get_database_backend(), field)), field);
    }
    Ok(query.into_model().all(db).await?)
}

/// Acts of this name from one instant until another, each as its canonical JSON.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn acts_between(
    db: &impl ConnectionTrait,
    action: &str,
    from: i64,
    until: i64,
) -> Result<Vec<String>, StoreError> {
    let query = audit_event::Entity::find()
        .filter(audit_event::Column::Action.eq(action))
        .filter(audit_event::Column::At.gte(from))
        .filter(audit_event::Column::At.lt(until));
    Ok(query.select_only().column(audit_event::Column::Canonical).into_tuple().all(db).await?)
}
