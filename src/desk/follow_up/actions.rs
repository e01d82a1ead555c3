//! First actions: what was read out, done or refused, kept word for word.

use std::sync::Arc;

use uuid::Uuid;
use vigie_domain::audit::{Action, Payload};

use crate::{
    app::App,
    desk::{
        By, DeskError,
        assessment::advised_words,
        step::{Step, step},
    },
    fresh,
    store::{entity::action_tick, find, row},
};

/// What the operator ticks beside a first action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// It was read out.
    Said,
    /// The victim has done it.
    Done,
    /// The victim can't or won't.
    Refused,
}

impl Tick {
    /// As the row keeps it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

/// Ticks a first action: the exact sentence, who read it, and when, become evidence. `None` takes the tick back.
///
/// # Errors
/// [`DeskError::NotFound`] for an action that isn't advised.
pub async fn tick_action(
    app: &Arc<App>,
    by: &By,
    incident: Uuid,
    action_id: String,
    tick: Option<Tick>,
) -> Result<(), DeskError> {
    step(app, by, incident, move |step| {
        Box::pin(async move {
            let known = find::ticks_of(step.tx.db(), incident).await?;
            let before = known.into_iter().find(|row| row.action_id == action_id);
            match (before, tick) {
                (None, None) => Ok(()),
                (Some(row), None) => {
                    step.event(Action::ActionUnticked, Payload::new().text("action", &action_id));
                    Ok(row::delete(step.tx, row).await?)
                }
                (before, Some(tick)) => write_tick(step, before, &action_id, tick).await,
            }
        })
    })
    .await
}

async fn write_tick(
    step: &mut Step<'_>,
    before: Option<action_tick::Model>,
    action_id: &str,
    tick: Tick,
) -> Result<(), DeskError> {
    let stored = find::assessment(step.tx.db(), step.incident.id).await?;
    let words = advised_words(&stored, &step.incident, action_id)?.ok_or(DeskError::NotFound("action"))?;
    let payload = Payload::new().text("action", action_id).text("state", tick.as_str()).text("words", &words);
    step.event(Action::ActionTicked, payload);
    let is_new = before.is_none();
    let row = action_tick::Model {
        id: before.map_or_else(|| fresh::id(step.now), |row| row.id),
        incident_id: step.incident.id,
        action_id: action_id.to_owned(),
        words,
        state: tick.as_str().to_owned(),
        by_name: step.by.name(),
        at: step.now.as_microsecond(),
    };
    let written = if is_new { row::insert(step.tx, row).await } else { row::save(step.tx, row).await };
    Ok(written?)
}
