//! Setting the second factor and taking it away; recovery codes; whether a code proves anything.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;
use vigie_domain::audit::{Action, Payload};

use super::{AccountError, DeskError, Own, account_of, confirmed};
use crate::{
    app::App,
    desk::{outgoing, sign_in},
    fresh,
    keys::{SealedFor, token_hash},
    second_factor::{Code, SEED, Seed, recovery_codes},
    store::{
        StoreError, Tx, audit,
        entity::{recovery_code, second_factor, user_account},
        find, row,
    },
};

/// How long the page with a new seed may lie open.
const PAGE_TIME: SignedDuration = SignedDuration::from_mins(30);

/// A second factor that is being set: nothing is kept of it before its first code was right.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// The seed for the way back, sealed for this account.
    pub sealed: String,
    /// The seed.
    pub seed: Seed,
}

/// What is shown once, and the session that goes on.
#[derive(Debug, Clone)]
pub struct NewCodes {
    /// Ten codes.
    pub codes: Vec<String>,
    /// The session's new token.
    pub token: String,
}

/// A code that is right, to be used up within the transaction that it opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// By time: its step.
    Step(i64),
    /// A recovery code: its hash.
    Recovery(String),
}

impl Proof {
    /// As the trail names it.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Step(_) => "code",
            Self::Recovery(_) => "recovery_code",
        }
    }

    /// Uses it up; false when it was used before.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn use_up(&self, tx: &Tx<'_>, user: Uuid, now: Timestamp) -> Result<bool, StoreError> {
        match self {
            Self::Step(step) => find::use_step(tx, user, *step).await,
            Self::Recovery(hash) => find::use_recovery_code(tx, user, hash, now.as_microsecond()).await,
        }
    }
}

/// Is this code right for the account? Whether it was used before shows when it is used up.
///
/// # Errors
/// [`StoreError::Unavailable`]; a seed that this desk's key doesn't open.
pub async fn proof(app: &App, user: Uuid, typed: &str) -> Result<Option<Proof>, DeskError> {
    let db = app.store.reader();
    match Code::read(typed) {
        Some(Code::ByTime(code)) => {
            let Some(row) = row::find::<second_factor::Entity>(db, user).await? else { return Ok(None) };
            let seed = app.keys.unseal(SealedFor::Row, user, &row.sealed_seed);
            let seed = seed.and_then(|bytes| Seed::new(&bytes, "", "")).ok_or(unreadable())?;
            let step = seed.step_of(&code, app.clock.elsewhere());
            Ok(step.filter(|step| *step > row.last_step).map(Proof::Step))
        }
        Some(Code::Recovery(code)) => {
            let hash = app.keys.recovery_hash(user, &code);
            let left = find::recovery_codes_of(db, user).await?;
            let is_there = left.iter().any(|row| row.code_hash == hash && row.used_at.is_none());
            Ok(is_there.then_some(Proof::Recovery(hash)))
        }
        None => Ok(None),
    }
}

fn unreadable() -> DeskError {
    StoreError::Corrupt { what: "second factor", reason: "it isn’t sealed by this desk’s key".into() }.into()
}

/// Begins to set a second factor: a new seed, kept nowhere yet.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn begin_second_factor(app: &App, own: &Own) -> Result<Enrolment, DeskError> {
    let account = account_of(app, own).await?;
    let until = (app.clock.now() + PAGE_TIME).as_microsecond();
    let plain = [fresh::bytes::<SEED>().as_slice(), &until.to_be_bytes()].concat();
    let sealed = app.keys.seal(SealedFor::Page, account.id, &plain).ok_or(unreadable())?;
    let seed = seed_of(app, &account, &plain).ok_or(unreadable())?;
    Ok(Enrolment { sealed: URL_SAFE_NO_PAD.encode(sealed), seed })
}

/// The same seed again, for a page that is shown once more.
///
/// # Errors
/// [`AccountError::TooOld`].
pub async fn second_factor_shown(app: &App, own: &Own, sealed: String) -> Result<Enrolment, AccountError> {
    let account = account_of(app, own).await?;
    let seed = unsealed(app, &account, &sealed).and_then(|plain| seed_of(app, &account, &plain));
    Ok(Enrolment { sealed, seed: seed.ok_or(AccountError::TooOld)? })
}

fn unsealed(app: &App, account: &user_account::Model, sealed: &str) -> Option<Vec<u8>> {
    let plain = app.keys.unseal(SealedFor::Page, account.id, &URL_SAFE_NO_PAD.decode(sealed).ok()?)?;
    let until = i64::from_be_bytes(plain.get(SEED..)?.try_into().ok()?);
    (app.clock.now().as_microsecond() < until).then_some(plain)
}

fn seed_of(app: &App, account: &user_account::Model, plain: &[u8]) -> Option<Seed> {
    Seed::new(plain.get(..SEED)?, &outgoing::identity(&app.config).name, &account.email)
}

/// Sets the second factor once its first code is right. Other sessions end, the own one gets a new token.
///
/// # Errors
/// [`AccountError`]: password, code, or a page that is too old.
pub async fn set_second_factor(
    app: &App,
    own: &Own,
    sealed: &str,
    password: String,
    code: &str,
) -> Result<NewCodes, AccountError> {
    let (account, tries) = confirmed(app, own, password).await?;
    let plain = unsealed(app, &account, sealed).ok_or(AccountError::TooOld)?;
    let seed = seed_of(app, &account, &plain).ok_or(AccountError::TooOld)?;
    let Some(Code::ByTime(code)) = Code::read(code) else { return Err(AccountError::WrongCode) };
    let step = seed.step_of(&code, app.clock.elsewhere()).ok_or(AccountError::WrongCode)?;
    let sealed_seed = app.keys.seal(SealedFor::Row, account.id, &plain[..SEED]).ok_or(unreadable())?;
    let row = second_factor::Model { user_id: account.id, sealed_seed, last_step: step };
    let (codes, rows) = new_codes(app, account.id);
    let token = changed(app, own, Action::UserSecondFactorSet, tries, move |tx, mut account, now| {
        Box::pin(async move {
            if account.second_factor_at.is_some() {
                return Err(DeskError::Already("a second factor").into());
            }
            find::delete_second_factor_of(tx, account.id).await?;
            row::insert(tx, row).await?;
            for code in rows {
                row::insert(tx, code).await?;
            }
            account.second_factor_at = Some(now.as_microsecond());
            row::save(tx, account).await?;
            Ok(())
        })
    });
    Ok(NewCodes { codes, token: token.await? })
}

/// Takes the second factor away: password and a code are asked for, and the role must allow it.
///
/// # Errors
/// [`AccountError`].
pub async fn remove_second_factor(app: &App, own: &Own, password: String, code: &str) -> Result<String, AccountError> {
    if app.second_factor().is_needed_by(own.staff.role) {
        return Err(AccountError::Needed);
    }
    let (account, tries) = confirmed(app, own, password).await?;
    let proof = proof(app, account.id, code).await?.ok_or(AccountError::WrongCode)?;
    changed(app, own, Action::UserSecondFactorRemoved, tries, move |tx, mut account, now| {
        Box::pin(async move {
            if !proof.use_up(tx, account.id, now).await? {
                return Err(AccountError::WrongCode);
            }
            find::delete_second_factor_of(tx, account.id).await?;
            account.second_factor_at = None;
            row::save(tx, account).await?;
            Ok(())
        })
    })
    .await
}

/// Ten new recovery codes; the old ones are worth nothing from then on.
///
/// # Errors
/// [`AccountError`].
pub async fn renew_recovery_codes(
    app: &App,
    own: &Own,
    password: String,
    code: &str,
) -> Result<NewCodes, AccountError> {
    let (account, tries) = confirmed(app, own, password).await?;
    let proof = proof(app, account.id, code).await?.ok_or(AccountError::WrongCode)?;
    let (codes, rows) = new_codes(app, account.id);
    let token = changed(app, own, Action::UserRecoveryCodesRenewed, tries, move |tx, account, now| {
        Box::pin(async move {
            if !proof.use_up(tx, account.id, now).await? {
                return Err(AccountError::WrongCode);
            }
            find::delete_recovery_codes_of(tx, account.id).await?;
            for code in rows {
                row::insert(tx, code).await?;
            }
            Ok(())
        })
    });
    Ok(NewCodes { codes, token: token.await? })
}

/// How many recovery codes somebody has left.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn recovery_codes_left(app: &App, user: Uuid) -> Result<usize, DeskError> {
    let codes = find::recovery_codes_of(app.store.reader(), user).await?;
    Ok(codes.iter().filter(|code| code.used_at.is_none()).count())
}

fn new_codes(app: &App, user: Uuid) -> (Vec<String>, Vec<recovery_code::Model>) {
    let codes = recovery_codes();
    let row = |code: &String| recovery_code::Model {
        user_id: user,
        code_hash: app.keys.recovery_hash(user, &code.replace('-', "")),
        used_at: None,
    };
    let rows = codes.iter().map(row).collect();
    (codes, rows)
}

/// A change of the own account: what `act` does, other sessions ended, the own one under a new token, the event; in one
/// transaction. Answers the new token.
pub(super) async fn changed<F>(
    app: &App,
    own: &Own,
    action: Action,
    tries: sign_in::Tries,
    act: F,
) -> Result<String, AccountError>
where
    F: for<'t> FnOnce(
            &'t Tx<'t>,
            user_account::Model,
            Timestamp,
        ) -> crate::store::BoxFuture<'t, Result<(), AccountError>>
        + Send
        + 'static,
{
    let (now, token, own) = (app.clock.now(), fresh::secret(), own.clone());
    let new = token.clone();
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let user = own.staff.id.0;
                let account = row::get::<user_account::Entity>(tx.db(), user, "account").await?;
                act(tx, account, now).await?;
                tries.succeeded(tx).await?;
                find::end_pending_sign_ins_of(tx, user).await?;
                let ended = find::delete_other_sessions(tx, user, &token_hash(&own.token)).await?;
                sign_in::rotate(tx, &own.token, &new).await?;
                let payload = Payload::new().integer("ended_sessions", i64::try_from(ended).unwrap_or(i64::MAX));
                audit::append(tx, vec![sign_in::event(user.into(), action, payload)], now).await?;
                Ok::<(), AccountError>(())
            })
        })
        .await?;
    Ok(token)
}
