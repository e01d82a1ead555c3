//! Questions about people who come by the provider of identities.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::store::{
    StoreError, Tx,
    entity::{linked_identity, openid_start},
};

/// Takes back who is on her way; none when she came back already, or never left.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn take_openid_start(tx: &Tx<'_>, token_hash: &str) -> Result<Option<openid_start::Model>, StoreError> {
    let found = openid_start::Entity::find_by_id(token_hash).one(tx.db()).await?;
    // Of two who come back at once one takes the row away.
    let taken = openid_start::Entity::delete_by_id(token_hash).exec(tx.db()).await?;
    Ok(found.filter(|_| taken.rows_affected == 1))
}

/// Forgets who was on the way for too long.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn forget_openid_starts(tx: &Tx<'_>, now: i64) -> Result<(), StoreError> {
    openid_start::Entity::delete_many().filter(openid_start::Column::ExpiresAt.lte(now)).exec(tx.db()).await?;
    Ok(())
}

/// The identities of an account.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn identities_of(db: &impl ConnectionTrait, user: Uuid) -> Result<Vec<linked_identity::Model>, StoreError> {
    Ok(linked_identity::Entity::find().filter(linked_identity::Column::UserId.eq(user)).all(db).await?)
}

/// Takes the identities of an account away; says how many there were.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn unlink_identities(tx: &Tx<'_>, user: Uuid) -> Result<u64, StoreError> {
    let linked = linked_identity::Entity::delete_many().filter(linked_identity::Column::UserId.eq(user));
    Ok(linked.exec(tx.db()).await?.rows_affected)
}
