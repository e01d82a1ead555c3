//! Taking personal rows out: those that hang on a case, and single ones; then the bytes that they left behind.

use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement, sea_query::Expr};
use uuid::Uuid;

use super::{
    Store, StoreError, Tx,
    entity::{
        action_tick, alarm, assessment, attachment, case_grant, commitment, deadline, draft, entry, inbound_mail,
        legal_hold, link, mail_attempt, offer, outbox, pending_sign_in, presence, sensitive_case, session, shortlist,
        submission, task,
    },
};

/// How many rows of each table went.
pub type Counts = Vec<(&'static str, u64)>;

macro_rules! delete {
    ($tx:expr, $counts:expr, $($table:ident . $column:ident == $key:expr),+ $(,)?) => {
        $({
            let gone = $table::Entity::delete_many().filter($table::Column::$column.eq($key)).exec($tx.db()).await?;
            $counts.push((stringify!($table), gone.rows_affected));
        })+
    };
}

/// Takes out every row that hangs on a case and may name somebody; `subject` is the case's name in the trail. What
/// figures need of offers and assignments stays, without anybody's words.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn rows_of_case(tx: &Tx<'_>, case: Uuid, subject: &str) -> Result<Counts, StoreError> {
    let mut counts = Counts::new();
    let attempts = mail_attempt::Entity::delete_many().filter(
        mail_attempt::Column::OutboxId.in_subquery(
            sea_orm::sea_query::Query::select()
                .column(outbox::Column::Id)
                .from(outbox::Entity)
                .and_where(outbox::Column::IncidentId.eq(case))
                .to_owned(),
        ),
    );
    counts.push(("mail_attempt", attempts.exec(tx.db()).await?.rows_affected));
    delete!(
        tx,
        counts,
        outbox.IncidentId == case,
        inbound_mail.IncidentId == case,
        attachment.IncidentId == case,
        entry.IncidentId == case,
        task.IncidentId == case,
        action_tick.IncidentId == case,
        deadline.IncidentId == case,
        assessment.IncidentId == case,
        alarm.IncidentId == case,
        shortlist.IncidentId == case,
        link.IncidentId == case,
        submission.IncidentId == case,
        draft.IncidentId == case,
        presence.Subject == case,
        case_grant.IncidentId == case,
        sensitive_case.IncidentId == case,
        commitment.Subject == subject,
    );
    let silent = offer::Entity::update_many()
        .col_expr(offer::Column::Answer, Expr::value(Option::<serde_json::Value>::None))
        .col_expr(offer::Column::AnsweredBy, Expr::value(Option::<String>::None))
        .col_expr(offer::Column::Recipient, Expr::value(String::new()))
        .col_expr(offer::Column::DistanceKm, Expr::value(Option::<i32>::None))
        .filter(offer::Column::IncidentId.eq(case));
    silent.exec(tx.db()).await?;
    let unsaid = legal_hold::Entity::update_many()
        .col_expr(legal_hold::Column::Reason, Expr::value(String::new()))
        .col_expr(legal_hold::Column::LiftReason, Expr::value(Option::<String>::None))
        .filter(legal_hold::Column::IncidentId.eq(case));
    unsaid.exec(tx.db()).await?;
    Ok(counts)
}

/// Takes a mail of no case out, with the attempts to send it.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn loose_message(tx: &Tx<'_>, message: Uuid) -> Result<(), StoreError> {
    mail_attempt::Entity::delete_many().filter(mail_attempt::Column::OutboxId.eq(message)).exec(tx.db()).await?;
    outbox::Entity::delete_by_id(message).exec(tx.db()).await?;
    Ok(())
}

/// Takes the record of a mail that came in out.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn loose_arrival(tx: &Tx<'_>, mail: Uuid) -> Result<(), StoreError> {
    inbound_mail::Entity::delete_by_id(mail).exec(tx.db()).await?;
    Ok(())
}

/// Ends every session and every sign-in that waits for its code.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn every_session(tx: &Tx<'_>) -> Result<(), StoreError> {
    session::Entity::delete_many().exec(tx.db()).await?;
    pending_sign_in::Entity::delete_many().exec(tx.db()).await?;
    Ok(())
}

/// Takes an unfinished call or form out.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn unfinished(tx: &Tx<'_>, draft: Uuid) -> Result<(), StoreError> {
    draft::Entity::delete_by_id(draft).exec(tx.db()).await?;
    Ok(())
}

/// How often the write-ahead log is tried to be emptied while somebody reads.
const TRIES: u32 = 100;

impl Store {
    /// Takes away the bytes that deleted rows left behind. SQLite zeroes them in place (`secure_delete`), but pages
    /// that were split keep copies, the index of words keeps terms, and the write-ahead log keeps old pages: the index
    /// is merged, the file is written anew, the log is emptied. PostgreSQL gives the space back to be written over.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn forget_deleted(&self) -> Result<(), StoreError> {
        let connection = self.shared.writer.connection();
        if self.backend() == DbBackend::Postgres {
            for table in ERASED_TABLES {
                connection.execute_unprepared(&format!("VACUUM {table}")).await?;
            }
            return Ok(());
        }
        connection.execute_unprepared("INSERT INTO incident_search (incident_search) VALUES ('optimize')").await?;
        connection.execute_unprepared("VACUUM").await?;
        for _ in 0..TRIES {
            let emptied = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)");
            let row = connection.query_one_raw(emptied).await?;
            let busy: i32 = row.map_or(Ok(0), |row| row.try_get("", "busy"))?;
            if busy == 0 {
                return Ok(());
            }
            // Somebody reads an old state; it ends soon.
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        tracing::warn!("the write-ahead log could not be emptied: somebody reads; the next erasure does it");
        Ok(())
    }
}

const ERASED_TABLES: [&str; 17] = [
    "incident",
    "outbox",
    "mail_attempt",
    "inbound_mail",
    "attachment",
    "entry",
    "task",
    "action_tick",
    "deadline",
    "alarm",
    "shortlist",
    "link",
    "submission",
    "draft",
    "presence",
    "commitment",
    "offer",
];
