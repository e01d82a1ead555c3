//! Rows of several tables, written together.
//!
//! All of them go by one statement: one hop to SQLite's thread, one round trip to PostgreSQL, in place of one a table.

use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, ModelTrait, QueryTrait, Statement,
    Value, Values, sea_query::OnConflict,
};

use super::{
    StoreError, Tx, audit, dialect,
    entity::{advice, incident},
};

type Active<M> = <<M as ModelTrait>::Entity as EntityTrait>::ActiveModel;

/// Rows that wait for their transaction, in the order in which they will be inserted. Made outside of it: the writer
/// only hands them over.
#[derive(Debug, Clone)]
pub struct Inserts {
    backend: DbBackend,
    statements: Vec<Statement>,
}

impl Inserts {
    /// None yet, for a database of this kind.
    #[must_use]
    pub fn none(backend: DbBackend) -> Self {
        Self { backend, statements: Vec::with_capacity(12) }
    }

    /// Adds rows of one table: none, one, or several.
    #[must_use]
    pub fn with<M>(mut self, models: impl IntoIterator<Item = M>) -> Self
    where
        M: ModelTrait + IntoActiveModel<Active<M>>,
        Active<M>: ActiveModelTrait<Entity = M::Entity>,
    {
        let mut rows = models.into_iter().map(IntoActiveModel::into_active_model).peekable();
        if rows.peek().is_some() {
            let statement = M::Entity::insert_many(rows).build(self.backend);
            self.statements.push(if self.backend == DbBackend::Sqlite { with_text(statement) } else { statement });
        }
        self
    }

    /// Adds a case with its words in the full-text index.
    #[must_use]
    pub fn with_incident(self, incident: incident::Model) -> Self {
        let words = dialect::index_new_words(self.backend, incident.id, &incident.search_text);
        let mut with_case = self.with([incident]);
        with_case.statements.extend(words);
        with_case
    }

    /// Adds an advice, unless it is there.
    #[must_use]
    pub fn with_advice(mut self, new: advice::Model) -> Self {
        let there = OnConflict::column(advice::Column::Digest).do_nothing().to_owned();
        self.statements.push(advice::Entity::insert(new.into_active_model()).on_conflict(there).build(self.backend));
        self
    }

    /// Adds events of the audit trail.
    #[must_use]
    pub fn with_trail(self, events: Vec<audit::Stored>) -> Self {
        let (events, waiting): (Vec<_>, Vec<_>) = events.into_iter().unzip();
        self.with(events).with(waiting)
    }

    /// These, then the others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.statements.extend(others.statements);
        self
    }

    /// Inserts them all.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when a unique constraint fires.
    pub async fn run(self, tx: &Tx<'_>) -> Result<(), StoreError> {
        match self.together() {
            Some(statement) => Ok(tx.db().execute_raw(statement).await.map(|_| ())?),
            None => Ok(()),
        }
    }

    /// All rows by one statement; none for no rows.
    fn together(self) -> Option<Statement> {
        match self.backend {
            DbBackend::Postgres => as_one_query(self.statements),
            _ => in_a_row(self.statements),
        }
    }
}

/// SQLite keeps documents as text; made text here, they are copied as a piece on their way, not leaf by leaf.
fn with_text(mut statement: Statement) -> Statement {
    let arguments = statement.values.iter_mut().flat_map(|values| &mut values.0);
    for argument in arguments {
        if let Value::Json(Some(document)) = argument {
            *argument = Value::String(Some(document.to_string()));
        }
    }
    statement
}

/// SQLite: several statements one after the other; the `?` of each take up where the last one's ended.
fn in_a_row(parts: Vec<Statement>) -> Option<Statement> {
    let mut parts = parts.into_iter();
    let mut all = parts.next()?;
    let arguments = &mut all.values.get_or_insert(Values(Vec::new())).0;
    for part in parts {
        all.sql.push(';');
        all.sql.push_str(&part.sql);
        arguments.extend(part.values.map(|values| values.0).unwrap_or_default());
    }
    Some(all)
}

/// PostgreSQL: one query of several parts. Its foreign keys are looked at when the whole query ends.
fn as_one_query(mut parts: Vec<Statement>) -> Option<Statement> {
    let last = parts.pop()?;
    let mut arguments = Vec::new();
    let mut named = Vec::with_capacity(parts.len());
    for (number, part) in parts.into_iter().enumerate() {
        named.push(format!("part{number} AS ({})", counted_on(&part.sql, arguments.len())));
        arguments.extend(part.values.map(|values| values.0).unwrap_or_default());
    }
    let with = if named.is_empty() { String::new() } else { format!("WITH {} ", named.join(", ")) };
    let sql = with + &counted_on(&last.sql, arguments.len());
    arguments.extend(last.values.map(|values| values.0).unwrap_or_default());
    Some(Statement { sql, values: Some(Values(arguments)), db_backend: DbBackend::Postgres })
}

/// The same statement, its first argument being number `before + 1`.
fn counted_on(sql: &str, before: usize) -> String {
    let mut pieces = sql.split('$');
    let mut counted = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(piece.len());
        let number: usize = piece[..end].parse().unwrap_or_default();
        counted.push_str(&format!("${}{}", number + before, &piece[end..]));
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(backend: DbBackend, sql: &str, argument: i32) -> Statement {
        Statement::from_sql_and_values(backend, sql, [Value::from(argument), Value::from("$1 and ?")])
    }

    #[test]
    fn one_statement_holds_all_parts_and_counts_their_arguments_on() {
        let sql = "INSERT INTO a (x, y) VALUES ($1, $2)";
        let postgres = |argument| part(DbBackend::Postgres, sql, argument);
        let one = as_one_query(vec![postgres(7), postgres(8), postgres(9)]).expect("there are parts");
        assert_eq!(
            one.sql,
            "WITH part0 AS (INSERT INTO a (x, y) VALUES ($1, $2)), part1 AS (INSERT INTO a (x, y) VALUES ($3, $4)) \
             INSERT INTO a (x, y) VALUES ($5, $6)"
        );
        assert_eq!(one.values.expect("arguments").0.len(), 6);
        let sqlite = |argument| part(DbBackend::Sqlite, "INSERT INTO a (x, y) VALUES (?, ?)", argument);
        let one = in_a_row(vec![sqlite(7), sqlite(8)]).expect("there are parts");
        assert_eq!(one.sql, "INSERT INTO a (x, y) VALUES (?, ?);INSERT INTO a (x, y) VALUES (?, ?)");
        assert_eq!(one.values.expect("arguments").0.len(), 4);
        assert_eq!(as_one_query(Vec::new()), None);
    }
}
