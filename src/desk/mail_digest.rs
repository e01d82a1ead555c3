//! The day, written to the supervisors: once each morning, at the hour of the settings, in the desk's time zone. The row of
//! the day keeps it from being written twice, however many nodes there are and however often one starts.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, Zoned, civil::Time};
use vigie_domain::{
    audit::{Action, EventDraft, Payload, Subject},
    incident::is_over,
    vocabulary::{IncidentState, Lang},
};

use super::{By, DeskError, outgoing};
use crate::{
    app::App,
    mail::message::{DeskWord, Digest},
    store::{
        StoreError, Tx, audit,
        entity::{digest, user_account},
        find, row,
    },
};

/// A desk that was down at the hour writes later, but no longer than this: an evening's digest of the morning helps nobody.
const LATEST: SignedDuration = SignedDuration::from_hours(4);
/// Legal clocks that are named, at most; the page has them all.
const MOST_CLOCKS: u64 = 10;

/// Writes the digest of the day, if it is time for it and nobody has. Idempotent.
///
/// # Errors
/// The database.
pub async fn write_digest(app: &Arc<App>) -> Result<(), DeskError> {
    let now = app.clock.now();
    let local = now.to_zoned(outgoing::zone(&app.config));
    let Some(at) = app.config.mail.digest_time() else { return Ok(()) };
    let day = local.date().to_string();
    // A desk that starts for the first time has no night behind it.
    let Some(last) = find::last_digest(app.store.reader()).await? else { return begin(app, day, now).await };
    if last.day >= day || !is_due(&local, at) {
        return Ok(());
    }
    let recipients = find::supervisors(app.store.reader()).await?;
    let digest = day_of(app, last.written_at, now).await?;
    let says_something = digest.says_something() || app.config.mail.digest_when_quiet;
    let recipients = if says_something { recipients } else { Vec::new() };
    keep(app, row_of(day, now, recipients.len()), (digest, recipients)).await
}

/// Is it time? An hour that the change of the clocks leaves out comes a little later.
fn is_due(local: &Zoned, at: Time) -> bool {
    let due = local.date().to_datetime(at).to_zoned(local.time_zone().clone());
    let now = local.timestamp();
    due.is_ok_and(|due| (due.timestamp()..due.timestamp() + LATEST).contains(&now))
}

async fn day_of(app: &App, since: i64, now: Timestamp) -> Result<Digest, DeskError> {
    let db = app.store.reader();
    let open: Vec<&str> =
        IncidentState::ALL.iter().filter(|state| !is_over(**state)).map(|state| state.as_str()).collect();
    let counts = find::day_counts(db, &open, since, now.as_microsecond()).await?;
    let tomorrow = (now + SignedDuration::from_hours(24)).as_microsecond();
    let clocks = find::deadlines_before(db, tomorrow, MOST_CLOCKS).await?;
    let alarms = find::open_alarms(db).await?.len();
    let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Digest {
        reports: number(counts.reports),
        open: number(counts.open),
        unassigned: number(counts.unassigned),
        uncontacted: number(counts.uncontacted),
        alarms: u32::try_from(alarms).unwrap_or(u32::MAX),
        undelivered: number(counts.undelivered),
        unread: number(counts.unread),
        deadlines: clocks.into_iter().map(|(case, due)| (DeskWord(case), crate::clock::instant(due))).collect(),
        page_url: format!("{}/dashboard", app.config.public_url()),
    })
}

fn row_of(day: String, now: Timestamp, recipients: usize) -> digest::Model {
    let recipients = i32::try_from(recipients).unwrap_or(i32::MAX);
    digest::Model { day, written_at: now.as_microsecond(), recipients }
}

async fn begin(app: &Arc<App>, day: String, now: Timestamp) -> Result<(), DeskError> {
    let row = row_of(day, now, 0);
    once(app.store.write(move |tx: &Tx<'_>| Box::pin(async move { row::insert(tx, row).await })).await)
}

/// The row of the day and the messages, together.
async fn keep(
    app: &Arc<App>,
    day: digest::Model,
    (digest, recipients): (Digest, Vec<user_account::Model>),
) -> Result<(), DeskError> {
    let (now, shared) = (app.clock.now(), Arc::clone(app));
    let written = app.store.write(move |tx: &Tx<'_>| {
        Box::pin(async move {
            row::insert(tx, day).await?;
            let mut events = Vec::new();
            for person in recipients {
                let rendered = outgoing::render(&shared, Lang::Fr, now, |setting| digest.render(setting));
                let message = outgoing::row_of(&shared, (None, None), &person.email, rendered, now);
                let payload = Payload::new().text("kind", &message.kind).text("message", message.id.simple());
                let (subject, actor, action) = (Subject::Desk, By::Desk.actor(), Action::MailQueued);
                events.push(EventDraft { subject, actor, action, payload });
                row::insert(tx, message).await?;
            }
            if events.is_empty() { Ok(()) } else { audit::append(tx, events, now).await }
        })
    });
    once(written.await)?;
    app.nudge.notify_one();
    Ok(())
}

/// Another node has written it: that is as good.
fn once(written: Result<(), StoreError>) -> Result<(), DeskError> {
    match written {
        Err(StoreError::Conflict { .. }) => Ok(()),
        other => Ok(other?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(local: &str, at: &str) -> bool {
        is_due(&local.parse().unwrap(), at.parse().unwrap())
    }

    #[test]
    fn it_is_due_from_the_hour_on_and_for_four_hours() {
        assert!(!due("2026-11-24T07:59:59+01:00[Europe/Paris]", "08:00"));
        assert!(due("2026-11-24T08:00:00+01:00[Europe/Paris]", "08:00"));
        assert!(due("2026-11-24T11:59:59+01:00[Europe/Paris]", "08:00"));
        assert!(!due("2026-11-24T12:00:00+01:00[Europe/Paris]", "08:00"));
    }

    #[test]
    fn the_change_of_the_clocks_loses_no_day_and_doubles_none() {
        // On 28 March 2027 there is no 02:30 in Paris; on 31 October there are two.
        assert!(due("2027-03-28T03:30:00+02:00[Europe/Paris]", "02:30"));
        assert!(due("2027-10-31T02:30:00+02:00[Europe/Paris]", "02:30"));
        assert!(due("2027-10-31T02:30:00+01:00[Europe/Paris]", "02:30"));
    }
}
