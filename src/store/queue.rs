//! What is worked off by lease, so that a worker that dies loses nothing: messages of the outbox, and what webhooks are told.
//! Taking rows, giving them back, and writing down what became of them, once for both.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement, UpdateMany, Value,
    sea_query::{Expr, SimpleExpr},
};
use uuid::Uuid;

use super::{
    StoreError, Tx, dialect,
    entity::{mail_attempt, outbox, stuck_mail, webhook_delivery},
    row,
};

/// A table that is worked off by lease: its rows are `queued`, `sending` until a lease ends, then something else.
pub trait Leased: EntityTrait {
    /// Its name.
    const TABLE: &'static str;
    /// Its columns that all such tables have.
    const COLUMNS: LeaseColumns<Self::Column>;

    /// Id of a row.
    fn id_of(row: &Self::Model) -> Uuid;
}

/// Columns that every table has that is worked off by lease.
#[derive(Debug, Clone, Copy)]
pub struct LeaseColumns<C> {
    /// Id.
    pub id: C,
    /// State.
    pub state: C,
    /// Attempts so far.
    pub attempts: C,
    /// When it is due.
    pub next_attempt_at: C,
    /// Until when a worker has it.
    pub leased_until: C,
    /// What the other side said last.
    pub last_words: C,
    /// When it left.
    pub sent_at: C,
}

macro_rules! leased {
    ($($table:ident),+) => {
        $(
            impl Leased for $table::Entity {
                const TABLE: &'static str = stringify!($table);
                const COLUMNS: LeaseColumns<$table::Column> = LeaseColumns {
                    id: $table::Column::Id,
                    state: $table::Column::State,
                    attempts: $table::Column::Attempts,
                    next_attempt_at: $table::Column::NextAttemptAt,
                    leased_until: $table::Column::LeasedUntil,
                    last_words: $table::Column::LastWords,
                    sent_at: $table::Column::SentAt,
                };

                fn id_of(row: &$table::Model) -> Uuid {
                    row.id
                }
            }
        )+
    };
}

leased!(outbox, webhook_delivery);

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
    lease::<outbox::Entity>(tx, (now, leased_until), ("", Vec::new()), limit).await
}

/// The same of any such table; the condition `also`, with its values from `$3` on, narrows it.
pub(super) async fn lease<E: Leased>(
    tx: &Tx<'_>,
    (now, leased_until): (i64, i64),
    (also, values): (&'static str, Vec<Value>),
    limit: u64,
) -> Result<Vec<E::Model>, StoreError> {
    let db = tx.db();
    let backend = db.get_database_backend();
    let sql = due(backend, E::TABLE, also, limit);
    let values = [now.into(), leased_until.into()].into_iter().chain(values);
    let taken = E::find().from_raw_sql(Statement::from_sql_and_values(backend, sql, values)).all(db).await?;
    if !taken.is_empty() {
        E::update_many()
            .col_expr(E::COLUMNS.state, Expr::value("sending"))
            .col_expr(E::COLUMNS.leased_until, Expr::value(leased_until))
            .filter(E::COLUMNS.id.is_in(taken.iter().map(E::id_of)))
            .exec(db)
            .await?;
    }
    Ok(taken)
}

/// The rows of a queue that are due at `$1`, oldest first; a lease that ends after `$2` doesn't count. `also` narrows it.
fn due(backend: DbBackend, table: &'static str, also: &'static str, limit: u64) -> String {
    format!(
        "SELECT * FROM {table} WHERE ((state IN ('queued', 'deferred') AND next_attempt_at <= $1) \
         OR (state = 'sending' AND (leased_until <= $1 OR leased_until > $2))) {also} \
         ORDER BY next_attempt_at, created_at, id LIMIT {limit} {}",
        dialect::skip_locked(backend)
    )
}

/// Ends every lease at once: for a desk that starts and knows that no other worker shares its database.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn end_leases<E: Leased>(tx: &Tx<'_>) -> Result<(), StoreError> {
    E::update_many()
        .col_expr(E::COLUMNS.leased_until, Expr::value(0_i64))
        .filter(E::COLUMNS.state.eq("sending"))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Gives rows back that were taken and not tried: as if nobody had taken them.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn give_back<E: Leased>(tx: &Tx<'_>, ids: Vec<Uuid>) -> Result<(), StoreError> {
    E::update_many()
        .col_expr(E::COLUMNS.state, Expr::value("queued"))
        .col_expr(E::COLUMNS.leased_until, Expr::value(Option::<i64>::None))
        .filter(E::COLUMNS.id.is_in(ids))
        .filter(E::COLUMNS.state.eq("sending"))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// How a row stands now.
pub(super) struct Standing<'r> {
    pub id: Uuid,
    pub state: &'r str,
    pub attempts: i32,
    pub next_attempt_at: i64,
    pub leased_until: Option<i64>,
    pub last_words: Option<&'r str>,
    pub sent_at: Option<i64>,
}

/// Writes how a row stands, if it is there still; what it says never changes.
pub(super) fn standing<E: Leased>(row: &Standing<'_>) -> UpdateMany<E> {
    let value = |text: Option<&str>| -> SimpleExpr { Expr::value(text.map(str::to_owned)) };
    E::update_many()
        .col_expr(E::COLUMNS.state, Expr::value(row.state.to_owned()))
        .col_expr(E::COLUMNS.attempts, Expr::value(row.attempts))
        .col_expr(E::COLUMNS.next_attempt_at, Expr::value(row.next_attempt_at))
        .col_expr(E::COLUMNS.leased_until, Expr::value(row.leased_until))
        .col_expr(E::COLUMNS.last_words, value(row.last_words))
        .col_expr(E::COLUMNS.sent_at, Expr::value(row.sent_at))
        .filter(E::COLUMNS.id.eq(row.id))
}

/// Writes a message's standing: everything but what it says, which never changes.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn save_standing(tx: &Tx<'_>, message: &outbox::Model) -> Result<(), StoreError> {
    let row = Standing {
        id: message.id,
        state: &message.state,
        attempts: message.attempts,
        next_attempt_at: message.next_attempt_at,
        leased_until: message.leased_until,
        last_words: message.last_words.as_deref(),
        sent_at: message.sent_at,
    };
    standing::<outbox::Entity>(&row)
        .col_expr(outbox::Column::HeldWhy, Expr::value(message.held_why.clone()))
        .col_expr(outbox::Column::ReleasedAt, Expr::value(message.released_at))
        .col_expr(outbox::Column::BegunAt, Expr::value(message.begun_at))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// A message is handed to the mail server from now on, until its standing is written.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn begin(tx: &Tx<'_>, message: Uuid, now: i64) -> Result<(), StoreError> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::BegunAt, Expr::value(now))
        .filter(outbox::Column::Id.eq(message))
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

/// Forgets that these mails of a mailbox could not be taken in: they were, or they are there no more.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn forget_stuck(tx: &Tx<'_>, mailbox: String, uids: Vec<i64>) -> Result<(), StoreError> {
    stuck_mail::Entity::delete_many()
        .filter(stuck_mail::Column::Mailbox.eq(mailbox))
        .filter(stuck_mail::Column::Uid.is_in(uids))
        .exec(tx.db())
        .await?;
    Ok(())
}
