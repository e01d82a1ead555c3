//! A call that isn't over changes hands: it breaks off and waits to be called back, goes to a colleague, is taken up again.

use std::sync::Arc;

use uuid::Uuid;
use vigie_domain::vocabulary::Role;

use super::{By, DeskError, TypedReport, step::document};
use crate::{
    app::App,
    store::{
        Tx,
        entity::{draft, user_account},
        find, row,
    },
};

/// Calls that wait for somebody: those that broke off, and those that nobody has touched or looked at for `left_after`
/// microseconds.
///
/// # Errors
/// The database.
pub async fn waiting_calls(app: &App, left_after: i64) -> Result<Vec<(draft::Model, TypedReport)>, DeskError> {
    let db = app.store.reader();
    let before = app.clock.now().as_microsecond() - left_after;
    let rows = find::unfinished_calls(db).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let seen = find::present_at_any(db, &ids, before).await?;
    let is_left = |row: &draft::Model| row.updated_at < before && seen.iter().all(|one| one.subject != row.id);
    let waiting = rows.into_iter().filter(|row| row.dropped_at.is_some() || is_left(row));
    waiting.map(|row| Ok((row.clone(), document("draft", &row.content)?))).collect()
}

/// The line broke off: the call waits in the list of calls to make, with everything that was said.
///
/// # Errors
/// [`DeskError::Already`] when the call is over.
pub async fn drop_call(app: &Arc<App>, id: Uuid) -> Result<(), DeskError> {
    let now = app.clock.now().as_microsecond();
    change(app, id, move |row| row.dropped_at = Some(row.dropped_at.unwrap_or(now))).await
}

/// Takes up a call that broke off, or that somebody left.
///
/// # Errors
/// [`DeskError::Already`] when the call is over.
pub async fn take_call_back(app: &Arc<App>, by: &By, id: Uuid) -> Result<(), DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    change(app, id, move |row| {
        row.dropped_at = None;
        row.handed_by = row.owner.filter(|owner| *owner != person);
        row.owner = Some(person);
    })
    .await
}

/// Hands a live call over to a colleague: it is one of her tabs at once.
///
/// # Errors
/// [`DeskError::NotFound`] for somebody who takes no calls; [`DeskError::Already`] when the call is over.
pub async fn hand_over(app: &Arc<App>, by: &By, id: Uuid, to: Uuid) -> Result<(), DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    let colleague = row::find::<user_account::Entity>(app.store.reader(), to).await?;
    colleague.filter(takes_calls).ok_or(DeskError::NotFound("colleague"))?;
    change(app, id, move |row| {
        row.owner = Some(to);
        row.handed_by = Some(person);
        row.dropped_at = None;
    })
    .await
}

/// Does this account take calls?
#[must_use]
pub fn takes_calls(user: &user_account::Model) -> bool {
    user.disabled_at.is_none() && user.role.parse().is_ok_and(Role::takes_calls)
}

async fn change(
    app: &Arc<App>,
    id: Uuid,
    act: impl FnOnce(&mut draft::Model) + Send + 'static,
) -> Result<(), DeskError> {
    let now = app.clock.now().as_microsecond();
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let mut row = row::get::<draft::Entity>(tx.db(), id, "call").await?;
                if row.finished_at.is_some() {
                    return Err(DeskError::Already("the call is over"));
                }
                act(&mut row);
                row.updated_at = now;
                Ok::<(), DeskError>(row::save(tx, row).await?)
            })
        })
        .await?;
    app.call_changed(id);
    Ok(())
}
