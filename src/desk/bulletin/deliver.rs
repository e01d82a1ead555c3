//! A bulletin reaches its cases, each when its turn comes: line, mail and act in one transaction with the mark that it was
//! there. Kill the desk anywhere: the next round goes on with the case that is next.

use std::sync::Arc;

use vigie_domain::{
    audit::{Action, Payload},
    incident::is_over,
};

use super::Bulletin;
use crate::{
    app::App,
    desk::{
        By, DeskError,
        follow_up::mail_to_victim,
        outgoing,
        step::{Step, Visible, step},
    },
    store::{
        StoreError, Tx,
        entity::{bulletin, bulletin_case},
        find, row,
    },
};

/// Cases of a round.
const AT_ONCE: u64 = 200;

/// Writes the bulletins to the cases whose turn has come. Idempotent.
///
/// # Errors
/// The database. One case's failure keeps no other from its turn.
pub async fn deliver_bulletins(app: &Arc<App>) -> Result<(), DeskError> {
    let now = app.clock.now().as_microsecond();
    let mut trouble = None;
    for turn in find::due_bulletin_cases(app.store.reader(), now, AT_ONCE).await? {
        match reach(app, turn.clone()).await {
            Ok(()) => {}
            // Nobody is there any more to be told.
            Err(DeskError::Erased | DeskError::NotFound(_)) => pass_over(app, turn).await?,
            Err(other) => trouble = Some(other),
        }
    }
    trouble.map_or(Ok(()), Err)
}

async fn reach(app: &Arc<App>, turn: bulletin_case::Model) -> Result<(), DeskError> {
    let written = row::get::<bulletin::Entity>(app.store.reader(), turn.bulletin_id, "bulletin").await?;
    step(app, &By::Desk, turn.incident_id, move |step| {
        Box::pin(async move {
            if !take_turn(step.tx, &turn, step.now.as_microsecond()).await? || is_over(step.state()?) {
                return Ok(());
            }
            tell(step, written).await
        })
    })
    .await
}

async fn tell(step: &mut Step<'_>, written: bulletin::Model) -> Result<(), DeskError> {
    let bulletin = Bulletin { fr: written.words_fr, en: written.words_en, ..Bulletin::default() };
    let words = bulletin.words(outgoing::language(&step.incident)).to_owned();
    let entry = step.quote("message", words.clone(), step.now, Visible::Victim).await?;
    let payload = Payload::new().text("entry", entry.simple()).text("to", Visible::Victim.as_str());
    step.event(Action::MessageSent, payload.text("bulletin", written.id.simple()));
    mail_to_victim(step, &words, Visible::Victim).await
}

/// Marks the turn as taken; another worker may have been faster.
async fn take_turn(tx: &Tx<'_>, turn: &bulletin_case::Model, now: i64) -> Result<bool, StoreError> {
    let key = (turn.bulletin_id, turn.incident_id);
    let row = row::get::<bulletin_case::Entity>(tx.db(), key, "bulletin").await?;
    if row.done_at.is_some() {
        return Ok(false);
    }
    row::save(tx, bulletin_case::Model { done_at: Some(now), ..row }).await?;
    Ok(true)
}

async fn pass_over(app: &App, turn: bulletin_case::Model) -> Result<(), DeskError> {
    let now = app.clock.now().as_microsecond();
    let passed: Result<bool, StoreError> =
        app.store.write(move |tx| Box::pin(async move { take_turn(tx, &turn, now).await })).await;
    passed?;
    Ok(())
}
