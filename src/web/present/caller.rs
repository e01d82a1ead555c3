//! A caller that the desk may know, by number, SIRET or address.

use vigie_domain::intake::Phone;

use crate::{
    app::App,
    desk::{DeskError, Staff, TypedReport, Veil},
    store::find,
    web::{error::WebError, frame::Times, view::console::KnownCaller},
};

/// What a half-taken call says of who calls.
#[must_use]
pub fn keys_of_call(call: &TypedReport) -> find::CallerKeys {
    let some = |name: &str| Some(call.field(name).trim().to_owned()).filter(|text| !text.is_empty());
    find::CallerKeys {
        siret: some("siret").map(|text| text.replace(' ', "")),
        email: some("email").map(|text| text.to_lowercase()),
        ..keys_of_number(call.field("phone"))
    }
}

/// The same for a number alone.
#[must_use]
pub fn keys_of_number(number: &str) -> find::CallerKeys {
    let phone = Phone::parse(number, None).ok().map(|phone| phone.e164().to_owned());
    find::CallerKeys { phone, ..find::CallerKeys::default() }
}

/// The caller with earlier cases: « peut-être » when only the number says so.
///
/// # Errors
/// The database.
pub async fn known(
    app: &App,
    staff: &Staff,
    keys: &find::CallerKeys,
    times: &Times,
) -> Result<Option<KnownCaller>, WebError> {
    let mut earlier = find::incidents_of_caller(app.store.reader(), keys, 5).await.map_err(DeskError::from)?;
    let veil = Veil::of(app, staff).await?;
    earlier.retain(|case| !veil.covers(case.id));
    let Some(newest) = earlier.first() else { return Ok(None) };
    let set = app.playbooks.live();
    let is_same = |given: &Option<String>, kept: &Option<String>| given.is_some() && given == kept;
    let sure = is_same(&keys.siret, &newest.siret) || is_same(&keys.email, &newest.email);
    let history = earlier.iter().map(|case| {
        let title = super::category_title(&set, &case.category, times);
        let words = format!("{} · {title} · {}", case.reference, times.short(case.received_at));
        (format!("/incidents/{}", case.reference), words)
    });
    let organisation = super::victim(&newest.organisation, &newest.contact_name);
    Ok(Some(KnownCaller { organisation, sure, history: history.collect() }))
}
