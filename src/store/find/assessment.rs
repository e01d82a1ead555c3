//! Questions about what the desk made of a case.

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QuerySelect};
use uuid::Uuid;

use crate::store::{
    StoreError,
    entity::{Frozen, advice, assessment},
};

/// What the desk made of a case, with the advice itself.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Assessment {
    /// The classification, with why.
    pub classification: Frozen,
    /// The advice, in both languages.
    pub advice: Frozen,
}

/// What the desk made of a case, the newest.
///
/// # Errors
/// [`StoreError::Missing`] once the case was erased.
pub async fn assessment(db: &impl ConnectionTrait, case: Uuid) -> Result<Assessment, StoreError> {
    let given = assessment::Entity::belongs_to(advice::Entity)
        .from(assessment::Column::AdviceDigest)
        .to(advice::Column::Digest)
        .into();
    let query = assessment::Entity::find_by_id(case)
        .select_only()
        .column(assessment::Column::Classification)
        .column_as(advice::Column::Body, "advice")
        .join(JoinType::InnerJoin, given);
    let found = query.into_model::<Assessment>().all(db).await?.pop();
    found.ok_or(StoreError::Missing { what: "assessment" })
}
