//! Questions of the screens: who looks at what, calls that are not over, what is new since a page was opened.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{CaseLine, lines, owed_contact};
use crate::store::{
    StoreError, Tx,
    entity::{draft, incident, presence, task},
};

/// Who has looked at any of these since then.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn present_at_any(
    db: &impl ConnectionTrait,
    subjects: &[Uuid],
    since: i64,
) -> Result<Vec<presence::Model>, StoreError> {
    let query = presence::Entity::find()
        .filter(presence::Column::Subject.is_in(subjects.iter().copied()))
        .filter(presence::Column::SeenAt.gte(since));
    Ok(query.all(db).await?)
}

/// Forgets who looked at what before then.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn forget_presence(tx: &Tx<'_>, before: i64) -> Result<(), StoreError> {
    presence::Entity::delete_many().filter(presence::Column::SeenAt.lt(before)).exec(tx.db()).await?;
    Ok(())
}

/// Calls that an operator has not finished; those that broke off wait in the list of calls to make.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn open_drafts(db: &impl ConnectionTrait, owner: Uuid) -> Result<Vec<draft::Model>, StoreError> {
    let query = draft::Entity::find()
        .filter(draft::Column::Owner.eq(owner))
        .filter(draft::Column::FinishedAt.is_null())
        .filter(draft::Column::DroppedAt.is_null());
    Ok(query.order_by_desc(draft::Column::UpdatedAt).order_by_desc(draft::Column::Id).limit(50).all(db).await?)
}

/// Every call of the desk that is not over, the longest waiting first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn unfinished_calls(db: &impl ConnectionTrait) -> Result<Vec<draft::Model>, StoreError> {
    // A form of the public is nobody's; so is a call that nobody answered, and that one broke off.
    let calls =
        sea_orm::Condition::any().add(draft::Column::Owner.is_not_null()).add(draft::Column::DroppedAt.is_not_null());
    let query = draft::Entity::find().filter(calls).filter(draft::Column::FinishedAt.is_null());
    Ok(query.order_by_asc(draft::Column::UpdatedAt).order_by_asc(draft::Column::Id).limit(100).all(db).await?)
}

/// When a call was last written into.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn newest_call_at(db: &impl ConnectionTrait) -> Result<Option<i64>, StoreError> {
    let query = draft::Entity::find()
        .filter(draft::Column::FinishedAt.is_null())
        .select_only()
        .column_as(draft::Column::UpdatedAt.max(), "newest");
    Ok(query.into_tuple().one(db).await?.flatten())
}

/// Urgent cases that came since then other than by telephone, and with which nobody has spoken.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn urgent_since(db: &impl ConnectionTrait, since: i64) -> Result<Vec<CaseLine>, StoreError> {
    let query = incident::Entity::find()
        .filter(owed_contact())
        .filter(incident::Column::Priority.lte(2))
        .filter(incident::Column::ReceivedAt.gte(since))
        .filter(incident::Column::Channel.ne("phone"));
    lines(query.order_by_desc(incident::Column::ReceivedAt).limit(5), db).await
}

/// Cases with whom somebody of the desk must speak for the first time, the most urgent first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn awaiting_contact(db: &impl ConnectionTrait) -> Result<Vec<CaseLine>, StoreError> {
    let query = incident::Entity::find().filter(owed_contact());
    lines(query.order_by_asc(incident::Column::FirstContactDue).limit(100), db).await
}

/// Calls that the desk owes: open tasks to telephone, with their cases.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn calls_owed(db: &impl ConnectionTrait) -> Result<Vec<(task::Model, CaseLine)>, StoreError> {
    let tasks: Vec<task::Model> = task::Entity::find()
        .filter(task::Column::DoneAt.is_null())
        .filter(task::Column::Kind.is_in(["call_victim", "call_on_call", "choose_for_victim"]))
        .order_by_asc(task::Column::DueAt)
        .order_by_asc(task::Column::Id)
        .limit(100)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = tasks.iter().map(|task| task.incident_id).collect();
    let cases = lines(incident::Entity::find().filter(incident::Column::Id.is_in(ids)), db).await?;
    let case_of = |id: Uuid| cases.iter().find(|case| case.id == id).cloned();
    Ok(tasks.into_iter().filter_map(|task| Some((task.clone(), case_of(task.incident_id)?))).collect())
}

/// Cases of a postal code that are not over, or were closed since then. A few for a village, thousands for a city.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn cases_at(db: &impl ConnectionTrait, postal_code: &str, since: i64) -> Result<Vec<Uuid>, StoreError> {
    let open =
        sea_orm::Condition::any().add(incident::Column::ClosedAt.is_null()).add(incident::Column::ClosedAt.gte(since));
    let query = incident::Entity::find()
        .filter(incident::Column::PostalCode.eq(postal_code))
        .filter(incident::Column::ErasedAt.is_null())
        .filter(open);
    Ok(query.select_only().column(incident::Column::Id).into_tuple().all(db).await?)
}

/// The half-filled form of this code.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn form_by_code(db: &impl ConnectionTrait, code_hash: &str) -> Result<Option<draft::Model>, StoreError> {
    Ok(draft::Entity::find().filter(draft::Column::CodeHash.eq(code_hash)).one(db).await?)
}

/// Forgets half-filled forms that nobody has touched since then.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn forget_forms(tx: &Tx<'_>, before: i64) -> Result<(), StoreError> {
    draft::Entity::delete_many()
        .filter(draft::Column::CodeHash.is_not_null())
        .filter(draft::Column::UpdatedAt.lt(before))
        .exec(tx.db())
        .await?;
    Ok(())
}
