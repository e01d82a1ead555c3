//! What the cases of the last days needed, as calls for a simulation to play out anew.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use vigie_domain::matching::{Need, Shortlist, simulation::Arrival};

use crate::{
    app::App,
    desk::{DeskError, step::document},
    store::find,
};

/// Cases that are played out at most; of more, the newest are.
const CASES_AT_MOST: u64 = 5000;

/// The cases of the last `days` that looked for a provider, oldest first: when, and what each needed before anybody was
/// asked. Exercises are left out.
///
/// # Errors
/// The database; a list that can't be read back.
pub async fn past_calls(app: &App, days: u32) -> Result<Vec<Arrival>, DeskError> {
    let since = app.clock.now() - SignedDuration::from_hours(24 * i64::from(days));
    let db = app.store.reader();
    let mut ids = find::first_lists_since(db, since.as_microsecond(), CASES_AT_MOST).await?;
    ids.reverse();
    let read = |list: &serde_json::Value| {
        let Shortlist { need, context, .. } = document("shortlist", list)?;
        let (asked, declined, widened) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        Ok(Arrival { at: context.now, need: Need { asked, declined, widened, ..need } })
    };
    Ok(find::frozen_lists(db, &ids, read).await?)
}
