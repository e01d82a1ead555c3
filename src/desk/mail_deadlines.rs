//! Legal clocks that run out are told in time: when three quarters of one are over, and nine tenths, to who follows the case,
//! or to the rota. Once each, however many nodes there are.

use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;
use vigie_domain::{
    audit::{Action, Payload},
    vocabulary::Lang,
};

use super::{
    By, DeskError,
    offers::reference,
    outgoing,
    step::{Step, Visible, step},
};
use crate::{
    app::App,
    i18n::Words,
    mail::message::{DeadlineWarning, DeskWord},
    store::{
        entity::{deadline, deadline_warning, sensitive_case, user_account},
        find, row,
    },
};

/// Hundredths of a clock's time after which somebody is told; the later ones first, so that a desk that was down tells the
/// latest alone.
const SHARES: [i32; 2] = [90, 75];

/// Warns of every running clock that has come so far. Idempotent.
///
/// # Errors
/// The database; what was told before stays told.
pub async fn warn_of_deadlines(app: &Arc<App>) -> Result<(), DeskError> {
    let now = app.clock.now().as_microsecond();
    for percent in SHARES {
        for clock in find::deadlines_to_warn(app.store.reader(), percent, now).await? {
            step(app, &By::Desk, clock.incident_id, move |step| {
                Box::pin(async move { warn(step, clock.id, percent).await })
            })
            .await?;
        }
    }
    Ok(())
}

async fn warn(step: &mut Step<'_>, id: Uuid, percent: i32) -> Result<(), DeskError> {
    let clock = row::get::<deadline::Entity>(step.tx.db(), id, "deadline").await?;
    // The case is locked: nobody else tells it meanwhile.
    if clock.state != "running" || find::was_warned(step.tx.db(), id, percent).await? {
        return Ok(());
    }
    let warned_at = step.now.as_microsecond();
    row::insert(step.tx, deadline_warning::Model { deadline_id: id, percent, warned_at }).await?;
    step.event(Action::DeadlineWarned, Payload::new().text("clock", &clock.clock).integer("percent", percent));
    step.tell("entry-deadline-warned", json!({ "clock": clock.clock, "count": percent }), Visible::Desk).await?;
    let Some(due) = clock.due_at else { return Ok(()) };
    let Some((address, may_know)) = reader(step).await? else { return Ok(()) };
    let words = Words(Lang::Fr);
    let law = step.app.law.get(&clock.clock).filter(|_| may_know);
    let message = DeadlineWarning {
        reference: reference(step),
        what: DeskWord(law.map_or_else(|| words.say("mail-deadline-veiled"), |law| law.title.fr.clone())),
        who: DeskWord(law.map_or_else(String::new, |law| law.who.fr.clone())),
        article: DeskWord(law.and_then(|law| law.article.clone()).unwrap_or_default()),
        due: crate::clock::instant(due),
        page_url: format!("{}/incidents/{}", step.app.config.public_url(), step.incident.reference),
    };
    let rendered = outgoing::render(&step.app, Lang::Fr, step.now, |setting| message.render(setting));
    Ok(outgoing::queue(step, None, &address, rendered).await?)
}

/// Who follows the case, else the first of the rota; and whether that person may know what it is about.
async fn reader(step: &Step<'_>) -> Result<Option<(String, bool)>, DeskError> {
    if let Some(owner) = step.incident.owner {
        let account = row::find::<user_account::Entity>(step.tx.db(), owner).await?;
        if let Some(account) = account.filter(|account| account.disabled_at.is_none()) {
            return Ok(Some((account.email, true)));
        }
    }
    let sensitive = row::find::<sensitive_case::Entity>(step.tx.db(), step.incident.id).await?.is_some();
    Ok(step.app.config.desk.rota.first().map(|person| (person.email.clone(), !sensitive)))
}
