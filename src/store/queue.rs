//! Taking messages from the outbox by lease, so that a worker that dies loses nothing.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement, sea_query::Expr};

use super::{StoreError, Tx, dialect, entity::outbox};

/// Takes up to `limit` due messages: they are `sending` until `leased_until`, after which another worker may take them.
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
         OR (state = 'sending' AND leased_until <= $1) ORDER BY next_attempt_at LIMIT {limit} {}",
        dialect::skip_locked(backend)
    );
    let due = Statement::from_sql_and_values(backend, sql, [now.into()]);
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
