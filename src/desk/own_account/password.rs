//! A new password.

use vigie_domain::audit::Action;

use super::{AccountError, Own, confirmed, second_factor::changed};
use crate::{
    app::App,
    desk::{hash_password, manage_users::SHORTEST_PASSWORD},
    store::row,
};

/// Changes the own password. Other sessions end, the own one gets a new token, which is answered.
///
/// # Errors
/// [`AccountError::WrongPassword`] for the current one, [`AccountError::WeakPassword`] for the new one.
pub async fn change_password(app: &App, own: &Own, current: String, new: String) -> Result<String, AccountError> {
    if new.chars().count() < SHORTEST_PASSWORD || new == current {
        return Err(AccountError::WeakPassword);
    }
    let (_, tries) = confirmed(app, own, current).await?;
    let hash = hash_password(new).await?;
    changed(app, own, Action::UserPasswordChanged, tries, move |tx, mut account, _| {
        Box::pin(async move {
            account.password_hash = hash;
            row::save(tx, account).await?;
            Ok(())
        })
    })
    .await
}
