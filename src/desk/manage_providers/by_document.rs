//! A provider told as a document by a partner's system: a newcomer is an applicant, a correction is for the version that was
//! seen. What people decide (vetting, pause, the wish to be listed) isn't the document's to change.

use std::sync::Arc;

use uuid::Uuid;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    ids::ProviderId,
    provider::{Provider, Vetting},
    vocabulary::VettingState,
};

use super::{
    change::{Change, change},
    import::{changed_fields, merged, row_of_new},
};
use crate::{
    app::App,
    desk::{By, DeskError, refresh_directory::refresh_directory},
    store::{StoreError, Tx, audit, entity::provider, find, row},
};

/// Adds an applicant; its id.
///
/// # Errors
/// [`DeskError::Already`] when the directory has its id or its SIRET.
pub async fn add_provider(app: &Arc<App>, by: &By, given: Provider) -> Result<Uuid, DeskError> {
    let (now, actor) = (app.clock.now(), by.actor());
    let given = Provider { vetting: Vetting::imported(VettingState::Applicant, None), paused: false, ..given };
    let (id, added) = row_of_new(given, now);
    let written = app.store.write(move |tx: &Tx<'_>| {
        Box::pin(async move {
            let payload = Payload::new().text("code", &added.external_id).text("vetting", &added.vetting_state);
            row::insert(tx, added).await?;
            find::grow_directory_generation(tx).await?;
            let (subject, action) = (Subject::Provider(id.into()), Action::ProviderAdded);
            audit::append(tx, vec![EventDraft { subject, actor, action, payload }], now).await
        })
    });
    match written.await {
        Ok(()) => {}
        Err(StoreError::Conflict { .. }) => return Err(DeskError::Already("a provider with this id or this SIRET")),
        Err(other) => return Err(other.into()),
    }
    refresh_directory(app).await?;
    Ok(id)
}

/// Corrects the provider that was read as `known`. The same again changes nothing.
///
/// # Errors
/// [`DeskError::OtherVersion`] when somebody changed it since; [`DeskError::Already`] when another has the SIRET.
pub async fn amend_provider(app: &Arc<App>, by: &By, known: provider::Model, given: Provider) -> Result<(), DeskError> {
    let given = Provider { id: ProviderId(known.id), code: known.external_id.clone(), ..given };
    let (siret, company) = (given.siret.as_ref().map(|siret| siret.as_str().to_owned()), given.company.clone());
    let document = merged(&known, given)?;
    let fields = changed_fields(&known.document, &document);
    if fields.is_empty() {
        return Ok(());
    }
    let payload = Payload::new().text("code", &known.external_id).list("fields", fields);
    let order = Change::new(known.id, Action::ProviderChanged, payload);
    let done = change(app, by, order, move |row| {
        if row.version != known.version {
            return Err(DeskError::OtherVersion { now: row.version });
        }
        (row.siret, row.company, row.document) = (siret, company, document);
        Ok(())
    });
    match done.await {
        Err(DeskError::Store(StoreError::Conflict { .. })) => Err(DeskError::Already("a provider with this SIRET")),
        other => other,
    }
}
