//! Questions about the weights of the score, and the past that others are tried on.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::Json,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use uuid::Uuid;

use crate::store::{
    StoreError, Tx,
    entity::{incident, shortlist, weights_proposal},
};

/// Lists read at once: each holds all of its candidates.
const LISTS_AT_ONCE: usize = 40;

/// The weights that were approved last; none: those of the configuration are in force.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn approved_weights(db: &impl ConnectionTrait) -> Result<Option<weights_proposal::Model>, StoreError> {
    let query = weights_proposal::Entity::find().filter(weights_proposal::Column::Version.is_not_null());
    Ok(query.order_by_desc(weights_proposal::Column::Version).one(db).await?)
}

/// Weights that wait for a second person.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn waiting_weights(db: &impl ConnectionTrait) -> Result<Option<weights_proposal::Model>, StoreError> {
    let query = weights_proposal::Entity::find().filter(weights_proposal::Column::State.eq("waiting"));
    Ok(query.one(db).await?)
}

/// Weights that were decided about, the newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn decided_weights(
    db: &impl ConnectionTrait,
    limit: u64,
) -> Result<Vec<weights_proposal::Model>, StoreError> {
    let query = weights_proposal::Entity::find().filter(weights_proposal::Column::State.ne("waiting"));
    Ok(query.order_by_desc(weights_proposal::Column::DecidedAt).limit(limit).all(db).await?)
}

/// Writes a decision, if nobody was faster. Says whether it was written: of two at once the second waits for the first and
/// finds it done.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn decide_waiting_weights(tx: &Tx<'_>, decided: &weights_proposal::Model) -> Result<bool, StoreError> {
    use weights_proposal::Column;
    let written = weights_proposal::Entity::update_many()
        .col_expr(Column::State, Expr::value(decided.state.clone()))
        .col_expr(Column::DecidedBy, Expr::value(decided.decided_by))
        .col_expr(Column::DecidedAt, Expr::value(decided.decided_at))
        .col_expr(Column::DecidedWhy, Expr::value(decided.decided_why.clone()))
        .col_expr(Column::Version, Expr::value(decided.version))
        .filter(Column::Id.eq(decided.id))
        .filter(Column::State.eq("waiting"))
        .exec(tx.db())
        .await?;
    Ok(written.rows_affected == 1)
}

/// The first list of each case since then, exercises left out: ids, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn first_lists_since(db: &impl ConnectionTrait, since: i64, limit: u64) -> Result<Vec<Uuid>, StoreError> {
    let other = Alias::new("other");
    let first = Query::select()
        .expr(Expr::col((other.clone(), shortlist::Column::MadeAt)).min())
        .from_as(shortlist::Entity, other.clone())
        .and_where(
            Expr::col((other, shortlist::Column::IncidentId))
                .equals((shortlist::Entity, shortlist::Column::IncidentId)),
        )
        .to_owned();
    let real = Query::select()
        .column(incident::Column::Id)
        .from(incident::Entity)
        .and_where(Expr::col((incident::Entity, incident::Column::Exercise)).eq(false))
        .to_owned();
    let query = shortlist::Entity::find()
        .select_only()
        .column(shortlist::Column::Id)
        .filter(shortlist::Column::MadeAt.gte(since))
        .filter(shortlist::Column::MadeAt.in_subquery(first))
        .filter(shortlist::Column::IncidentId.in_subquery(real));
    let query = query.order_by_desc(shortlist::Column::MadeAt).order_by_desc(shortlist::Column::Id);
    Ok(query.limit(limit).into_tuple().all(db).await?)
}

/// These lists with all that was frozen of them, in the order of `ids`, some at a time: `take` turns each into what is kept
/// of it.
///
/// # Errors
/// [`StoreError::Unavailable`]; what `take` refuses.
pub async fn frozen_lists<T>(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
    take: impl Fn(&Json) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut kept = Vec::with_capacity(ids.len());
    for some in ids.chunks(LISTS_AT_ONCE) {
        let query = shortlist::Entity::find()
            .select_only()
            .columns([shortlist::Column::Id, shortlist::Column::List])
            .filter(shortlist::Column::Id.is_in(some.iter().copied()));
        let mut found: std::collections::HashMap<Uuid, Json> =
            query.into_tuple::<(Uuid, Json)>().all(db).await?.into_iter().collect();
        for id in some {
            if let Some(list) = found.remove(id) {
                kept.push(take(&list)?);
            }
        }
    }
    Ok(kept)
}
