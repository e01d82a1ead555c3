//! How often somebody may be wrong. Tries are counted for one account *and* one client, so that nobody can make somebody
//! else wait; and a browser that its owner has used before has a count of its own.
//!
//! A try is counted before it is looked at: many at once gain nothing. Accounts that don't exist are counted like others.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{Client, DeskError};
use crate::{
    app::App,
    keys::token_hash,
    store::{StoreError, Tx, find, row},
};

/// Tries that cost nothing.
const FREE: i64 = 5;
/// The wait after these; it doubles with each further try.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(30);
/// The wait grows no further.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(15);
/// Wrong codes of one account from all unknown clients together that cost nothing: who tries them knows the password.
const FREE_CODES: i64 = 20;
/// A count is forgotten after so long without a try.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);

/// The counts that one try adds to.
#[derive(Debug, Clone)]
pub struct Tries {
    counts: Vec<(String, i64)>,
}

impl Tries {
    /// Of a password.
    pub(super) async fn of_password(
        app: &App,
        account: &str,
        user: Option<Uuid>,
        from: &Client,
    ) -> Result<Self, DeskError> {
        let (client, _) = client_of(app, user, from).await?;
        Ok(Self { counts: vec![(app.keys.tries_of("password", account, &client), FREE)] })
    }

    /// Of a code. Unknown clients share a count as well: a million codes are few for many machines.
    pub(super) async fn of_code(app: &App, user: Uuid, from: &Client) -> Result<Self, DeskError> {
        let account = user.to_string();
        let (client, is_known) = client_of(app, Some(user), from).await?;
        let mut counts = vec![(app.keys.tries_of("code", &account, &client), FREE)];
        if !is_known {
            counts.push((app.keys.tries_of("code", &account, ""), FREE_CODES));
        }
        Ok(Self { counts })
    }

    /// Of the own password or code by somebody who is signed in.
    #[must_use]
    pub fn of_own(app: &App, user: Uuid) -> Self {
        Self { counts: vec![(app.keys.tries_of("own", &user.to_string(), ""), FREE)] }
    }

    /// Counts one more.
    ///
    /// # Errors
    /// [`DeskError::Wait`] with the seconds until the next try is looked at.
    pub async fn begin(&self, app: &App) -> Result<(), DeskError> {
        let (counts, now) = (self.counts.clone(), app.clock.now());
        let waits = app.store.write(move |tx| {
            Box::pin(async move {
                find::forget_tries(tx, (now - FORGOTTEN).as_microsecond()).await?;
                let mut wait = 0;
                for (who, free) in counts {
                    wait = wait.max(count(tx, who, free, now).await?);
                }
                Ok::<i64, StoreError>(wait)
            })
        });
        match waits.await? {
            0 => Ok(()),
            seconds => Err(DeskError::Wait { seconds: seconds.unsigned_abs() }),
        }
    }

    /// It was right: the counts begin anew.
    pub(in crate::desk) async fn succeeded(&self, tx: &Tx<'_>) -> Result<(), StoreError> {
        for (who, _) in &self.counts {
            find::forget_tries_of(tx, who).await?;
        }
        Ok(())
    }
}

/// The client as the counts know it: the browser, when this account has signed in from it; else its network.
async fn client_of(app: &App, user: Option<Uuid>, from: &Client) -> Result<(String, bool), DeskError> {
    let device = from.device.as_deref().map(token_hash).unwrap_or_default();
    // Asked for an account that doesn't exist too, so that both take as long.
    let known = find::known_device(app.store.reader(), &device, user.unwrap_or(Uuid::nil())).await?;
    Ok(match known {
        Some(row) => (format!("device {}", row.token_hash), true),
        None => (format!("network {}", from.network), false),
    })
}

/// Counts a try, unless it comes too early; answers the seconds to wait.
async fn count(tx: &Tx<'_>, who: String, free: i64, now: Timestamp) -> Result<i64, StoreError> {
    let now = now.as_microsecond();
    find::first_try(tx, &who, now).await?;
    let mut row = find::lock_tries(tx, &who).await?;
    let early = row.last_at + wait_after(row.tries, free) - now;
    if row.tries > 0 && early > 0 {
        return Ok((early + 999_999) / 1_000_000);
    }
    row.tries += 1;
    row.last_at = now;
    row::save(tx, row).await?;
    Ok(0)
}

/// Microseconds to wait after so many tries.
fn wait_after(tries: i64, free: i64) -> i64 {
    let Ok(doublings) = u32::try_from(tries - free) else { return 0 };
    let (first, longest) = (micros(FIRST_WAIT), micros(LONGEST_WAIT));
    first.checked_mul(1 << doublings.min(20)).map_or(longest, |wait| wait.min(longest))
}

fn micros(length: SignedDuration) -> i64 {
    i64::try_from(length.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_ends_growing() {
        let seconds = |tries| wait_after(tries, FREE) / 1_000_000;
        assert_eq!([4, 5, 6, 7, 9, 10, 11, 90].map(seconds), [0, 30, 60, 120, 480, 900, 900, 900]);
    }
}
