//! Questions about offers, assignments and links.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Json};
use uuid::Uuid;

use crate::store::{
    StoreError,
    entity::{assignment, link, offer, shortlist},
};

/// All offers of a case, in the order in which they were made.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn offers_of(db: &impl ConnectionTrait, incident: Uuid) -> Result<Vec<offer::Model>, StoreError> {
    let query = offer::Entity::find().filter(offer::Column::IncidentId.eq(incident));
    Ok(query
        .order_by_asc(offer::Column::CreatedAt)
        .order_by_asc(offer::Column::Draw)
        .order_by_asc(offer::Column::Id)
        .all(db)
        .await?)
}

/// Held offers whose hour has come.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn offers_to_release(db: &impl ConnectionTrait, now: i64) -> Result<Vec<offer::Model>, StoreError> {
    due(db, "held", offer::Column::LeavesAt, now).await
}

/// Sent offers whose time is up.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn offers_to_expire(db: &impl ConnectionTrait, now: i64) -> Result<Vec<offer::Model>, StoreError> {
    due(db, "sent", offer::Column::ExpiresAt, now).await
}

/// Sent offers at half time, for which nobody has the task to phone yet.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn offers_at_half_time(db: &impl ConnectionTrait, now: i64) -> Result<Vec<offer::Model>, StoreError> {
    let query = offer::Entity::find()
        .filter(offer::Column::State.eq("sent"))
        .filter(offer::Column::HalfTimeDone.eq(false))
        .filter(offer::Column::HalfTimeAt.lte(now));
    Ok(query.limit(200).all(db).await?)
}

async fn due(
    db: &impl ConnectionTrait,
    state: &str,
    at: offer::Column,
    now: i64,
) -> Result<Vec<offer::Model>, StoreError> {
    let query = offer::Entity::find().filter(offer::Column::State.eq(state)).filter(at.lte(now));
    Ok(query.order_by_asc(at).limit(200).all(db).await?)
}

/// Offers that wait or are available, of all cases.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn living_offers(db: &impl ConnectionTrait) -> Result<Vec<offer::Model>, StoreError> {
    let query = offer::Entity::find().filter(offer::Column::State.is_in(["held", "sent", "available"]));
    Ok(query.limit(10_000).all(db).await?)
}

/// Assignments of a provider, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn assignments_to_provider(
    db: &impl ConnectionTrait,
    provider: Uuid,
    limit: u64,
) -> Result<Vec<assignment::Model>, StoreError> {
    let query = assignment::Entity::find().filter(assignment::Column::ProviderId.eq(provider));
    Ok(query
        .order_by_desc(assignment::Column::AssignedAt)
        .order_by_desc(assignment::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

/// What a provider is working on, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn open_assignments_of(
    db: &impl ConnectionTrait,
    provider: Uuid,
) -> Result<Vec<assignment::Model>, StoreError> {
    let query = assignment::Entity::find()
        .filter(assignment::Column::ProviderId.eq(provider))
        .filter(assignment::Column::EndedAt.is_null());
    Ok(query.order_by_desc(assignment::Column::AssignedAt).order_by_desc(assignment::Column::Id).all(db).await?)
}

/// Offers made to a provider, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn offers_to_provider(
    db: &impl ConnectionTrait,
    provider: Uuid,
    limit: u64,
) -> Result<Vec<offer::Model>, StoreError> {
    let query = offer::Entity::find().filter(offer::Column::ProviderId.eq(provider));
    Ok(query.order_by_desc(offer::Column::CreatedAt).order_by_desc(offer::Column::Id).limit(limit).all(db).await?)
}

/// Offers made since then: for the figures and the rotation.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn offers_since(db: &impl ConnectionTrait, since: i64) -> Result<Vec<offer::Model>, StoreError> {
    Ok(offer::Entity::find().filter(offer::Column::CreatedAt.gte(since)).limit(100_000).all(db).await?)
}

/// The open assignment of a case.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn open_assignment(
    db: &impl ConnectionTrait,
    incident: Uuid,
) -> Result<Option<assignment::Model>, StoreError> {
    let query = assignment::Entity::find()
        .filter(assignment::Column::IncidentId.eq(incident))
        .filter(assignment::Column::EndedAt.is_null());
    Ok(query.one(db).await?)
}

/// The assignment that came of an offer.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn assignment_of_offer(
    db: &impl ConnectionTrait,
    offer: Uuid,
) -> Result<Option<assignment::Model>, StoreError> {
    let query = assignment::Entity::find().filter(assignment::Column::OfferId.eq(offer));
    Ok(query.order_by_desc(assignment::Column::AssignedAt).order_by_desc(assignment::Column::Id).one(db).await?)
}

/// Assignments that are open, or were made since then: for capacity and the rolling cap.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn assignments_open_or_since(
    db: &impl ConnectionTrait,
    since: i64,
) -> Result<Vec<assignment::Model>, StoreError> {
    let either = sea_orm::Condition::any()
        .add(assignment::Column::EndedAt.is_null())
        .add(assignment::Column::AssignedAt.gte(since));
    Ok(assignment::Entity::find().filter(either).limit(100_000).all(db).await?)
}

/// Assignments made from one instant until another.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn assignments_between(
    db: &impl ConnectionTrait,
    from: i64,
    until: i64,
) -> Result<Vec<assignment::Model>, StoreError> {
    let query = assignment::Entity::find()
        .filter(assignment::Column::AssignedAt.gte(from))
        .filter(assignment::Column::AssignedAt.lt(until));
    Ok(query
        .order_by_asc(assignment::Column::AssignedAt)
        .order_by_asc(assignment::Column::Id)
        .limit(100_000)
        .all(db)
        .await?)
}

/// Offers of several cases.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn offers_of_cases(db: &impl ConnectionTrait, cases: &[Uuid]) -> Result<Vec<offer::Model>, StoreError> {
    let mut offers = Vec::new();
    // A statement takes some tens of thousands of values at most.
    for some in cases.chunks(1000) {
        let query = offer::Entity::find().filter(offer::Column::IncidentId.is_in(some.iter().copied()));
        offers.extend(query.order_by_asc(offer::Column::CreatedAt).order_by_asc(offer::Column::Draw).all(db).await?);
    }
    Ok(offers)
}

/// Assignments whose provider has not confirmed its first contact in time.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn provider_contact_overdue(
    db: &impl ConnectionTrait,
    now: i64,
) -> Result<Vec<assignment::Model>, StoreError> {
    let query = assignment::Entity::find()
        .filter(assignment::Column::EndedAt.is_null())
        .filter(assignment::Column::FirstContactAt.is_null())
        .filter(assignment::Column::FirstContactDue.lte(now));
    Ok(query.limit(200).all(db).await?)
}

/// The newest shortlist of a case.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn last_shortlist(db: &impl ConnectionTrait, incident: Uuid) -> Result<Option<shortlist::Model>, StoreError> {
    let query = shortlist::Entity::find()
        .filter(shortlist::Column::IncidentId.eq(incident))
        .order_by_desc(shortlist::Column::MadeAt)
        .order_by_desc(shortlist::Column::Id);
    Ok(query.one(db).await?)
}

/// The need of the newest shortlist of each of several cases.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn last_needs_of_cases(db: &impl ConnectionTrait, cases: &[Uuid]) -> Result<HashMap<Uuid, Json>, StoreError> {
    use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
    let later = Alias::new("later");
    let newest = Query::select()
        .expr(Expr::col((later.clone(), shortlist::Column::MadeAt)).max())
        .from_as(shortlist::Entity, later.clone())
        .and_where(
            Expr::col((later, shortlist::Column::IncidentId))
                .equals((shortlist::Entity, shortlist::Column::IncidentId)),
        )
        .to_owned();
    let mut needs = HashMap::new();
    for some in cases.chunks(1000) {
        let query = shortlist::Entity::find()
            .select_only()
            .columns([shortlist::Column::IncidentId, shortlist::Column::Need])
            .filter(shortlist::Column::IncidentId.is_in(some.iter().copied()))
            .filter(shortlist::Column::MadeAt.in_subquery(newest.clone()));
        let found: Vec<(Uuid, Json)> = query.into_tuple().all(db).await?;
        needs.extend(found);
    }
    Ok(needs)
}

/// Links of a case.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn links_of(db: &impl ConnectionTrait, incident: Uuid) -> Result<Vec<link::Model>, StoreError> {
    Ok(link::Entity::find().filter(link::Column::IncidentId.eq(incident)).all(db).await?)
}
