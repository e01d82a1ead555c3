//! Accounts of the staff: add, reset password or second factor, change the role, disable. One administrator stays.

use jiff::Timestamp;
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    ids::UserId,
    intake::EmailAddress,
    vocabulary::Role,
};

use super::{By, DeskError, sign_in};
use crate::{
    app::App,
    fresh,
    store::{StoreError, Tx, audit, entity::user_account, find, row},
};

/// A shorter password is refused: length protects, composition rules don't.
pub const SHORTEST_PASSWORD: usize = 12;

/// A new account.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Name that timelines show.
    pub name: String,
    /// Address to sign in with.
    pub email: EmailAddress,
    /// What the account may do.
    pub role: Role,
    /// At least [`SHORTEST_PASSWORD`] characters.
    pub password: String,
}

/// Takes the identity of a provider away from an account; the next one with its verified address is linked.
///
/// # Errors
/// [`DeskError::NotFound`]; [`DeskError::Already`] when there is none.
pub async fn unlink_identity(app: &App, by: &By, email: &str) -> Result<(), DeskError> {
    let (now, actor, email) = (app.clock.now(), by.actor(), email.trim().to_lowercase());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let found = find::user_by_email(tx.db(), &email).await?.ok_or(DeskError::NotFound("account"))?;
                if find::unlink_identities(tx, found.id).await? == 0 {
                    return Err(DeskError::Already("no identity is linked"));
                }
                find::delete_sessions_of(tx, found.id).await?;
                let (subject, action) = (Subject::User(found.id.into()), Action::UserIdentityUnlinked);
                let event = EventDraft { subject, actor, action, payload: Payload::new() };
                Ok(audit::append(tx, vec![event], now).await?)
            })
        })
        .await
}

/// Adds an account.
///
/// # Errors
/// [`DeskError::Already`] when the address has one, [`DeskError::Needs`] for a short password.
pub async fn add_user(app: &App, by: &By, user: NewUser) -> Result<UserId, DeskError> {
    let now = app.clock.now();
    let password_hash = checked_hash(user.password).await?;
    let account = user_account::Model {
        id: fresh::id(now),
        name: user.name,
        email: user.email.as_str().to_lowercase(),
        role: user.role.as_str().to_owned(),
        password_hash,
        disabled_at: None,
        created_at: now.as_microsecond(),
        second_factor_at: None,
    };
    let id = UserId(account.id);
    let payload = Payload::new().text("role", user.role);
    let event = EventDraft { subject: Subject::User(id), actor: by.actor(), action: Action::UserAdded, payload };
    let written = app.store.write(move |tx| {
        Box::pin(async move {
            row::insert(tx, account).await?;
            audit::append_first(tx, vec![event], now).await
        })
    });
    match written.await {
        Ok(()) => Ok(id),
        Err(StoreError::Conflict { .. }) => Err(DeskError::Already("an account with this address")),
        Err(other) => Err(other.into()),
    }
}

async fn checked_hash(password: String) -> Result<String, DeskError> {
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(DeskError::Needs("a password of at least 12 characters"));
    }
    sign_in::hash_password(password).await
}

/// Gives an account another password and ends its sessions.
///
/// # Errors
/// [`DeskError::NotFound`], [`DeskError::Needs`] for a short password.
pub async fn reset_password(app: &App, by: &By, email: &str, password: String) -> Result<(), DeskError> {
    let password_hash = checked_hash(password).await?;
    change(app, by, email, Change::new(Action::UserPasswordReset, |account, _| account.password_hash = password_hash))
        .await
}

/// Takes the second factor of an account away, with its recovery codes, and ends its sessions: the telephone is lost, and
/// the codes with it.
///
/// # Errors
/// [`DeskError::NotFound`], [`DeskError::Already`] when there is none.
pub async fn reset_second_factor(app: &App, by: &By, email: &str) -> Result<(), DeskError> {
    let account = find::user_by_email(app.store.reader(), &email.trim().to_lowercase()).await?;
    if account.ok_or(DeskError::NotFound("account"))?.second_factor_at.is_none() {
        return Err(DeskError::Already("no second factor"));
    }
    change(app, by, email, Change::new(Action::UserSecondFactorRemoved, |account, _| account.second_factor_at = None))
        .await
}

/// Gives an account another role and ends its sessions.
///
/// # Errors
/// [`DeskError::NotFound`], [`DeskError::LastAdministrator`].
pub async fn change_role(app: &App, by: &By, email: &str, role: Role) -> Result<(), DeskError> {
    let payload = Payload::new().text("role", role);
    let change_to = Change::new(Action::UserChanged, move |account, _| account.role = role.as_str().to_owned());
    change(app, by, email, Change { payload, ..change_to }).await
}

/// Closes an account: no sign-in, no session.
///
/// # Errors
/// [`DeskError::NotFound`], [`DeskError::LastAdministrator`].
pub async fn disable_user(app: &App, by: &By, email: &str) -> Result<(), DeskError> {
    let close = |account: &mut user_account::Model, now: Timestamp| account.disabled_at = Some(now.as_microsecond());
    change(app, by, email, Change::new(Action::UserDisabled, close)).await
}

/// Opens a closed account again.
///
/// # Errors
/// [`DeskError::NotFound`].
pub async fn enable_user(app: &App, by: &By, email: &str) -> Result<(), DeskError> {
    change(app, by, email, Change::new(Action::UserChanged, |account, _| account.disabled_at = None)).await
}

/// A change of an account, and how it stands in the trail.
struct Change<F> {
    action: Action,
    payload: Payload,
    edit: F,
}

impl<F: FnOnce(&mut user_account::Model, Timestamp) + Send + 'static> Change<F> {
    fn new(action: Action, edit: F) -> Self {
        Self { action, payload: Payload::new(), edit }
    }
}

/// Changes an account: whoever is signed in by it is out, its browsers are strangers.
async fn change<F>(app: &App, by: &By, email: &str, change: Change<F>) -> Result<(), DeskError>
where
    F: FnOnce(&mut user_account::Model, Timestamp) + Send + 'static,
{
    let (now, actor, email) = (app.clock.now(), by.actor(), email.trim().to_lowercase());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let found = find::user_by_email(tx.db(), &email).await?;
                let before = found.ok_or(DeskError::NotFound("account"))?;
                let mut account = before.clone();
                (change.edit)(&mut account, now);
                keep_one_administrator(tx, &before, &account).await?;
                if account.second_factor_at.is_none() {
                    find::delete_second_factor_of(tx, account.id).await?;
                }
                let subject = Subject::User(account.id.into());
                find::delete_sessions_of(tx, account.id).await?;
                find::end_pending_sign_ins_of(tx, account.id).await?;
                find::forget_devices_of(tx, account.id, "").await?;
                row::save(tx, account).await?;
                let event = EventDraft { subject, actor, action: change.action, payload: change.payload };
                audit::append(tx, vec![event], now).await?;
                Ok(())
            })
        })
        .await
}

/// Nobody can lock the administrators out: the last one who can sign in stays what she is.
async fn keep_one_administrator(
    tx: &Tx<'_>,
    before: &user_account::Model,
    after: &user_account::Model,
) -> Result<(), DeskError> {
    let may =
        |account: &user_account::Model| account.disabled_at.is_none() && account.role == Role::Administrator.as_str();
    if !may(before) || may(after) {
        return Ok(());
    }
    let others = find::lock_users(tx).await?.into_iter().filter(|other| other.id != before.id && may(other)).count();
    if others == 0 { Err(DeskError::LastAdministrator) } else { Ok(()) }
}
