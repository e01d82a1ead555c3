//! Questions of the queue: which cases, in which order, from which on.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{CaseLine, lines};
use crate::store::{StoreError, dialect, entity::incident};

/// States of a case before a person has lifted the doubt.
pub const UNSEEN: [&str; 2] = ["received", "unverified"];

/// What the queue is narrowed to. Empty lists and `None` narrow nothing.
#[derive(Debug, Clone, Default)]
pub struct QueueFilter {
    /// States to show.
    pub states: Vec<String>,
    /// Category id.
    pub category: Option<String>,
    /// Severity.
    pub severity: Option<String>,
    /// Department code.
    pub department: Option<String>,
    /// Whose cases.
    pub owner: Option<Uuid>,
    /// Folded, stemmed words, all of which must be there.
    pub words: Vec<String>,
    /// How much of a word must be told.
    pub by: Match,
    /// Look through no more than this many cases that have the words, those written last. For words alone: a case that
    /// another filter asks for could stand behind them.
    pub newest_hits: Option<u64>,
    /// Received before this, microseconds.
    pub before: Option<i64>,
    /// Received at or after this, microseconds.
    pub since: Option<i64>,
    /// In which order.
    pub order: QueueOrder,
    /// Reports that look like a program's, which nobody has looked at yet.
    pub machines: Machines,
    /// Cases that aren't there, neither in the list nor in its count.
    pub without: Vec<Uuid>,
    /// The line after which this page begins, in that order.
    pub after: Option<QueuePlace>,
}

/// What becomes of reports that look like a program's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Machines {
    /// They stand among the others.
    #[default]
    Among,
    /// They are left out: they have a tray of their own.
    LeftOut,
    /// That tray.
    Alone,
}

impl Machines {
    fn condition(self) -> Option<Condition> {
        let column = incident::Column::MachineSigns;
        match self {
            Self::Among => None,
            Self::LeftOut => Some(Condition::all().add(column.eq(""))),
            // As the index says it, or it isn't used.
            Self::Alone => Some(Condition::all().add(Expr::cust("machine_signs <> ''"))),
        }
    }
}

/// How much of a word a search must be told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Match {
    /// Its beginning: people see results while they type.
    #[default]
    Beginning,
    /// All of it: nobody spells out a telephone number digit by digit.
    Whole,
}

/// In which order the queue is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum QueueOrder {
    /// Newest first, as a machine pages.
    #[default]
    Newest,
    /// By priority, then newest first.
    Priority,
    /// What runs out first: the first contact that is owed, else the next legal clock; cases without a clock last.
    Deadline,
}

/// Where a line stands in the queue, whatever its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueuePlace {
    /// When its next clock runs out, in microseconds; `i64::MAX` without a clock. Looked at by deadline only.
    pub clock: i64,
    /// 1 to 4. Looked at by priority and by deadline.
    pub priority: i32,
    /// When the desk got it, in microseconds.
    pub received_at: i64,
    /// Its id, among those that came in the same instant.
    pub id: Uuid,
}

impl QueuePlace {
    /// A place that only the order of time looks at.
    #[must_use]
    pub const fn in_time(received_at: i64, id: Uuid) -> Self {
        Self { clock: i64::MAX, priority: i32::MAX, received_at, id }
    }

    /// What comes after it.
    fn following(self, order: QueueOrder) -> Condition {
        let together = Condition::all().add(incident::Column::ReceivedAt.eq(self.received_at));
        let older = Condition::any()
            .add(incident::Column::ReceivedAt.lt(self.received_at))
            .add(together.add(incident::Column::Id.lt(self.id)));
        let as_urgent = Condition::all().add(incident::Column::Priority.eq(self.priority)).add(older.clone());
        let by_priority = Condition::any().add(incident::Column::Priority.gt(self.priority)).add(as_urgent);
        let clock = || Expr::cust(dialect::NEXT_CLOCK);
        match order {
            // The bound of the index is said apart: an `OR` alone would make the database read from the beginning.
            QueueOrder::Newest => Condition::all().add(incident::Column::ReceivedAt.lte(self.received_at)).add(older),
            QueueOrder::Priority => by_priority,
            QueueOrder::Deadline => Condition::any()
                .add(clock().gt(self.clock))
                .add(Condition::all().add(clock().eq(self.clock)).add(by_priority)),
        }
    }
}

impl QueueFilter {
    fn select(&self, db: &impl ConnectionTrait) -> Select<incident::Entity> {
        let equals = [
            (incident::Column::Category, &self.category),
            (incident::Column::Severity, &self.severity),
            (incident::Column::Department, &self.department),
        ];
        let equals = equals.into_iter().filter_map(|(column, value)| value.as_ref().map(|value| column.eq(value)));
        let mut all = equals.fold(Condition::all(), Condition::add);
        if !self.states.is_empty() {
            all = all.add(incident::Column::State.is_in(&self.states));
        }
        all = all
            .add_option(self.machines.condition())
            .add_option(self.owner.map(|owner| incident::Column::Owner.eq(owner)))
            .add_option(self.before.map(|before| incident::Column::ReceivedAt.lt(before)))
            .add_option(self.since.map(|since| incident::Column::ReceivedAt.gte(since)));
        if !self.without.is_empty() {
            all = all.add(incident::Column::Id.is_not_in(self.without.iter().copied()));
        }
        if !self.words.is_empty() {
            let backend = db.get_database_backend();
            let words = dialect::words_query(backend, &self.words, self.by);
            all = all.add(dialect::words_condition(backend, words, self.newest_hits));
        }
        incident::Entity::find().filter(all)
    }

    /// The same, from the place on at which the page begins.
    pub(super) fn page(&self, db: &impl ConnectionTrait) -> Select<incident::Entity> {
        let following = self.after.map(|after| after.following(self.order));
        self.select(db).filter(Condition::all().add_option(following))
    }
}

/// Cases of the queue, at most `limit`.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn queue(db: &impl ConnectionTrait, filter: &QueueFilter, limit: u64) -> Result<Vec<CaseLine>, StoreError> {
    let query = filter.page(db);
    let query = match filter.order {
        QueueOrder::Newest => query,
        QueueOrder::Priority => query.order_by_asc(incident::Column::Priority),
        QueueOrder::Deadline => {
            query.order_by_asc(Expr::cust(dialect::NEXT_CLOCK)).order_by_asc(incident::Column::Priority)
        }
    };
    let query = query.order_by_desc(incident::Column::ReceivedAt).order_by_desc(incident::Column::Id);
    lines(query.limit(limit), db).await
}

/// How many cases the filter lets through, counted no further than `most`.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn queue_length(db: &impl ConnectionTrait, filter: &QueueFilter, most: u64) -> Result<u64, StoreError> {
    let query = filter.select(db).select_only().column(incident::Column::Id).limit(most);
    Ok(query.count(db).await?)
}

/// Number of cases in a state.
#[derive(Debug, Clone, FromQueryResult)]
pub struct StateCount {
    /// The state.
    pub state: String,
    /// How many.
    pub cases: i64,
}

/// How many cases there are in each of these states. For states that cases leave again: the others grow for ever.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn state_counts(db: &impl ConnectionTrait, states: &[&str]) -> Result<Vec<StateCount>, StoreError> {
    let counts = incident::Entity::find()
        .select_only()
        .column(incident::Column::State)
        .column_as(incident::Column::Id.count(), "cases")
        .filter(incident::Column::State.is_in(states.iter().copied()))
        .group_by(incident::Column::State);
    Ok(counts.into_model().all(db).await?)
}

/// How many reports look like a program's, and nobody has looked at them yet.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn machine_count(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    let filter =
        QueueFilter { states: UNSEEN.map(str::to_owned).into(), machines: Machines::Alone, ..QueueFilter::default() };
    Ok(filter.select(db).select_only().column(incident::Column::Id).count(db).await?)
}

/// Has the desk any case at all?
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn has_cases(db: &impl ConnectionTrait) -> Result<bool, StoreError> {
    let one = incident::Entity::find().select_only().column(incident::Column::Id).limit(1);
    Ok(one.into_tuple::<Uuid>().one(db).await?.is_some())
}
