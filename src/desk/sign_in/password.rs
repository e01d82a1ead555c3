//! The password: Argon2id, away from the async threads, at the same cost for names that nobody has.

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use jiff::SignedDuration;
use tokio::sync::{OnceCell, Semaphore};
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Actor, EventDraft, Payload, Subject},
    ids::UserId,
};

use super::{Client, DeskError, SignedIn, Tries, session};
use crate::{
    app::App,
    config::SecondFactor,
    fresh,
    keys::token_hash,
    store::{
        StoreError, Tx, audit,
        entity::{pending_sign_in, user_account},
        find, row,
    },
};

/// The code follows the password within this time.
const CODE_TIME: SignedDuration = SignedDuration::from_mins(10);

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

/// Is this the password of the account? None stands for nobody's account, and takes as long.
///
/// # Errors
/// The hasher.
pub async fn is_password_of(account: Option<&user_account::Model>, password: String) -> Result<bool, DeskError> {
    let nobody = NOBODY.get_or_try_init(|| hash_password(fresh::secret())).await?;
    let stored = account.map_or_else(|| nobody.clone(), |account| account.password_hash.clone());
    let matches = hashing(move || {
        PasswordHash::new(&stored)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    Ok(matches.await.unwrap_or(false) && account.is_some())
}

/// Checks name and password. Who has a second factor is asked for its code; the others are in.
///
/// # Errors
/// [`DeskError::SignIn`], for whatever reason; [`DeskError::Wait`] after many tries.
pub async fn sign_in(app: &App, email: &str, password: String, from: &Client) -> Result<SignedIn, DeskError> {
    let email = email.trim().to_lowercase();
    let account = find::user_by_email(app.store.reader(), &email).await?;
    let tries = Tries::of_password(app, &email, account.as_ref().map(|account| account.id), from).await?;
    tries.begin(app).await?;
    let is_right = is_password_of(account.as_ref(), password).await?;
    match account {
        Some(account) if is_right && account.disabled_at.is_none() => go_on(app, account, tries, from).await,
        other => {
            record_refusal(app, other.map(|account| account.id.into()), Payload::new()).await?;
            Err(DeskError::SignIn)
        }
    }
}

/// The password is right.
async fn go_on(app: &App, account: user_account::Model, tries: Tries, from: &Client) -> Result<SignedIn, DeskError> {
    if !asks_code(app, &account) {
        let with = Payload::new().text("with", "password");
        return Ok(SignedIn::Open(session::open(app, &account, from.clone(), tries, with).await?));
    }
    let now = app.clock.now();
    let (token, pending) = pending(app, account.id);
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                tries.succeeded(tx).await?;
                find::forget_pending_sign_ins(tx, now.as_microsecond()).await?;
                row::insert(tx, pending).await
            })
        })
        .await
        .map_err(|error: StoreError| DeskError::from(error))?;
    Ok(SignedIn::CodeAsked { token })
}

/// Is this account asked for a code?
pub(super) fn asks_code(app: &App, account: &user_account::Model) -> bool {
    account.second_factor_at.is_some() && app.second_factor() != SecondFactor::Off
}

/// A sign-in that waits for its code, and the token of the browser in which it does.
pub(super) fn pending(app: &App, user: Uuid) -> (String, pending_sign_in::Model) {
    let (now, token) = (app.clock.now(), fresh::secret());
    let row = pending_sign_in::Model {
        token_hash: token_hash(&token),
        user_id: user,
        wrong_codes: 0,
        expires_at: (now + CODE_TIME).as_microsecond(),
        issuer: None,
        subject: None,
    };
    (token, row)
}

/// A try that failed stands in the trail; for a name that nobody has, too, so that both take as long.
pub(super) async fn record_refusal(app: &App, user: Option<UserId>, payload: Payload) -> Result<(), StoreError> {
    let now = app.clock.now();
    let subject = user.map_or(Subject::Desk, Subject::User);
    let event = EventDraft { subject, actor: Actor::Visitor, action: Action::UserSignInRefused, payload };
    app.store.write(move |tx| Box::pin(async move { audit::append(tx, vec![event], now).await })).await
}
