//! Sessions: on the server, known by a token whose hash is kept; new at every sign-in and at every change of rights; ended
//! after a while without a sign of life, and after a day's work in any case.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Actor, EventDraft, Payload, Subject},
    ids::UserId,
};

use super::{Client, DeskError, Entered, Tries};
use crate::{
    app::App,
    desk::{Staff, step::word},
    fresh,
    keys::token_hash,
    store::{
        StoreError, Tx, audit,
        entity::{known_device, session, user_account},
        find, row,
    },
};

/// A session ends after this without a sign of life.
pub const SESSION_IDLE: SignedDuration = SignedDuration::from_hours(8);
/// A session ends after this in any case.
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(16);
/// The row is touched at most this often.
const TOUCH: SignedDuration = SignedDuration::from_mins(5);

/// Who is behind a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The person.
    pub staff: Staff,
    /// She has yet to set a second factor: nothing else is open to her before.
    pub must_enrol: bool,
}

/// A session to begin within a transaction.
pub(in crate::desk) struct Beginning {
    row: session::Model,
    device: known_device::Model,
    event: EventDraft,
    pub(super) at: Timestamp,
}

impl Beginning {
    /// The provider of identities vouched for a second factor of its own.
    pub(super) fn vouched(mut self) -> Self {
        self.row.vouched = true;
        self
    }
}

/// Opens a session.
pub(super) async fn open(
    app: &App,
    account: &user_account::Model,
    from: Client,
    tries: Tries,
    with: Payload,
) -> Result<Entered, DeskError> {
    let (opened, beginning) = prepare(app, account, from, with)?;
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                tries.succeeded(tx).await?;
                open_in(tx, beginning).await
            })
        })
        .await
        .map_err(|error: StoreError| DeskError::from(error))?;
    Ok(opened)
}

/// A session that [`open_in`] begins; its tokens are drawn anew.
///
/// # Errors
/// [`StoreError::Corrupt`]: an account without a role that we know.
pub(super) fn prepare(
    app: &App,
    account: &user_account::Model,
    from: Client,
    with: Payload,
) -> Result<(Entered, Beginning), DeskError> {
    let role = word("role", &account.role)?;
    let (token, at) = (fresh::secret(), app.clock.now());
    let device = from.device.unwrap_or_else(fresh::secret);
    let beginning = Beginning {
        row: new_row(&token, account.id, from.agent, at),
        device: known_device::Model {
            token_hash: token_hash(&device),
            user_id: account.id,
            last_at: at.as_microsecond(),
        },
        event: event(account.id.into(), Action::UserSignedIn, with),
        at,
    };
    Ok((Entered { token, device, role }, beginning))
}

fn new_row(token: &str, user: Uuid, agent: String, at: Timestamp) -> session::Model {
    session::Model {
        token_hash: token_hash(token),
        user_id: user,
        created_at: at.as_microsecond(),
        last_seen_at: at.as_microsecond(),
        expires_at: (at + ABSOLUTE).as_microsecond(),
        agent,
        vouched: false,
    }
}

/// Begins a session; those that are over are forgotten by the way.
pub(in crate::desk) async fn open_in(tx: &Tx<'_>, beginning: Beginning) -> Result<(), StoreError> {
    find::forget_sessions(tx, beginning.at.as_microsecond()).await?;
    find::keep_device(tx, beginning.device).await?;
    row::insert(tx, beginning.row).await?;
    audit::append(tx, vec![beginning.event], beginning.at).await
}

/// Replaces a session's token after a change of what its owner may do or knows: a stolen one is worth nothing any more.
/// Its limits stay.
pub(in crate::desk) async fn rotate(tx: &Tx<'_>, old: &str, new: &str) -> Result<(), StoreError> {
    let Some(mut session) = row::find::<session::Entity>(tx.db(), token_hash(old)).await? else { return Ok(()) };
    find::delete_session(tx, &session.token_hash).await?;
    session.token_hash = token_hash(new);
    row::insert(tx, session).await
}

/// An act of a person on her own account.
pub(in crate::desk) fn event(user: UserId, action: Action, payload: Payload) -> EventDraft {
    EventDraft { subject: Subject::User(user), actor: Actor::User(user), action, payload }
}

/// Who is behind a session's token, if it is still valid.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn who(app: &App, token: &str) -> Result<Option<Session>, DeskError> {
    let Some((session, account)) = alive(app, token).await? else { return Ok(None) };
    let vouched = session.vouched;
    touch(app, session, app.clock.now()).await?;
    let role = word("role", &account.role)?;
    let has_factor = account.second_factor_at.is_some() || vouched;
    let must_enrol = !has_factor && app.second_factor().is_needed_by(role);
    Ok(Some(Session { staff: Staff { id: account.id.into(), name: account.name, role }, must_enrol }))
}

/// Whether a session is still valid. Asking is no sign of life: a page left open doesn't keep its session.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn is_signed_in(app: &App, token: &str) -> Result<bool, DeskError> {
    Ok(alive(app, token).await?.is_some())
}

async fn alive(app: &App, token: &str) -> Result<Option<(session::Model, user_account::Model)>, DeskError> {
    let found = find::session_with_user(app.store.reader(), &token_hash(token)).await?;
    let now = app.clock.now();
    Ok(found.filter(|(session, account)| is_alive(session, now) && account.disabled_at.is_none()))
}

fn is_alive(session: &session::Model, now: Timestamp) -> bool {
    let now = now.as_microsecond();
    let idle = i64::try_from(SESSION_IDLE.as_micros()).unwrap_or(i64::MAX);
    now < session.expires_at && now - session.last_seen_at < idle
}

async fn touch(app: &App, session: session::Model, now: Timestamp) -> Result<(), DeskError> {
    let since = now.as_microsecond() - session.last_seen_at;
    if since < i64::try_from(TOUCH.as_micros()).unwrap_or(i64::MAX) {
        return Ok(());
    }
    // Signed out in the same moment: there is nothing to touch, and nothing comes back.
    let (hash, at) = (session.token_hash, now.as_microsecond());
    app.store
        .write(move |tx| Box::pin(async move { find::touch_session(tx, &hash, at).await }))
        .await
        .map_err(|error: StoreError| error.into())
}

/// Ends the session.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn sign_out(app: &App, staff: &Staff, token: &str) -> Result<(), DeskError> {
    let now = app.clock.now();
    let hash = token_hash(token);
    let event = event(staff.id, Action::UserSignedOut, Payload::new());
    app.store
        .write(move |tx| {
            Box::pin(async move {
                find::delete_session(tx, &hash).await?;
                audit::append(tx, vec![event], now).await
            })
        })
        .await
        .map_err(|error: StoreError| error.into())
}
