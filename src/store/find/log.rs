//! Questions about the global log.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Statement, Value,
};
use uuid::Uuid;

use crate::store::{
    StoreError, dialect,
    entity::{checkpoint, log_leaf, unsequenced},
};

/// Leaves of the log from a place on, in its order.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn leaves_from(
    db: &impl ConnectionTrait,
    index: i64,
    limit: u64,
) -> Result<Vec<log_leaf::Model>, StoreError> {
    let query = log_leaf::Entity::find().filter(log_leaf::Column::LeafIndex.gte(index));
    Ok(query.order_by_asc(log_leaf::Column::LeafIndex).limit(limit).all(db).await?)
}

/// Events that wait for the log. Time never runs backwards in a chain, so each chain comes in its own order.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn unsequenced(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<unsequenced::Model>, StoreError> {
    let sql = "SELECT u.event_id, u.leaf_hash FROM unsequenced u JOIN audit_event e ON e.id = u.event_id \
               ORDER BY e.at, e.subject, e.seq LIMIT $1";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let waiting = Statement::from_sql_and_values(db.get_database_backend(), sql, [limit.into()]);
    Ok(unsequenced::Entity::find().from_raw_sql(waiting).all(db).await?)
}

/// The newest checkpoint.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn last_checkpoint(db: &impl ConnectionTrait) -> Result<Option<checkpoint::Model>, StoreError> {
    Ok(checkpoint::Entity::find().order_by_desc(checkpoint::Column::Size).one(db).await?)
}

/// Checkpoints over more leaves than `size`, smallest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn checkpoints_after(
    db: &impl ConnectionTrait,
    size: i64,
    limit: u64,
) -> Result<Vec<checkpoint::Model>, StoreError> {
    let query = checkpoint::Entity::find().filter(checkpoint::Column::Size.gt(size));
    Ok(query.order_by_asc(checkpoint::Column::Size).limit(limit).all(db).await?)
}

/// An event at its place in the log.
#[derive(Debug, Clone, FromQueryResult)]
pub struct LoggedEvent {
    /// Its place, from 0.
    pub leaf_index: i64,
    /// Its leaf hash, as the log holds it.
    pub leaf_hash: String,
    /// Its exact bytes.
    pub canonical: String,
    /// Its hash.
    pub hash: String,
}

/// Events in the order of the log, from a place on.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn logged_events(db: &impl ConnectionTrait, index: i64, limit: u64) -> Result<Vec<LoggedEvent>, StoreError> {
    let sql = "SELECT l.leaf_index, l.leaf_hash, e.canonical, e.hash FROM log_leaf l \
               JOIN audit_event e ON e.id = l.event_id WHERE l.leaf_index >= $1 ORDER BY l.leaf_index LIMIT $2";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let events = Statement::from_sql_and_values(db.get_database_backend(), sql, [index.into(), limit.into()]);
    Ok(LoggedEvent::find_by_statement(events).all(db).await?)
}

/// Rows of the trail as the database gives them at once: one text, a line a row. Reading a row costs more than checking it.
#[derive(Debug)]
pub struct TrailText(String);

/// A row of the trail with its place in the log, as it stands in a [`TrailText`].
#[derive(Debug, Clone, Copy)]
pub struct TrailRow<'a> {
    /// Its place in the log, from 0; none for an event that waits for the log.
    pub leaf_index: Option<i64>,
    /// Its leaf hash, as the log or the queue before it holds it.
    pub leaf_hash: &'a str,
    /// Column `id`.
    pub id: Uuid,
    /// Column `subject`.
    pub subject: &'a str,
    /// Column `seq`.
    pub seq: i64,
    /// Column `at`, microseconds.
    pub at: i64,
    /// Column `action`.
    pub action: &'a str,
    /// Column `hash`.
    pub hash: &'a str,
    /// Its exact bytes.
    pub canonical: &'a str,
}

impl TrailText {
    /// Its rows in their order; none where a column holds what no column of ours holds (a tab, a line break).
    pub fn rows(&self) -> impl Iterator<Item = Option<TrailRow<'_>>> {
        // Not `lines`: a line break of another kind after an event's bytes is a byte more, and must be met as one.
        (!self.0.is_empty()).then(|| self.0.split('\n')).into_iter().flatten().map(trail_row)
    }
}

fn trail_row(line: &str) -> Option<TrailRow<'_>> {
    let mut columns = line.split('\t');
    let mut next = || columns.next();
    let row = TrailRow {
        leaf_index: Some(next()?).filter(|text| !text.is_empty()).map(str::parse).transpose().ok()?,
        leaf_hash: next()?,
        id: next()?.parse().ok()?,
        subject: next()?,
        seq: next()?.parse().ok()?,
        at: next()?.parse().ok()?,
        action: next()?,
        hash: next()?,
        canonical: next()?,
    };
    next().is_none().then_some(row)
}

/// Rows of the trail in the order of the log, from a place on.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn logged_text(db: &impl ConnectionTrait, index: i64, limit: u64) -> Result<TrailText, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = "FROM log_leaf l JOIN audit_event e ON e.id = l.event_id WHERE l.leaf_index >= $2 \
                ORDER BY l.leaf_index LIMIT $3";
    trail_text(db, "CAST(l.leaf_index AS TEXT)", rows, [index.into(), limit.into()]).await
}

/// Rows of the trail that wait for the log, chain by chain, after a place.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn waiting_text(
    db: &impl ConnectionTrait,
    after: Option<(String, i64)>,
    limit: u64,
) -> Result<TrailText, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let (subject, seq) = after.unwrap_or_default();
    let rows = "FROM unsequenced l JOIN audit_event e ON e.id = l.event_id \
                WHERE e.subject > $2 OR (e.subject = $2 AND e.seq > $3) ORDER BY e.subject, e.seq LIMIT $4";
    trail_text(db, "''", rows, [subject.into(), seq.into(), limit.into()]).await
}

async fn trail_text<const N: usize>(
    db: &impl ConnectionTrait,
    place: &str,
    rows: &str,
    arguments: [Value; N],
) -> Result<TrailText, StoreError> {
    let backend = db.get_database_backend();
    let id = dialect::uuid_as_text(backend, "e.id");
    let columns = [place, "l.leaf_hash", &id, "e.subject", "e.seq", "e.at", "e.action", "e.hash", "e.canonical"];
    let line = columns.join(" || CAST($1 AS TEXT) || ");
    let lines = dialect::joined_lines(backend, "line");
    let sql = format!("SELECT {lines} AS lines FROM (SELECT {line} AS line {rows}) AS page");
    let arguments = [Value::from("\t")].into_iter().chain(arguments);
    let row = db.query_one_raw(Statement::from_sql_and_values(backend, sql, arguments)).await?;
    let lines: Option<String> = row.map(|row| row.try_get("", "lines")).transpose()?.flatten();
    Ok(TrailText(lines.unwrap_or_default()))
}

/// How many events are neither in the log nor wait for it: somebody took them out.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn unlogged_count(db: &impl ConnectionTrait) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) AS count FROM audit_event e LEFT JOIN log_leaf l ON l.event_id = e.id \
               LEFT JOIN unsequenced u ON u.event_id = e.id WHERE l.event_id IS NULL AND u.event_id IS NULL";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    Ok(row.map(|row| row.try_get("", "count")).transpose()?.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(canonical: &str) -> Vec<Option<String>> {
        let line = format!("0\taa\t00000000000070008000000000000001\tdesk\t1\t5\tnote.added\tbb\t{canonical}");
        TrailText(line).rows().map(|row| row.map(|row| row.canonical.to_owned())).collect()
    }

    #[test]
    fn a_byte_after_an_event_is_never_lost_in_reading() {
        assert_eq!(read("{}"), [Some("{}".to_owned())]);
        assert_eq!(read("{}\r"), [Some("{}\r".to_owned())], "it is the event's, and gives another hash");
        assert_eq!(read("{}\n"), [Some("{}".to_owned()), None], "nothing that can be read follows");
        assert_eq!(read("{}\tx"), [None]);
        assert_eq!(TrailText(String::new()).rows().count(), 0);
    }
}
