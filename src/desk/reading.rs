//! Who read what: reading a case is an act, too. Downloads are told one by one, looks at a page once in ten minutes.

use std::{collections::HashMap, sync::Mutex};

use uuid::Uuid;
use vigie_domain::audit::{Action, EventDraft, Payload, Subject};

use super::{By, DeskError};
use crate::{
    app::App,
    store::{StoreError, audit},
};

/// One look in so many microseconds counts.
const LOOK: i64 = 600 * 1_000_000;

/// Who looked at what, until when another look is the same one. Kept in memory: a new start tells one look too many.
#[derive(Debug, Default)]
pub struct Looks(Mutex<HashMap<(Uuid, Uuid), i64>>);

impl Looks {
    /// Is this look one that must be told?
    fn is_new(&self, who: Uuid, what: Uuid, now: i64) -> bool {
        // A lock that a panic poisoned holds looks all the same.
        let mut known = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if known.get(&(who, what)).is_some_and(|until| now < *until) {
            return false;
        }
        known.retain(|_, until| now < *until);
        known.insert((who, what), now + LOOK);
        true
    }
}

/// Somebody of the staff, or a partner's system, looks at a case: told before it is shown, once in ten minutes.
///
/// # Errors
/// The database.
pub async fn looked_at(app: &App, by: &By, case: Uuid) -> Result<(), DeskError> {
    let Some(who) = reader(by) else { return Ok(()) };
    if app.looks.is_new(who, case, app.clock.now().as_microsecond()) {
        tell(app, by, Subject::Incident(case.into()), Action::ReadIncident, Payload::new()).await?;
    }
    Ok(())
}

/// A partner's system follows the trail: told once in ten minutes, or it would read of nothing but its own reading.
///
/// # Errors
/// The database.
pub async fn followed_trail(app: &App, by: &By) -> Result<(), DeskError> {
    let Some(who) = reader(by) else { return Ok(()) };
    if app.looks.is_new(who, Uuid::nil(), app.clock.now().as_microsecond()) {
        tell(app, by, Subject::Desk, Action::ReadAudit, Payload::new().text("what", "events")).await?;
    }
    Ok(())
}

const fn reader(by: &By) -> Option<Uuid> {
    match by {
        By::Staff(staff) => Some(staff.id.0),
        By::Token { id, .. } => Some(*id),
        _ => None,
    }
}

/// Somebody takes data away: told before the answer, each time. `what` is a word of ours, such as `receipt`.
///
/// # Errors
/// The database.
pub async fn downloaded(app: &App, by: &By, subject: Subject, what: &str) -> Result<(), DeskError> {
    tell(app, by, subject, Action::ReadExport, Payload::new().text("what", what)).await
}

async fn tell(app: &App, by: &By, subject: Subject, action: Action, payload: Payload) -> Result<(), DeskError> {
    let (now, event) = (app.clock.now(), EventDraft { subject, actor: by.actor(), action, payload });
    let told: Result<(), StoreError> =
        app.store.write(move |tx| Box::pin(async move { audit::append(tx, vec![event], now).await })).await;
    Ok(told?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_look_in_ten_minutes_counts_for_each_person_and_case() {
        let (looks, ana, bea, case) = (Looks::default(), Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        assert!(looks.is_new(ana, case, 0));
        assert!(!looks.is_new(ana, case, LOOK - 1));
        assert!(looks.is_new(bea, case, 1));
        assert!(looks.is_new(ana, case, LOOK));
    }
}
