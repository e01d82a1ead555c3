//! Tokens of partner systems: created once, shown once, kept as a hash.

use uuid::Uuid;
use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use super::{By, DeskError};
use crate::{
    app::App,
    fresh,
    keys::token_hash,
    store::{StoreError, Tx, audit, entity::api_token, find, row},
};

/// What a token may do: report, read cases and figures, change cases, change the directory, follow the trail, tell of calls.
pub const SCOPES: [&str; 6] = ["report", "read", "write", "directory", "audit", "cti"];

/// A new token.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// Name of the partner.
    pub name: String,
    /// Words of [`SCOPES`].
    pub scopes: Vec<String>,
    /// Requests a minute; no limit unless given.
    pub rate_per_minute: Option<u32>,
}

/// Makes a token; the answer is the only time that it is seen.
///
/// # Errors
/// [`DeskError::Needs`] for an unknown scope, [`DeskError::Already`] when the name is taken.
pub async fn create_token(app: &App, by: &By, order: NewToken) -> Result<String, DeskError> {
    if order.scopes.is_empty() || order.scopes.iter().any(|scope| !SCOPES.contains(&scope.as_str())) {
        return Err(DeskError::Needs("scopes among report, read, write, directory, audit, cti"));
    }
    let now = app.clock.now();
    let token = format!("vig_{}", fresh::secret());
    let row = api_token::Model {
        id: fresh::id(now),
        name: order.name.clone(),
        token_hash: token_hash(&token),
        scopes: order.scopes.join(" "),
        rate_per_minute: order.rate_per_minute.map(i64::from),
        created_at: now.as_microsecond(),
        revoked_at: None,
    };
    let payload = Payload::new().text("name", &order.name).list("scopes", order.scopes);
    let event = EventDraft { subject: Subject::Desk, actor: by.actor(), action: Action::TokenCreated, payload };
    let written = app.store.write(move |tx| {
        Box::pin(async move {
            row::insert(tx, row).await?;
            audit::append(tx, vec![event], now).await
        })
    });
    match written.await {
        Ok(()) => Ok(token),
        Err(StoreError::Conflict { .. }) => Err(DeskError::Already("a token with this name")),
        Err(other) => Err(other.into()),
    }
}

/// Revokes the token with this name.
///
/// # Errors
/// [`DeskError::NotFound`].
pub async fn revoke_token(app: &App, by: &By, name: &str) -> Result<(), DeskError> {
    let (now, actor, name) = (app.clock.now(), by.actor(), name.to_owned());
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let found = find::token_by_name(tx.db(), &name).await?;
                let mut token = found.ok_or(DeskError::NotFound("token"))?;
                token.revoked_at = Some(now.as_microsecond());
                row::save(tx, token).await?;
                let payload = Payload::new().text("name", name);
                let action = Action::TokenRevoked;
                audit::append(tx, vec![EventDraft { subject: Subject::Desk, actor, action, payload }], now).await?;
                Ok(())
            })
        })
        .await
}

/// A token that is good for a request.
#[derive(Debug, Clone)]
pub struct Bearer {
    /// The token's row.
    pub id: Uuid,
    /// The partner.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Requests a minute.
    pub rate_per_minute: Option<u32>,
}

impl Bearer {
    /// May it do this?
    #[must_use]
    pub fn may(&self, scope: &str) -> bool {
        self.scopes.iter().any(|held| held == scope)
    }
}

/// Whose token is it, if it is valid?
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn bearer(app: &App, token: &str) -> Result<Option<Bearer>, StoreError> {
    let hash = token_hash(token);
    let found = find::token_by_hash(app.store.reader(), &hash).await?;
    Ok(found.filter(|row| row.revoked_at.is_none()).map(|row| Bearer {
        id: row.id,
        name: row.name,
        scopes: row.scopes.split(' ').map(str::to_owned).collect(),
        rate_per_minute: row.rate_per_minute.and_then(|rate| u32::try_from(rate).ok()),
    }))
}
