//! The own account of somebody of the staff: sessions, password, second factor.

pub mod overview;
pub mod second_factor;

use crate::{
    desk::AccountError,
    web::{
        error::WebError,
        view::{field::Filled, page::Page},
    },
};

/// Names of the fields of one form.
#[derive(Debug, Clone, Copy)]
struct Fields {
    /// The current password.
    password: &'static str,
    /// The code, or the new password.
    second: &'static str,
}

/// Says at its field what was refused; what no field is to blame for is passed on. No password is ever shown again.
fn refused(page: &Page, error: AccountError, fields: Fields) -> Result<Filled, WebError> {
    let mut form = Filled::default();
    match error {
        AccountError::WrongPassword => form.refuse(fields.password, page.say("account-password-wrong")),
        AccountError::WrongCode => form.refuse(fields.second, page.say("account-code-wrong")),
        AccountError::WeakPassword => form.refuse(fields.second, page.say("account-password-weak")),
        AccountError::TooOld => form.refuse(fields.second, page.say("account-page-old")),
        AccountError::Needed => form.refuse(fields.second, page.say("account-factor-needed")),
        AccountError::Desk(other) => return Err(other.into()),
    }
    Ok(form)
}
