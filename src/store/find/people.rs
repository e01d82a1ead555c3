//! Questions about accounts, sessions and API tokens.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use vigie_domain::vocabulary::Role;

use crate::store::{
    StoreError, Tx,
    entity::{api_token, session, user_account},
};

/// The account with this address.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn user_by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<user_account::Model>, StoreError> {
    Ok(user_account::Entity::find().filter(user_account::Column::Email.eq(email)).one(db).await?)
}

/// All accounts, by name.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn users(db: &impl ConnectionTrait) -> Result<Vec<user_account::Model>, StoreError> {
    Ok(user_account::Entity::find().order_by_asc(user_account::Column::Name).all(db).await?)
}

/// The supervisors whose accounts are open, by name.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn supervisors(db: &impl ConnectionTrait) -> Result<Vec<user_account::Model>, StoreError> {
    let mut users = users(db).await?;
    users.retain(|user| user.role == Role::Supervisor.as_str() && user.disabled_at.is_none());
    Ok(users)
}

/// All accounts, locked for the transaction.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn lock_users(tx: &Tx<'_>) -> Result<Vec<user_account::Model>, StoreError> {
    Ok(user_account::Entity::find().order_by_asc(user_account::Column::Id).lock_exclusive().all(tx.db()).await?)
}

/// A session and its account, by the hash of the token.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn session_with_user(
    db: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<(session::Model, user_account::Model)>, StoreError> {
    let Some(session) = session::Entity::find_by_id(token_hash).one(db).await? else { return Ok(None) };
    let user = user_account::Entity::find_by_id(session.user_id).one(db).await?;
    Ok(user.map(|user| (session, user)))
}

/// Ends a session.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn delete_session(tx: &Tx<'_>, token_hash: &str) -> Result<(), StoreError> {
    session::Entity::delete_by_id(token_hash).exec(tx.db()).await?;
    Ok(())
}

/// Ends all sessions of a person.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn delete_sessions_of(tx: &Tx<'_>, user: Uuid) -> Result<(), StoreError> {
    session::Entity::delete_many().filter(session::Column::UserId.eq(user)).exec(tx.db()).await?;
    Ok(())
}

/// The API token with this hash.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn token_by_hash(
    db: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<api_token::Model>, StoreError> {
    // The column is unique; see `row::find` for why not `one`.
    Ok(api_token::Entity::find().filter(api_token::Column::TokenHash.eq(token_hash)).all(db).await?.pop())
}

/// The API token with this name.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn token_by_name(db: &impl ConnectionTrait, name: &str) -> Result<Option<api_token::Model>, StoreError> {
    Ok(api_token::Entity::find().filter(api_token::Column::Name.eq(name)).one(db).await?)
}

/// All API tokens, by name.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn tokens(db: &impl ConnectionTrait) -> Result<Vec<api_token::Model>, StoreError> {
    Ok(api_token::Entity::find().order_by_asc(api_token::Column::Name).all(db).await?)
}

/// Is there any account yet?
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn any_user(db: &impl ConnectionTrait) -> Result<bool, StoreError> {
    Ok(user_account::Entity::find().count(db).await? > 0)
}
