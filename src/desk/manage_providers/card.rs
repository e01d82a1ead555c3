//! A supervisor corrects a provider's card: who and where it is, what it can do, its labels. Who has a tie with the firm
//! doesn't.

use std::sync::Arc;

use uuid::Uuid;
use vigie_domain::provider::{
    Provider,
    application::{FormFields, FormRefusal},
    card::read_card,
};

use super::{by_document::amend_provider, ties::has_tie};
use crate::{
    app::App,
    desk::{By, DeskError, step::document},
    store::{entity::provider, row},
};

/// What became of a corrected card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardEdited {
    /// It is kept; the same again changes nothing.
    Kept,
    /// Fields at fault.
    Refused(Vec<FormRefusal>),
}

/// The card as it is stored, its version beside it.
///
/// # Errors
/// [`DeskError::NotFound`]; the database.
pub async fn stored_card(app: &App, id: Uuid) -> Result<(provider::Model, Provider), DeskError> {
    let row = row::get::<provider::Entity>(app.store.reader(), id, "provider").await?;
    let mut known: Provider = document("provider", &row.document)?;
    known.id = row.id.into();
    Ok((row, known))
}

/// Corrects the card that was seen at a version.
///
/// # Errors
/// [`DeskError::Forbidden`] for who has a tie with the firm; [`DeskError::OtherVersion`] when somebody changed it since;
/// [`DeskError::Already`] when another has the SIRET.
pub async fn edit_card(
    app: &Arc<App>,
    by: &By,
    (id, seen): (Uuid, i64),
    fields: &FormFields,
) -> Result<CardEdited, DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    if has_tie(app, person, id).await? {
        return Err(DeskError::Forbidden);
    }
    let (row, known) = stored_card(app, id).await?;
    if row.version != seen {
        return Err(DeskError::OtherVersion { now: row.version });
    }
    match read_card(&known, fields) {
        Ok(given) => amend_provider(app, by, row, given).await.map(|()| CardEdited::Kept),
        Err(refused) => Ok(CardEdited::Refused(refused)),
    }
}
