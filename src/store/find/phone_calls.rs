//! Questions about calls as the phone system tells of them.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::store::{
    StoreError, Tx,
    entity::{draft, phone_call},
};

/// The call that a phone system names so, locked for the transaction.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn lock_phone_call(tx: &Tx<'_>, token: Uuid, key: &str) -> Result<Option<phone_call::Model>, StoreError> {
    let query = phone_call::Entity::find()
        .filter(phone_call::Column::TokenId.eq(token))
        .filter(phone_call::Column::CallKey.eq(key));
    Ok(query.lock_exclusive().one(tx.db()).await?)
}

/// Calls that have rung since then and that nobody has answered, with or without a screen; the newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn ringing_calls(db: &impl ConnectionTrait, since: i64) -> Result<Vec<phone_call::Model>, StoreError> {
    let query = phone_call::Entity::find()
        .filter(phone_call::Column::RungAt.gte(since))
        .filter(phone_call::Column::AnsweredAt.is_null())
        .filter(phone_call::Column::EndedAt.is_null())
        .filter(phone_call::Column::DraftId.is_null());
    Ok(query.order_by_desc(phone_call::Column::RungAt).order_by_desc(phone_call::Column::Id).limit(5).all(db).await?)
}

/// The screen that somebody opened by hand for a call from this number since then.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn screen_of_caller(
    db: &impl ConnectionTrait,
    owner: Uuid,
    phone: &str,
    since: i64,
) -> Result<Option<draft::Model>, StoreError> {
    let query = draft::Entity::find()
        .filter(draft::Column::Owner.eq(owner))
        .filter(draft::Column::Phone.eq(phone))
        .filter(draft::Column::FinishedAt.is_null())
        .filter(draft::Column::CreatedAt.gte(since));
    Ok(query.order_by_desc(draft::Column::CreatedAt).order_by_desc(draft::Column::Id).limit(1).all(db).await?.pop())
}

/// How many calls are remembered that rang before then.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn phone_calls_before(db: &impl ConnectionTrait, before: i64) -> Result<u64, StoreError> {
    Ok(phone_call::Entity::find().filter(phone_call::Column::RungAt.lt(before)).count(db).await?)
}

/// Forgets calls that rang before then.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn forget_phone_calls(tx: &Tx<'_>, before: i64) -> Result<(), StoreError> {
    phone_call::Entity::delete_many().filter(phone_call::Column::RungAt.lt(before)).exec(tx.db()).await?;
    Ok(())
}
