//! What was seen when a provider was vetted: who saw which proof, in words, kept for the next person.

use std::sync::Arc;

use uuid::Uuid;
use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use super::ties::has_tie;
use crate::{
    app::App,
    desk::{By, DeskError},
    fresh,
    store::{
        Tx, audit,
        entity::{provider, provider_note},
        row,
    },
};

/// What a note of evidence is about.
pub const EVIDENCE_KINDS: [&str; 6] = ["label", "insurance", "charter", "identity", "reference", "other"];

/// Adds a note of evidence. The trail keeps of what kind it is; its words stay beside the provider.
///
/// # Errors
/// [`DeskError::Needs`] for an empty note; [`DeskError::Forbidden`] for who has a tie with the firm.
pub async fn add_evidence(app: &Arc<App>, by: &By, id: Uuid, kind: &str, body: &str) -> Result<(), DeskError> {
    let Some(person) = by.staff_id() else { return Err(DeskError::Forbidden) };
    if body.trim().is_empty() {
        return Err(DeskError::Needs("what was seen"));
    }
    if has_tie(app, person, id).await? {
        return Err(DeskError::Forbidden);
    }
    let (now, actor) = (app.clock.now(), by.actor());
    let kind = EVIDENCE_KINDS.into_iter().find(|known| *known == kind).unwrap_or("other");
    let note = provider_note::Model {
        id: fresh::id(now),
        provider_id: id,
        kind: kind.to_owned(),
        body: body.trim().chars().take(4000).collect(),
        author: by.name(),
        written_at: now.as_microsecond(),
    };
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                row::get::<provider::Entity>(tx.db(), id, "provider").await?;
                let payload = Payload::new().text("kind", kind).text("note", note.id.simple());
                row::insert(tx, note).await?;
                let (subject, action) = (Subject::Provider(id.into()), Action::ProviderEvidenceAdded);
                Ok(audit::append(tx, vec![EventDraft { subject, actor, action, payload }], now).await?)
            })
        })
        .await
}
