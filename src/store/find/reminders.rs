//! Questions about what the desk reminds its people of: legal clocks that run out, and the day as a whole.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::owed_contact;
use crate::store::{
    StoreError,
    entity::{deadline, deadline_warning, digest, inbound_mail, incident, outbox},
};

/// Running clocks of whose time so many hundredths are gone at `now`, that nobody was warned of at that share or a later.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn deadlines_to_warn(
    db: &impl ConnectionTrait,
    percent: i32,
    now: i64,
) -> Result<Vec<deadline::Model>, StoreError> {
    let warned = deadline_warning::Entity::find()
        .select_only()
        .column(deadline_warning::Column::DeadlineId)
        .filter(deadline_warning::Column::Percent.gte(percent));
    let start = || Expr::col(deadline::Column::StartAt);
    let gone = Expr::val(now).sub(start()).mul(100);
    let share = Expr::col(deadline::Column::DueAt).sub(start()).mul(i64::from(percent));
    let query = deadline::Entity::find()
        .filter(deadline::Column::State.eq("running"))
        .filter(deadline::Column::DueAt.gt(now))
        .filter(gone.gte(share))
        .filter(deadline::Column::Id.not_in_subquery(warned.into_query()));
    Ok(query.order_by_asc(deadline::Column::DueAt).limit(200).all(db).await?)
}

/// Was a clock warned of, at this share of its time or a later?
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn was_warned(db: &impl ConnectionTrait, deadline: Uuid, percent: i32) -> Result<bool, StoreError> {
    let query = deadline_warning::Entity::find()
        .filter(deadline_warning::Column::DeadlineId.eq(deadline))
        .filter(deadline_warning::Column::Percent.gte(percent));
    Ok(query.count(db).await? > 0)
}

/// The digest of the latest day that has one.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn last_digest(db: &impl ConnectionTrait) -> Result<Option<digest::Model>, StoreError> {
    Ok(digest::Entity::find().order_by_desc(digest::Column::Day).one(db).await?)
}

/// What the day's digest counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// Reports that came since the last digest.
    pub reports: u64,
    /// Cases that are open.
    pub open: u64,
    /// Of those, wanting a provider without one.
    pub unassigned: u64,
    /// Of those, that nobody has spoken with in time.
    pub uncontacted: u64,
    /// Messages that didn't arrive, or are kept back.
    pub undelivered: u64,
    /// Mails that wait for a person.
    pub unread: u64,
}

/// Counts the day; exercises don't count.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn day_counts(
    db: &impl ConnectionTrait,
    open: &[&str],
    since: i64,
    now: i64,
) -> Result<DayCounts, StoreError> {
    let cases = || incident::Entity::find().filter(incident::Column::Exercise.eq(false));
    let open = || cases().filter(incident::Column::State.is_in(open.iter().copied()));
    let unassigned = cases()
        .filter(incident::Column::State.is_in(["open", "offering"]))
        .filter(incident::Column::VerifiedAt.is_not_null())
        .filter(incident::Column::AgreedAt.is_not_null());
    let uncontacted = cases().filter(owed_contact()).filter(incident::Column::FirstContactDue.lte(now));
    let stuck = outbox::Entity::find().filter(outbox::Column::State.is_in(["held", "bounced", "gave_up"]));
    let waits = Condition::any()
        .add(inbound_mail::Column::Outcome.is_in(["aside", "quarantine"]))
        .add(inbound_mail::Column::Suspect.eq(true));
    let unread = inbound_mail::Entity::find().filter(inbound_mail::Column::DecidedAt.is_null()).filter(waits);
    Ok(DayCounts {
        reports: cases().filter(incident::Column::ReceivedAt.gte(since)).count(db).await?,
        open: open().count(db).await?,
        unassigned: unassigned.count(db).await?,
        uncontacted: uncontacted.count(db).await?,
        undelivered: stuck.count(db).await?,
        unread: unread.count(db).await?,
    })
}

/// Running clocks that end before then, the next one first, with the references of their cases.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn deadlines_before(
    db: &impl ConnectionTrait,
    before: i64,
    limit: u64,
) -> Result<Vec<(String, i64)>, StoreError> {
    let query = deadline::Entity::find()
        .filter(deadline::Column::State.eq("running"))
        .filter(deadline::Column::DueAt.lt(before))
        .order_by_asc(deadline::Column::DueAt)
        .limit(limit);
    let clocks = query.all(db).await?;
    let cases = incident::Entity::find()
        .select_only()
        .columns([incident::Column::Id, incident::Column::Reference])
        .filter(incident::Column::Id.is_in(clocks.iter().map(|clock| clock.incident_id)))
        .filter(incident::Column::Exercise.eq(false));
    let cases: Vec<(Uuid, String)> = cases.into_tuple().all(db).await?;
    let named = |clock: &deadline::Model| {
        let (_, reference) = cases.iter().find(|(id, _)| *id == clock.incident_id)?;
        Some((reference.clone(), clock.due_at?))
    };
    Ok(clocks.iter().filter_map(named).collect())
}
