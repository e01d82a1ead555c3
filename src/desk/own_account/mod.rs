//! What somebody of the staff does with her own account: second factor, recovery codes, sessions, password. Each asks for
//! the password again, since a session that was left open isn't its owner.

mod error;
mod password;
pub(super) mod second_factor;
mod sessions;

pub use error::AccountError;
pub use password::change_password;
pub use second_factor::{
    Enrolment, NewCodes, begin_second_factor, recovery_codes_left, remove_second_factor, renew_recovery_codes,
    second_factor_shown, set_second_factor,
};
pub use sessions::{OpenSession, end_other_sessions, end_session, own_sessions};

use super::{DeskError, Staff, sign_in};
use crate::{
    app::App,
    store::{entity::user_account, row},
};

/// Somebody and the session she acts in.
#[derive(Debug, Clone)]
pub struct Own {
    /// The person.
    pub staff: Staff,
    /// The token of her session.
    pub token: String,
}

/// The account, once its owner has given the password again.
async fn confirmed(
    app: &App,
    own: &Own,
    password: String,
) -> Result<(user_account::Model, sign_in::Tries), AccountError> {
    let tries = sign_in::Tries::of_own(app, own.staff.id.0);
    tries.begin(app).await?;
    let account = account_of(app, own).await?;
    if sign_in::is_password_of(Some(&account), password).await? {
        Ok((account, tries))
    } else {
        Err(AccountError::WrongPassword)
    }
}

async fn account_of(app: &App, own: &Own) -> Result<user_account::Model, DeskError> {
    Ok(row::get::<user_account::Entity>(app.store.reader(), own.staff.id.0, "account").await?)
}
