//! Who looks at which case or call, so that two people on one record see each other.

use std::sync::Arc;

use jiff::SignedDuration;
use uuid::Uuid;

use super::{By, DeskError};
use crate::{
    app::App,
    store::{Tx, entity::presence, find, row},
};

/// A page that hasn't said so for this long is closed.
const GONE_AFTER: SignedDuration = SignedDuration::from_secs(45);

/// Says that this person looks at a case or a call; those who look at the same hear of a newcomer.
///
/// # Errors
/// [`DeskError::Forbidden`] for anybody but the staff.
pub async fn be_present(app: &Arc<App>, by: &By, subject: Uuid) -> Result<(), DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    let now = app.clock.now();
    let seen_at = now.as_microsecond();
    let gone = (now - GONE_AFTER).as_microsecond();
    let is_new = app
        .store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                find::forget_presence(tx, gone).await?;
                let known = row::find::<presence::Entity>(tx.db(), (person, subject)).await?;
                let row = presence::Model { user_id: person, subject, seen_at };
                match &known {
                    Some(_) => row::save(tx, row).await?,
                    None => row::insert(tx, row).await?,
                }
                Ok::<bool, DeskError>(known.is_none())
            })
        })
        .await?;
    if is_new {
        app.call_changed(subject);
    }
    Ok(())
}

/// Who looks at any of these now: what, and who.
///
/// # Errors
/// The database.
pub async fn present_at_any(app: &App, subjects: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>, DeskError> {
    let since = (app.clock.now() - GONE_AFTER).as_microsecond();
    let rows = find::present_at_any(app.store.reader(), subjects, since).await?;
    Ok(rows.into_iter().map(|row| (row.subject, row.user_id)).collect())
}

/// Accounts that look at a case or a call now.
///
/// # Errors
/// The database.
pub async fn present_at(app: &App, subject: Uuid) -> Result<Vec<Uuid>, DeskError> {
    Ok(present_at_any(app, &[subject]).await?.into_iter().map(|(_, person)| person).collect())
}
