//! Ties of the staff with firms: a tie keeps the firm's vetting and choice from the person who has it.

use std::sync::Arc;

use uuid::Uuid;
use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use crate::{
    app::App,
    desk::{By, DeskError},
    store::{Tx, audit, entity::staff_tie, row},
};

/// Has this person declared a tie with this firm?
///
/// # Errors
/// The database.
pub async fn has_tie(app: &App, person: Uuid, provider: Uuid) -> Result<bool, DeskError> {
    Ok(row::find::<staff_tie::Entity>(app.store.reader(), (person, provider)).await?.is_some())
}

/// Declares a tie of one's own.
///
/// # Errors
/// [`DeskError::Needs`] without saying which; [`DeskError::Already`] when it is declared.
pub async fn declare_tie(app: &Arc<App>, by: &By, provider: Uuid, why: String) -> Result<(), DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    if why.trim().is_empty() {
        return Err(DeskError::Needs("which tie"));
    }
    if has_tie(app, person, provider).await? {
        return Err(DeskError::Already("the tie is declared"));
    }
    let row = staff_tie::Model {
        user_id: person,
        provider_id: provider,
        why: why.trim().chars().take(500).collect(),
        declared_at: app.clock.now().as_microsecond(),
    };
    write(app, by, provider, "declared", move |tx| Box::pin(async move { Ok(row::insert(tx, row).await?) })).await
}

/// Says that a tie of one's own is over.
///
/// # Errors
/// [`DeskError::NotFound`] when there was none.
pub async fn take_tie_back(app: &Arc<App>, by: &By, provider: Uuid) -> Result<(), DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    let found = row::find::<staff_tie::Entity>(app.store.reader(), (person, provider)).await?;
    let tie = found.ok_or(DeskError::NotFound("tie"))?;
    write(app, by, provider, "over", move |tx| Box::pin(async move { Ok(row::delete(tx, tie).await?) })).await
}

async fn write<F>(app: &Arc<App>, by: &By, provider: Uuid, state: &'static str, act: F) -> Result<(), DeskError>
where
    F: for<'t> FnOnce(&'t Tx<'t>) -> crate::store::BoxFuture<'t, Result<(), DeskError>> + Send + 'static,
{
    let (now, actor) = (app.clock.now(), by.actor());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                act(tx).await?;
                let (subject, action) = (Subject::Provider(provider.into()), Action::TieDeclared);
                let payload = Payload::new().text("state", state);
                Ok(audit::append(tx, vec![EventDraft { subject, actor, action, payload }], now).await?)
            })
        })
        .await
}
