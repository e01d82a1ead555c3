//! Questions at the staff's doors: second factor, recovery codes, tries, known devices. What may be used once is used up by
//! one statement with its condition, so that two at once can't both succeed.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::store::{
    StoreError, Tx,
    entity::{known_device, pending_sign_in, recovery_code, second_factor, session, sign_in_try},
};

/// Sessions of a person that are not over at `now`, the newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn sessions_of(db: &impl ConnectionTrait, user: Uuid, now: i64) -> Result<Vec<session::Model>, StoreError> {
    let query =
        session::Entity::find().filter(session::Column::UserId.eq(user)).filter(session::Column::ExpiresAt.gt(now));
    Ok(query.order_by_desc(session::Column::CreatedAt).all(db).await?)
}

/// The newest sign of life of each account that has a session.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn last_seen(db: &impl ConnectionTrait) -> Result<Vec<(Uuid, i64)>, StoreError> {
    let query = session::Entity::find()
        .select_only()
        .column(session::Column::UserId)
        .column_as(session::Column::LastSeenAt.max(), "seen")
        .group_by(session::Column::UserId);
    Ok(query.into_tuple().all(db).await?)
}

/// A sign of life of a session that is there.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn touch_session(tx: &Tx<'_>, token_hash: &str, at: i64) -> Result<(), StoreError> {
    let update = session::Entity::update_many().col_expr(session::Column::LastSeenAt, Expr::val(at));
    update.filter(session::Column::TokenHash.eq(token_hash)).exec(tx.db()).await?;
    Ok(())
}

/// Ends all sessions of a person but one; answers how many.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn delete_other_sessions(tx: &Tx<'_>, user: Uuid, kept: &str) -> Result<u64, StoreError> {
    let others = session::Entity::delete_many()
        .filter(session::Column::UserId.eq(user))
        .filter(session::Column::TokenHash.ne(kept));
    Ok(others.exec(tx.db()).await?.rows_affected)
}

/// Forgets sessions whose limit has passed.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn forget_sessions(tx: &Tx<'_>, now: i64) -> Result<(), StoreError> {
    session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(now)).exec(tx.db()).await?;
    Ok(())
}

/// Forgets sign-ins whose code never came.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn forget_pending_sign_ins(tx: &Tx<'_>, now: i64) -> Result<(), StoreError> {
    let over = pending_sign_in::Entity::delete_many().filter(pending_sign_in::Column::ExpiresAt.lte(now));
    over.exec(tx.db()).await?;
    Ok(())
}

/// Ends a pending sign-in; false when somebody did already.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn end_pending_sign_in(tx: &Tx<'_>, token_hash: &str) -> Result<bool, StoreError> {
    Ok(pending_sign_in::Entity::delete_by_id(token_hash).exec(tx.db()).await?.rows_affected == 1)
}

/// Ends all pending sign-ins of a person.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn end_pending_sign_ins_of(tx: &Tx<'_>, user: Uuid) -> Result<(), StoreError> {
    let pending = pending_sign_in::Entity::delete_many().filter(pending_sign_in::Column::UserId.eq(user));
    pending.exec(tx.db()).await?;
    Ok(())
}

/// One more wrong code of a pending sign-in.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn wrong_code(tx: &Tx<'_>, token_hash: &str) -> Result<(), StoreError> {
    let one_more = Expr::col(pending_sign_in::Column::WrongCodes).add(1);
    pending_sign_in::Entity::update_many()
        .col_expr(pending_sign_in::Column::WrongCodes, one_more)
        .filter(pending_sign_in::Column::TokenHash.eq(token_hash))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Uses up a step of time: false when it, or a later one, was used before.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn use_step(tx: &Tx<'_>, user: Uuid, step: i64) -> Result<bool, StoreError> {
    let used = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::LastStep, Expr::val(step))
        .filter(second_factor::Column::UserId.eq(user))
        .filter(second_factor::Column::LastStep.lt(step));
    Ok(used.exec(tx.db()).await?.rows_affected == 1)
}

/// Uses up a recovery code: false when it was used before, or is none.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn use_recovery_code(tx: &Tx<'_>, user: Uuid, code_hash: &str, now: i64) -> Result<bool, StoreError> {
    let used = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::val(now))
        .filter(recovery_code::Column::UserId.eq(user))
        .filter(recovery_code::Column::CodeHash.eq(code_hash))
        .filter(recovery_code::Column::UsedAt.is_null());
    Ok(used.exec(tx.db()).await?.rows_affected == 1)
}

/// Recovery codes of a person, used ones too.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn recovery_codes_of(db: &impl ConnectionTrait, user: Uuid) -> Result<Vec<recovery_code::Model>, StoreError> {
    Ok(recovery_code::Entity::find().filter(recovery_code::Column::UserId.eq(user)).all(db).await?)
}

/// Removes the recovery codes of a person.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn delete_recovery_codes_of(tx: &Tx<'_>, user: Uuid) -> Result<(), StoreError> {
    recovery_code::Entity::delete_many().filter(recovery_code::Column::UserId.eq(user)).exec(tx.db()).await?;
    Ok(())
}

/// Removes the second factor of a person and its recovery codes.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn delete_second_factor_of(tx: &Tx<'_>, user: Uuid) -> Result<(), StoreError> {
    delete_recovery_codes_of(tx, user).await?;
    second_factor::Entity::delete_by_id(user).exec(tx.db()).await?;
    Ok(())
}

/// Makes the count of tries of `who`, unless there is one.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn first_try(tx: &Tx<'_>, who: &str, now: i64) -> Result<(), StoreError> {
    let row = sign_in_try::ActiveModel {
        who: sea_orm::Set(who.to_owned()),
        tries: sea_orm::Set(0),
        last_at: sea_orm::Set(now),
    };
    let there_already = OnConflict::column(sign_in_try::Column::Who).do_nothing().to_owned();
    sign_in_try::Entity::insert(row).on_conflict(there_already).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// The count of tries of `who`, locked for the transaction.
///
/// # Errors
/// [`StoreError::Missing`].
pub async fn lock_tries(tx: &Tx<'_>, who: &str) -> Result<sign_in_try::Model, StoreError> {
    let found = sign_in_try::Entity::find_by_id(who).lock_exclusive().one(tx.db()).await?;
    found.ok_or(StoreError::Missing { what: "tries" })
}

/// Forgets the count of tries of `who`.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn forget_tries_of(tx: &Tx<'_>, who: &str) -> Result<(), StoreError> {
    sign_in_try::Entity::delete_by_id(who).exec(tx.db()).await?;
    Ok(())
}

/// Forgets counts without a try since then.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn forget_tries(tx: &Tx<'_>, before: i64) -> Result<(), StoreError> {
    sign_in_try::Entity::delete_many().filter(sign_in_try::Column::LastAt.lt(before)).exec(tx.db()).await?;
    Ok(())
}

/// The browser, if this person has signed in from it.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn known_device(
    db: &impl ConnectionTrait,
    token_hash: &str,
    user: Uuid,
) -> Result<Option<known_device::Model>, StoreError> {
    Ok(known_device::Entity::find_by_id((token_hash.to_owned(), user)).one(db).await?)
}

/// Keeps a browser as one that this person signed in from.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn keep_device(tx: &Tx<'_>, device: known_device::Model) -> Result<(), StoreError> {
    use sea_orm::IntoActiveModel;
    let again = OnConflict::columns([known_device::Column::TokenHash, known_device::Column::UserId])
        .update_column(known_device::Column::LastAt)
        .to_owned();
    known_device::Entity::insert(device.into_active_model()).on_conflict(again).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Forgets the browsers of a person, but for one.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn forget_devices_of(tx: &Tx<'_>, user: Uuid, kept: &str) -> Result<(), StoreError> {
    known_device::Entity::delete_many()
        .filter(known_device::Column::UserId.eq(user))
        .filter(known_device::Column::TokenHash.ne(kept))
        .exec(tx.db())
        .await?;
    Ok(())
}
