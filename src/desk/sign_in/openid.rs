//! By the provider of identities: there, and back. Who comes is known by issuer and subject; the first time by an address that
//! the provider has verified, and only to an account that an administrator made. Never by a header, never by a name.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;
use vigie_domain::audit::{Action, Actor, EventDraft, Payload, Subject};

use super::{
    Client, DeskError, SignedIn,
    password::{asks_code, pending, record_refusal},
    session,
};
use crate::{
    app::App,
    fresh,
    identity::{Back, Identity, IdentityError, Provider, Start},
    keys::token_hash,
    store::{
        StoreError, Tx, audit,
        entity::{linked_identity, openid_start, pending_sign_in, user_account},
        find, row,
    },
};

/// Who left comes back within this time.
const WAY_TIME: SignedDuration = SignedDuration::from_mins(10);

/// Why somebody isn't let in by the provider's word.
#[derive(Debug, thiserror::Error)]
pub enum OpenIdError {
    /// The settings name no provider.
    #[error("no provider of identities is configured")]
    Off,
    /// She never left, came back already, or took too long; or a second tab was faster.
    #[error("nobody is on the way")]
    Again,
    /// No account has this address.
    #[error("no account for this person")]
    NoAccount,
    /// The provider.
    #[error(transparent)]
    Provider(#[from] IdentityError),
    /// The desk.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl From<StoreError> for OpenIdError {
    fn from(error: StoreError) -> Self {
        Self::Desk(error.into())
    }
}

/// Somebody leaves for the provider.
#[derive(Debug, Clone)]
pub struct Leaving {
    /// Where to.
    pub url: String,
    /// Kept by her browser until she is back.
    pub token: String,
}

fn provider(app: &App) -> Result<&Provider, OpenIdError> {
    app.identity.as_ref().ok_or(OpenIdError::Off)
}

/// Sends somebody to the provider. `next` is where she wants to go, `lang` her language.
///
/// # Errors
/// [`OpenIdError::Off`]; the provider can't be used; the database.
pub async fn begin_openid(app: &App, next: String, lang: &str) -> Result<Leaving, OpenIdError> {
    let start = provider(app)?.start(lang, app.clock.elsewhere()).await?;
    let (token, now) = (fresh::secret(), app.clock.now());
    let row = openid_start::Model {
        token_hash: token_hash(&token),
        state: start.state,
        nonce: start.nonce,
        verifier: start.verifier,
        next,
        expires_at: (now + WAY_TIME).as_microsecond(),
    };
    let kept = app.store.write(move |tx| {
        Box::pin(async move {
            find::forget_openid_starts(tx, now.as_microsecond()).await?;
            row::insert(tx, row).await
        })
    });
    let kept: Result<(), StoreError> = kept.await;
    kept?;
    Ok(Leaving { url: start.url, token })
}

/// Somebody comes back: in, or asked for her code, and where she wanted to go. A session that her browser had before is
/// over: whoever comes now is who the provider says.
///
/// # Errors
/// See [`OpenIdError`]; each stands in the trail.
pub async fn finish_openid(
    app: &App,
    token: &str,
    back: &Back,
    (from, before): (&Client, Option<String>),
) -> Result<(SignedIn, String), OpenIdError> {
    let start = taken(app, token).await?;
    let next = start.next.clone();
    let come = known(app, &start, back).await;
    let (identity, account) = match come {
        Ok(come) => come,
        Err((user, error)) => {
            let payload = Payload::new().text("with", "openid").text("why", word(&error));
            record_refusal(app, user.map(Into::into), payload).await?;
            return Err(error);
        }
    };
    Ok((go_on(app, identity, account, (from, before)).await?, next))
}

/// Who left by this browser; once.
async fn taken(app: &App, token: &str) -> Result<openid_start::Model, OpenIdError> {
    let hash = token_hash(token);
    let found = app.store.write(move |tx| Box::pin(async move { find::take_openid_start(tx, &hash).await }));
    let found: Result<_, StoreError> = found.await;
    let now = app.clock.now().as_microsecond();
    found?.filter(|start| start.expires_at > now).ok_or(OpenIdError::Again)
}

type Come = (Identity, user_account::Model);

/// Who it is and whose account that is. With an error: whose it would have been.
async fn known(app: &App, start: &openid_start::Model, back: &Back) -> Result<Come, (Option<Uuid>, OpenIdError)> {
    let provider = provider(app).map_err(|off| (None, off))?;
    let start = Start {
        url: String::new(),
        state: start.state.clone(),
        nonce: start.nonce.clone(),
        verifier: start.verifier.clone(),
    };
    let identity = provider.finish(back, &start, app.clock.elsewhere()).await.map_err(|error| (None, error.into()))?;
    let found = account_of(app, &identity).await.map_err(|error| (None, error.into()))?;
    match found {
        Some(account) if account.disabled_at.is_none() => Ok((identity, account)),
        other => Err((other.map(|account| account.id), OpenIdError::NoAccount)),
    }
}

/// The account that this identity opens: the linked one; else the one with its address, if no other identity of this
/// provider is linked to that.
async fn account_of(app: &App, identity: &Identity) -> Result<Option<user_account::Model>, StoreError> {
    let db = app.store.reader();
    let key = (identity.issuer.clone(), identity.subject.clone());
    if let Some(linked) = row::find::<linked_identity::Entity>(db, key).await? {
        return row::find::<user_account::Entity>(db, linked.user_id).await;
    }
    let Some(account) = find::user_by_email(db, &identity.email).await? else { return Ok(None) };
    let others = find::identities_of(db, account.id).await?;
    Ok((!others.iter().any(|other| other.issuer == identity.issuer)).then_some(account))
}

/// A word for the trail; never the provider's own.
const fn word(error: &OpenIdError) -> &'static str {
    match error {
        OpenIdError::Off => "off",
        OpenIdError::Again => "again",
        OpenIdError::NoAccount => "no_account",
        OpenIdError::Provider(IdentityError::Unusable(_)) => "unusable",
        OpenIdError::Provider(IdentityError::Refused) => "refused",
        OpenIdError::Provider(IdentityError::Doubtful(_)) => "doubtful",
        OpenIdError::Provider(IdentityError::Unverified) => "unverified",
        OpenIdError::Desk(_) => "desk",
    }
}

/// The provider named her. Its own second factor counts only where the settings say so.
async fn go_on(
    app: &App,
    identity: Identity,
    account: user_account::Model,
    (from, before): (&Client, Option<String>),
) -> Result<SignedIn, OpenIdError> {
    let trusted = &app.config.openid.second_factor;
    let vouched = identity.methods.iter().any(|method| trusted.contains(method));
    let now = app.clock.now();
    let link = linked_identity::Model {
        issuer: identity.issuer,
        subject: identity.subject,
        user_id: account.id,
        linked_at: now.as_microsecond(),
    };
    if asks_code(app, &account) && !vouched {
        // The link follows the code: who has an address alone ties nothing to its account.
        let (token, row) = pending(app, account.id);
        let row = pending_sign_in::Model { issuer: Some(link.issuer), subject: Some(link.subject), ..row };
        app.store
            .write(move |tx: &Tx<'_>| {
                Box::pin(async move {
                    end_before(tx, before.as_deref()).await?;
                    find::forget_pending_sign_ins(tx, now.as_microsecond()).await?;
                    row::insert(tx, row).await
                })
            })
            .await
            .map_err(|error: StoreError| OpenIdError::from(error))?;
        return Ok(SignedIn::CodeAsked { token });
    }
    let with = Payload::new().text("with", "openid").flag("second_factor_there", vouched);
    let (opened, beginning) = session::prepare(app, &account, from.clone(), with)?;
    let beginning = if vouched { beginning.vouched() } else { beginning };
    app.store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                link_once(tx, link, now).await?;
                end_before(tx, before.as_deref()).await?;
                session::open_in(tx, beginning).await
            })
        })
        .await
        .map_err(|error: StoreError| OpenIdError::from(error))?;
    Ok(SignedIn::Open(opened))
}

/// Links the identity to the account, unless it is. Of two at once the database lets one.
async fn link_once(tx: &Tx<'_>, link: linked_identity::Model, now: Timestamp) -> Result<(), StoreError> {
    let key = (link.issuer.clone(), link.subject.clone());
    if row::find::<linked_identity::Entity>(tx.db(), key).await?.is_some() {
        return Ok(());
    }
    let (user, payload) = (link.user_id.into(), Payload::new().text("issuer", &link.issuer));
    row::insert(tx, link).await?;
    let (subject, actor, action) = (Subject::User(user), Actor::User(user), Action::UserIdentityLinked);
    audit::append(tx, vec![EventDraft { subject, actor, action, payload }], now).await
}

/// The code was right: the identity by which she came is hers.
pub(super) async fn link_pending(
    tx: &Tx<'_>,
    pending: &pending_sign_in::Model,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (Some(issuer), Some(subject)) = (pending.issuer.clone(), pending.subject.clone()) else { return Ok(()) };
    let linked_at = now.as_microsecond();
    link_once(tx, linked_identity::Model { issuer, subject, user_id: pending.user_id, linked_at }, now).await
}

async fn end_before(tx: &Tx<'_>, before: Option<&str>) -> Result<(), StoreError> {
    match before {
        Some(token) => find::delete_session(tx, &token_hash(token)).await,
        None => Ok(()),
    }
}

/// Where somebody signs out of the provider itself; `after` is where she comes back to.
pub async fn openid_sign_out(app: &App, after: &str) -> Option<String> {
    app.identity.as_ref()?.sign_out_url(after, app.clock.elsewhere()).await
}
