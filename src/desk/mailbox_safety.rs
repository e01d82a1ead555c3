//! A person learns whether the attacker reads the victim's mailbox. Once it is unsafe, what was sent there opens nothing
//! any more, and what is queued stays (the outbox asks again before each message).

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    vocabulary::EmailSafe,
};

use super::{
    By, DeskError,
    links::Scope,
    step::{Step, Visible, step},
};
use crate::{
    app::App,
    store::{find, row},
};

/// Records what a person learnt of the victim's mailbox.
///
/// # Errors
/// [`DeskError::Forbidden`] for anybody but the staff; [`DeskError::Already`] when it is known.
pub async fn record_mailbox(app: &Arc<App>, by: &By, incident: Uuid, safe: EmailSafe) -> Result<(), DeskError> {
    if by.staff_id().is_none() {
        return Err(DeskError::Forbidden);
    }
    step(app, by, incident, move |step| {
        Box::pin(async move {
            if step.incident.email_safe == safe.as_str() {
                return Err(DeskError::Already("this is known of the mailbox"));
            }
            step.incident.email_safe = safe.as_str().to_owned();
            step.event(Action::ContactChanged, Payload::new().text("email_safe", safe));
            step.tell(&format!("entry-mailbox-{safe}"), json!({}), Visible::Desk).await?;
            if safe == EmailSafe::No { revoke_sent_links(step).await } else { Ok(()) }
        })
    })
    .await
}

/// The victim's links, as they were mailed, open nothing any more; a new one is read out on the telephone.
async fn revoke_sent_links(step: &mut Step<'_>) -> Result<(), DeskError> {
    for mut link in find::links_of(step.tx.db(), step.incident.id).await? {
        if link.scope == Scope::Tracking.as_str() && link.revoked_at.is_none() {
            link.generation += 1;
            step.event(
                Action::LinkRevoked,
                Payload::new().text("link", link.id.simple()).text("why", "mailbox_unsafe"),
            );
            row::save(step.tx, link).await?;
        }
    }
    Ok(())
}
