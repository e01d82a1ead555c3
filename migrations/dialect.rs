//! What differs between SQLite and PostgreSQL in a migration, each with its reason.

use sea_orm_migration::{
    prelude::{DbErr, SchemaManager},
    sea_orm::{ConnectionTrait, DbBackend},
};

/// Runs the statements of a file of tables, one after the other, in the database's own types.
pub async fn create_tables(manager: &SchemaManager<'_>, tables: &str) -> Result<(), DbErr> {
    for statement in tables.split(";\n").filter(|text| !text.trim().is_empty()) {
        let statement = fill(statement, manager.get_database_backend());
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// Fills the type placeholders of a statement.
fn fill(sql: &str, backend: DbBackend) -> String {
    // SQLite has no uuid type (16 bytes instead) and keeps JSON as text; its REAL is 8 bytes, PostgreSQL's is 4.
    let types = match backend {
        DbBackend::Postgres => {
            [("{uuid}", "uuid"), ("{json}", "jsonb"), ("{blob}", "bytea"), ("{real}", "double precision")]
        }
        _ => [("{uuid}", "BLOB"), ("{json}", "TEXT"), ("{blob}", "BLOB"), ("{real}", "REAL")],
    };
    types.iter().fold(sql.to_owned(), |text, (mark, name)| text.replace(mark, name))
}

/// Statements that make `table` insert-only: the database itself refuses to change or remove a row.
pub fn insert_only(table: &str, backend: DbBackend) -> Vec<String> {
    match backend {
        DbBackend::Postgres => vec![
            format!(
                "CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON {table} \
                 FOR EACH ROW EXECUTE FUNCTION vigie_insert_only()"
            ),
            // Row triggers don't see TRUNCATE.
            format!(
                "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} \
                 FOR EACH STATEMENT EXECUTE FUNCTION vigie_insert_only()"
            ),
        ],
        _ => ["UPDATE", "DELETE"]
            .iter()
            .map(|act| {
                format!(
                    "CREATE TRIGGER {table}_no_{} BEFORE {act} ON {table} \
                     BEGIN SELECT RAISE(ABORT, 'audit tables are insert only'); END",
                    act.to_lowercase()
                )
            })
            .collect(),
    }
}

/// What must exist before the triggers do.
pub fn trigger_function(backend: DbBackend) -> Option<&'static str> {
    (backend == DbBackend::Postgres).then_some(
        "CREATE FUNCTION vigie_insert_only() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN RAISE EXCEPTION 'audit tables are insert only'; END $$",
    )
}

/// The index over the folded, stemmed words: FTS5 keeps its own table, PostgreSQL indexes the column.
pub fn full_text(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => {
            "CREATE INDEX incident_search ON incident USING gin (to_tsvector('simple', search_text))"
        }
        _ => {
            "CREATE VIRTUAL TABLE incident_search USING fts5(search_text, incident_id UNINDEXED, tokenize = 'unicode61')"
        }
    }
}
