//! Accounts of the staff: add, reset the password, disable.

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
    change(app, by, email, Action::UserPasswordReset, move |account, _| account.password_hash = password_hash).await
}

/// Closes an account: no sign-in, no session.
///
/// # Errors
/// [`DeskError::NotFound`].
pub async fn disable_user(app: &App, by: &By, email: &str) -> Result<(), DeskError> {
    change(app, by, email, Action::UserDisabled, |account, now| account.disabled_at = Some(now.as_microsecond())).await
}

/// Opens a closed account again.
///
/// # Errors
/// [`DeskError::NotFound`].
pub async fn enable_user(app: &App, by: &By, email: &str) -> Result<(), DeskError> {
    change(app, by, email, Action::UserChanged, |account, _| account.disabled_at = None).await
}

async fn change(
    app: &App,
    by: &By,
    email: &str,
    action: Action,
    edit: impl FnOnce(&mut user_account::Model, Timestamp) + Send + 'static,
) -> Result<(), DeskError> {
    let (now, actor, email) = (app.clock.now(), by.actor(), email.trim().to_lowercase());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let found = find::user_by_email(tx.db(), &email).await?;
                let mut account = found.ok_or(DeskError::NotFound("account"))?;
                edit(&mut account, now);
                let id = account.id;
                row::save(tx, account).await?;
                find::delete_sessions_of(tx, id).await?;
                let subject = Subject::User(id.into());
                audit::append(tx, vec![EventDraft { subject, actor, action, payload: Payload::new() }], now).await?;
                Ok(())
            })
        })
        .await
}
