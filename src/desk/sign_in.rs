//! Signing in and out. What is told of a failure never depends on whether the account exists.

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{OnceCell, Semaphore};
use vigie_domain::{
    audit::{Action, Actor, EventDraft, Payload, Subject},
    ids::UserId,
};

use super::{DeskError, Staff};
use crate::{
    app::App,
    fresh,
    keys::token_hash,
    store::{
        StoreError, audit,
        entity::{session, user_account},
        find, row,
    },
};

/// A session ends after this without a sign of life.
const IDLE: SignedDuration = SignedDuration::from_hours(8);
/// A session ends after this in any case.
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(16);
/// The row is touched at most this often.
const TOUCH: SignedDuration = SignedDuration::from_mins(5);

/// Argon2 takes 19 MiB a try: as many at once as there are processors, not more.
static HASHING: Semaphore = Semaphore::const_new(2);

/// The hash of a password that nobody knows: an unknown account costs the same time as a known one.
static NOBODY: OnceCell<String> = OnceCell::const_new();

/// Hashes a password by Argon2id, away from the async threads.
///
/// # Errors
/// [`DeskError::Needs`] when the hasher refuses the password.
pub async fn hash_password(password: String) -> Result<String, DeskError> {
    let hashed = hashing(move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()));
    hashed.await.and_then(Result::ok).ok_or(DeskError::Needs("a usable password"))
}

async fn hashing<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let _turn = HASHING.acquire().await.ok()?;
    tokio::task::spawn_blocking(work).await.ok()
}

/// Checks name and password and opens a session; answers its token, which is kept only as a hash.
///
/// # Errors
/// [`DeskError::SignIn`], for whatever reason.
pub async fn sign_in(app: &App, email: &str, password: String) -> Result<String, DeskError> {
    let email = email.trim().to_lowercase();
    let account = find::user_by_email(app.store.reader(), &email).await?;
    let nobody = NOBODY.get_or_try_init(|| hash_password(fresh::secret())).await?;
    let stored = account.as_ref().map_or_else(|| nobody.clone(), |account| account.password_hash.clone());
    let matches = hashing(move || {
        PasswordHash::new(&stored)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    let is_right = matches.await.unwrap_or(false);
    match account {
        Some(account) if is_right && account.disabled_at.is_none() => open_session(app, account).await,
        other => {
            record_refusal(app, other.map(|account| account.id.into())).await?;
            Err(DeskError::SignIn)
        }
    }
}

/// A try that failed stands in the trail; for a name that nobody has, too, so that both take as long.
async fn record_refusal(app: &App, user: Option<UserId>) -> Result<(), StoreError> {
    let now = app.clock.now();
    let subject = user.map_or(Subject::Desk, Subject::User);
    let (actor, action) = (Actor::Visitor, Action::UserSignInRefused);
    let event = EventDraft { subject, actor, action, payload: Payload::new() };
    app.store.write(move |tx| Box::pin(async move { audit::append(tx, vec![event], now).await })).await
}

async fn open_session(app: &App, account: user_account::Model) -> Result<String, DeskError> {
    let now = app.clock.now();
    let token = fresh::secret();
    let session = session::Model {
        token_hash: token_hash(&token),
        user_id: account.id,
        created_at: now.as_microsecond(),
        last_seen_at: now.as_microsecond(),
        expires_at: (now + ABSOLUTE).as_microsecond(),
    };
    let event = event(account.id.into(), Action::UserSignedIn);
    app.store
        .write(move |tx| {
            Box::pin(async move {
                row::insert(tx, session).await?;
                audit::append(tx, vec![event], now).await
            })
        })
        .await?;
    Ok(token)
}

fn event(user: UserId, action: Action) -> EventDraft {
    EventDraft { subject: Subject::User(user), actor: Actor::User(user), action, payload: Payload::new() }
}

/// Who is behind a session's token, if it is still valid.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn who(app: &App, token: &str) -> Result<Option<Staff>, DeskError> {
    let now = app.clock.now();
    let Some((session, account)) = find::session_with_user(app.store.reader(), &token_hash(token)).await? else {
        return Ok(None);
    };
    if !is_alive(&session, now) || account.disabled_at.is_some() {
        return Ok(None);
    }
    touch(app, session, now).await?;
    let role = account.role.parse().map_err(|error: vigie_domain::vocabulary::UnknownWord| StoreError::Corrupt {
        what: "role",
        reason: error.to_string(),
    })?;
    Ok(Some(Staff { id: account.id.into(), name: account.name, role }))
}

fn is_alive(session: &session::Model, now: Timestamp) -> bool {
    let now = now.as_microsecond();
    let idle = i64::try_from(IDLE.as_micros()).unwrap_or(i64::MAX);
    now < session.expires_at && now - session.last_seen_at < idle
}

async fn touch(app: &App, mut session: session::Model, now: Timestamp) -> Result<(), DeskError> {
    let since = now.as_microsecond() - session.last_seen_at;
    if since < i64::try_from(TOUCH.as_micros()).unwrap_or(i64::MAX) {
        return Ok(());
    }
    session.last_seen_at = now.as_microsecond();
    app.store.write(move |tx| Box::pin(async move { row::save(tx, session).await })).await.or_else(
        |error| match error {
            // Signed out in the same moment: nothing to touch.
            StoreError::Unavailable { .. } => Ok(()),
            other => Err(other.into()),
        },
    )
}

/// Ends the session.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn sign_out(app: &App, staff: &Staff, token: &str) -> Result<(), DeskError> {
    let now = app.clock.now();
    let hash = token_hash(token);
    let event = event(staff.id, Action::UserSignedOut);
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
