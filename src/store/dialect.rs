//! Every difference between SQLite and PostgreSQL at run time, each with its reason.

use sea_orm::{
    DbBackend, Statement, Value,
    sea_query::{Expr, SimpleExpr},
};

use super::find::Match;

/// A pair of statements around a piece of work that only one node may do.
#[derive(Debug)]
pub struct Lock {
    /// Takes it, waiting.
    pub take: &'static str,
    /// Gives it back.
    pub release: &'static str,
}

/// SQLite has one file and one process; PostgreSQL has several nodes that may start at once, and the migrator itself
/// takes no lock.
#[must_use]
pub fn migration_lock(backend: DbBackend) -> Option<Lock> {
    (backend == DbBackend::Postgres)
        .then_some(Lock { take: "SELECT pg_advisory_lock(7061391)", release: "SELECT pg_advisory_unlock(7061391)" })
}

/// Serialises the chain of one audit subject. SQLite's single writer does that already.
#[must_use]
pub fn chain_lock(backend: DbBackend, subject: &str) -> Option<Statement> {
    (backend == DbBackend::Postgres).then(|| {
        Statement::from_sql_and_values(
            backend,
            "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
            [Value::from(subject.to_owned())],
        )
    })
}

/// Puts a new case's words into the full-text index. PostgreSQL indexes the column itself. (`?`, as SQLite's own
/// statements have it, and not `$1`: a statement of several parts counts its arguments on.)
#[must_use]
pub fn index_new_words(backend: DbBackend, incident: uuid::Uuid, words: &str) -> Option<Statement> {
    (backend != DbBackend::Postgres).then(|| {
        Statement::from_sql_and_values(
            backend,
            "INSERT INTO incident_search (search_text, incident_id) VALUES (?, ?)",
            [Value::from(words.to_owned()), Value::from(incident)],
        )
    })
}

/// Replaces a case's words in the full-text index.
#[must_use]
pub fn index_words(backend: DbBackend, incident: uuid::Uuid, words: &str) -> Vec<Statement> {
    let Some(new) = index_new_words(backend, incident, words) else { return Vec::new() };
    let old = "DELETE FROM incident_search WHERE incident_id = $1";
    vec![Statement::from_sql_and_values(backend, old, [Value::from(incident)]), new]
}

/// The condition by which a search finds its cases; `words` as [`words_query`] made them. SQLite's index keeps its own
/// order, the last written first, and stops at the newest; PostgreSQL's has none, and finds them all.
/// The builder of expressions writes an argument of SQLite as `?`; a `$1` there would stay empty and find nothing.
#[must_use]
pub fn words_condition(backend: DbBackend, words: String, newest: Option<u64>) -> SimpleExpr {
    const FOUND: &str = "id IN (SELECT incident_id FROM incident_search WHERE incident_search MATCH ?";
    match (backend, newest) {
        (DbBackend::Postgres, _) => {
            Expr::cust_with_values("to_tsvector('simple', search_text) @@ to_tsquery('simple', $1)", [words])
        }
        (_, None) => Expr::cust_with_values(format!("{FOUND})"), [words]),
        (_, Some(newest)) => Expr::cust_with_values(format!("{FOUND} ORDER BY rowid DESC LIMIT {newest})"), [words]),
    }
}

/// When the clock of a case that runs out first runs out; the same on both databases. A case without a clock comes last.
pub const NEXT_CLOCK: &str = "COALESCE(CASE WHEN incident.state IN ('received', 'unverified') AND incident.first_contact_at IS NULL \
     THEN incident.first_contact_due END, (SELECT MIN(deadline.due_at) FROM deadline \
     WHERE deadline.incident_id = incident.id AND deadline.state = 'running'), 9223372036854775807)";

/// A word about the organisation out of the report's document: each database has its own way into JSON. `field` is a
/// name of ours, such as `sector`.
#[must_use]
pub fn told(backend: DbBackend, field: &'static str) -> String {
    match backend {
        DbBackend::Postgres => format!("report -> 'organisation' ->> '{field}'"),
        _ => format!("json_extract(report, '$.organisation.{field}')"),
    }
}

/// Already folded and stemmed words as a query: all must be there.
#[must_use]
pub fn words_query(backend: DbBackend, words: &[String], by: Match) -> String {
    // Each word is quoted: nothing that a person types is syntax.
    let quoted: Vec<String> = words
        .iter()
        .map(|word| word.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>())
        .filter(|word| !word.is_empty())
        .map(|word| match (backend, by) {
            (DbBackend::Postgres, Match::Beginning) => format!("'{word}':*"),
            (DbBackend::Postgres, Match::Whole) => format!("'{word}'"),
            (_, Match::Beginning) => format!("\"{word}\"*"),
            (_, Match::Whole) => format!("\"{word}\""),
        })
        .collect();
    quoted.join(if backend == DbBackend::Postgres { " & " } else { " AND " })
}

/// Takes due messages for one worker. PostgreSQL has several nodes: rows that another holds are skipped.
#[must_use]
pub fn skip_locked(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" }
}

/// An id as text that [`uuid::Uuid`] reads.
#[must_use]
pub fn uuid_as_text(backend: DbBackend, column: &str) -> String {
    if backend == DbBackend::Postgres { format!("{column}::text") } else { format!("hex({column})") }
}

/// The texts of a column as one, a line each. They come in the order of the query below, as both databases do it.
#[must_use]
pub fn joined_lines(backend: DbBackend, column: &str) -> String {
    match backend {
        DbBackend::Postgres => format!("string_agg({column}, chr(10))"),
        _ => format!("group_concat({column}, char(10))"),
    }
}

/// Lists the triggers of the database, as `name`.
#[must_use]
pub fn list_triggers(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => {
            "SELECT tgname::text AS name FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        }
        _ => "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }
}

/// Names of the triggers that keep the audit tables insert-only.
#[must_use]
pub fn guards(backend: DbBackend) -> Vec<String> {
    let endings: &[&str] =
        if backend == DbBackend::Postgres { &["insert_only", "no_truncate"] } else { &["no_update", "no_delete"] };
    let tables = ["audit_event", "log_leaf", "checkpoint", "log_node", "log_rotation", "elimination"];
    tables.iter().flat_map(|table| endings.iter().map(move |ending| format!("{table}_{ending}"))).collect()
}
