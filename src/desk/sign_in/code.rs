//! The code after the password: of the authenticator, or one of the ten for the day on which it is lost.

use vigie_domain::audit::Payload;

use super::{Client, DeskError, Entered, Tries, openid, password::record_refusal, session};
use crate::{
    app::App,
    desk::own_account::second_factor::{Proof, proof},
    keys::token_hash,
    store::{
        StoreError, Tx,
        entity::{pending_sign_in, user_account},
        find, row,
    },
};

/// Wrong codes after which the password must be given again.
const MOST_WRONG: i64 = 5;

/// Checks the code that follows the password and opens a session.
///
/// # Errors
/// [`DeskError::SignIn`] for a wrong code, [`DeskError::NotFound`] when the password must be given again,
/// [`DeskError::Wait`] after many tries.
pub async fn enter_code(app: &App, token: &str, code: &str, from: &Client) -> Result<Entered, DeskError> {
    let hash = token_hash(token);
    let pending = row::find::<pending_sign_in::Entity>(app.store.reader(), hash).await?;
    let now = app.clock.now().as_microsecond();
    let alive = pending.filter(|row| row.expires_at > now && row.wrong_codes < MOST_WRONG);
    let pending = alive.ok_or(DeskError::NotFound("sign-in"))?;
    let account = row::get::<user_account::Entity>(app.store.reader(), pending.user_id, "sign-in").await?;
    if account.disabled_at.is_some() {
        return Err(DeskError::NotFound("sign-in"));
    }
    let tries = Tries::of_code(app, account.id, from).await?;
    tries.begin(app).await?;
    match proof(app, account.id, code).await? {
        Some(proof) => go_in(app, pending, account, (proof, tries), from).await,
        None => refuse(app, pending).await,
    }
}

/// The proof is used up, the pending sign-in is over, the session begins: all, or nothing.
async fn go_in(
    app: &App,
    pending: pending_sign_in::Model,
    account: user_account::Model,
    (proof, tries): (Proof, Tries),
    from: &Client,
) -> Result<Entered, DeskError> {
    let again = pending.clone();
    let (opened, begin) = session::prepare(app, &account, from.clone(), Payload::new().text("with", proof.word()))?;
    let entered = app.store.write(move |tx: &Tx<'_>| {
        Box::pin(async move {
            // Somebody else may have used either a moment ago.
            if !proof.use_up(tx, account.id, begin.at).await?
                || !find::end_pending_sign_in(tx, &pending.token_hash).await?
            {
                return Err(DeskError::SignIn);
            }
            tries.succeeded(tx).await?;
            openid::link_pending(tx, &pending, begin.at).await?;
            session::open_in(tx, begin).await?;
            Ok(())
        })
    });
    match entered.await {
        Ok(()) => Ok(opened),
        Err(DeskError::SignIn) => refuse(app, again).await,
        Err(other) => Err(other),
    }
}

async fn refuse<T>(app: &App, pending: pending_sign_in::Model) -> Result<T, DeskError> {
    let user = pending.user_id;
    app.store
        .write(move |tx: &Tx<'_>| Box::pin(async move { find::wrong_code(tx, &pending.token_hash).await }))
        .await
        .map_err(|error: StoreError| DeskError::from(error))?;
    record_refusal(app, Some(user.into()), Payload::new().text("step", "code")).await?;
    Err(DeskError::SignIn)
}
