//! Where somebody is signed in, and how to end that.

use vigie_domain::audit::{Action, Payload};

use super::{DeskError, Own};
use crate::{
    app::App,
    desk::sign_in::{self, SESSION_IDLE},
    keys::token_hash,
    store::{StoreError, Tx, audit, entity::session, find},
};

/// Digits of a session's hash by which a page names it: enough to tell sessions of one person apart, of no other use.
const HANDLE: usize = 16;

/// A session of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// By which it is ended.
    pub handle: String,
    /// `Firefox, Linux`; may be empty.
    pub agent: String,
    /// Signed in at, microseconds.
    pub since: i64,
    /// Last sign of life, microseconds.
    pub last_seen: i64,
    /// It is the one that asks.
    pub is_own: bool,
}

/// Where somebody is signed in, the own session first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn own_sessions(app: &App, own: &Own) -> Result<Vec<OpenSession>, DeskError> {
    let now = app.clock.now();
    let still = (now - SESSION_IDLE).as_microsecond();
    let own_hash = token_hash(&own.token);
    let rows = find::sessions_of(app.store.reader(), own.staff.id.0, now.as_microsecond()).await?;
    let alive = rows.into_iter().filter(|row| row.last_seen_at > still);
    let mut sessions: Vec<OpenSession> = alive
        .map(|row| OpenSession {
            handle: handle(&row).to_owned(),
            is_own: row.token_hash == own_hash,
            agent: row.agent,
            since: row.created_at,
            last_seen: row.last_seen_at,
        })
        .collect();
    sessions.sort_by_key(|session| (!session.is_own, -session.last_seen));
    Ok(sessions)
}

fn handle(row: &session::Model) -> &str {
    row.token_hash.get(..HANDLE).unwrap_or_default()
}

/// Ends one session of one's own.
///
/// # Errors
/// [`DeskError::NotFound`] for a session that is nobody's, or somebody else's.
pub async fn end_session(app: &App, own: &Own, named: String) -> Result<(), DeskError> {
    let (now, user) = (app.clock.now(), own.staff.id);
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let rows = find::sessions_of(tx.db(), user.0, now.as_microsecond()).await?;
                let found = rows.iter().find(|row| handle(row) == named);
                let session = found.ok_or(DeskError::NotFound("session"))?;
                find::delete_session(tx, &session.token_hash).await?;
                let event = sign_in::event(user, Action::SessionRevoked, Payload::new().integer("sessions", 1));
                audit::append(tx, vec![event], now).await?;
                Ok(())
            })
        })
        .await
}

/// Ends every session but the own one; every browser but this one is a stranger from then on.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn end_other_sessions(app: &App, own: &Own, device: Option<String>) -> Result<(), DeskError> {
    let (now, user) = (app.clock.now(), own.staff.id);
    let (kept, device) = (token_hash(&own.token), device.as_deref().map(token_hash).unwrap_or_default());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let ended = find::delete_other_sessions(tx, user.0, &kept).await?;
                find::forget_devices_of(tx, user.0, &device).await?;
                find::end_pending_sign_ins_of(tx, user.0).await?;
                let ended = i64::try_from(ended).unwrap_or(i64::MAX);
                let event = sign_in::event(user, Action::SessionRevoked, Payload::new().integer("sessions", ended));
                audit::append(tx, vec![event], now).await
            })
        })
        .await
        .map_err(|error: StoreError| error.into())
}
