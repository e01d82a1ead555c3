//! Taking messages from the outbox by lease, so that a worker that dies loses nothing, and writing down what became of
//! them.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement, sea_query::Expr};
use uuid::Uuid;

use super::{StoreError, Tx, dialect, entity::outbox, row};
use crate::store::entity::mail_attempt;

/// Takes up to `limit` due messages: they are `sending` until `leased_until`, after which another worker may take them.
/// A row that comes back as `sending` was left in the middle by a worker that died.
///
/// A lease that ends later than any lease taken now could is one of a clock that has jumped back: it doesn't count.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn lease_messages(
    tx: &Tx<'_>,
    now: i64,
    leased_until: i64,
    limit: u64,
) -> Result<Vec<outbox::Model>, StoreError> {
    let db = tx.db();
    let backend = db.get_database_backend();
    let sql = format!(
        "SELECT * FROM outbox WHERE (state IN ('queued', 'deferred') AND next_attempt_at <= $1) \
         OR (state = 'sending' AND (leased_until <= $1 OR leased_until > $2)) \
         ORDER BY next_attempt_at, created_at, id LIMIT {limit} {}",
        dialect::skip_locked(backend)
    );
    let due = Statement::from_sql_and_values(backend, sql, [now.into(), leased_until.into()]);
    let taken = outbox::Entity::find().from_raw_sql(due).all(db).await?;
    if !taken.is_empty() {
        outbox::Entity::update_many()
            .col_expr(outbox::Column::State, Expr::value("sending"))
            .col_expr(outbox::Column::LeasedUntil, Expr::value(leased_until))
            .filter(outbox::Column::Id.is_in(taken.iter().map(|message| message.id)))
            .exec(db)
            .await?;
    }
    Ok(taken)
}

/// Ends every lease at once: for a desk that starts and knows that no other worker shares its database.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn end_leases(tx: &Tx<'_>) -> Result<(), StoreError> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::LeasedUntil, Expr::value(0_i64))
        .filter(outbox::Column::State.eq("sending"))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Writes a message's standing: everything but what it says, which never changes.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn save_standing(tx: &Tx<'_>, message: &outbox::Model) -> Result<(), StoreError> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(message.state.clone()))
        .col_expr(outbox::Column::Attempts, Expr::value(message.attempts))
        .col_expr(outbox::Column::NextAttemptAt, Expr::value(message.next_attempt_at))
        .col_expr(outbox::Column::LeasedUntil, Expr::value(message.leased_until))
        .col_expr(outbox::Column::LastWords, Expr::value(message.last_words.clone()))
        .col_expr(outbox::Column::SentAt, Expr::value(message.sent_at))
        .col_expr(outbox::Column::HeldWhy, Expr::value(message.held_why.clone()))
        .col_expr(outbox::Column::ReleasedAt, Expr::value(message.released_at))
        .filter(outbox::Column::Id.eq(message.id))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Gives messages back that were taken and not tried: as if nobody had taken them.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn give_back(tx: &Tx<'_>, ids: Vec<Uuid>) -> Result<(), StoreError> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value("queued"))
        .col_expr(outbox::Column::LeasedUntil, Expr::value(Option::<i64>::None))
        .filter(outbox::Column::Id.is_in(ids))
        .filter(outbox::Column::State.eq("sending"))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Keeps an attempt.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn keep_attempt(tx: &Tx<'_>, attempt: mail_attempt::Model) -> Result<(), StoreError> {
    row::insert(tx, attempt).await
}
