//! A case's page without a mailbox: a code that is read out over the telephone, and the postal code.

use uuid::Uuid;
use vigie_domain::reference::TrackingCode;

use super::DeskError;
use crate::{app::App, store::find};

/// Days after which a closed case no longer opens by its code.
const DAYS_AFTER_CLOSING: i64 = 90;

/// The code of a case. It is stored nowhere: only this desk's key makes it.
#[must_use]
pub fn tracking_code(app: &App, incident: Uuid) -> TrackingCode {
    TrackingCode::from_bits(app.keys.spoken_code(incident))
}

/// The case that a code and a postal code open. Whatever is wrong, the answer is the same.
///
/// # Errors
/// [`DeskError::NotFound`].
pub async fn case_by_code(app: &App, code: &str, postal_code: &str) -> Result<Uuid, DeskError> {
    let unknown = DeskError::NotFound("case");
    let Ok(typed) = code.parse::<TrackingCode>() else { return Err(unknown) };
    let place: String = postal_code.chars().filter(char::is_ascii_digit).collect();
    let since = app.clock.now().as_microsecond() - DAYS_AFTER_CLOSING * 86_400_000_000;
    let cases = find::cases_at(app.store.reader(), &place, since).await?;
    // Every case of the place is looked at, found or not: the time taken says nothing.
    let found = cases.into_iter().fold(None, |found, case| {
        let is_it = tracking_code(app, case).digest() == typed.digest();
        if is_it { Some(case) } else { found }
    });
    found.ok_or(unknown)
}
