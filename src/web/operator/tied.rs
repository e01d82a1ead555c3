//! Ties of who reads: what concerns the choice of a firm that she has a tie with isn't hers to do, and the page says so.

use crate::{
    app::App,
    desk::{DeskError, Staff, read::CaseFile},
    store::find,
    web::{
        error::WebError,
        view::{
            console::{OfferRow, Shortlist},
            page::Page,
        },
    },
};

/// Takes the controls of choice and of spoken answers away where this person has declared a tie.
///
/// # Errors
/// The database.
pub async fn keep_from(
    app: &App,
    person: &Staff,
    page: &Page,
    file: &CaseFile,
    (offers, shortlist): (&mut [OfferRow], &mut Option<Shortlist>),
) -> Result<(), WebError> {
    let ties = find::ties_of(app.store.reader(), person.id.0).await.map_err(DeskError::from)?;
    let tied: Vec<String> = ties.iter().map(|id| id.simple().to_string()).collect();
    for row in offers {
        let asked = file.offers.iter().find(|offer| offer.id.simple().to_string() == row.id);
        if asked.is_some_and(|offer| ties.contains(&offer.provider_id)) {
            (row.may_answer, row.may_choose) = (false, false);
            row.tied = Some(page.say("case-tied"));
        }
    }
    for able in shortlist.iter_mut().flat_map(|list| &mut list.candidates).filter(|able| tied.contains(&able.id)) {
        able.proposed = false;
        able.tied = Some(page.say("case-tied"));
    }
    Ok(())
}
