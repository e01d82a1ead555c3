//! What happens to a mail after an attempt to send it: pure, the queue itself is `store`'s.
//!
//! Nothing is deleted on failure: a mail that can't be delivered stays, in a state that a page and a person see.

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp};

/// Where a mail to one recipient stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutboxState {
    /// Waits for a worker.
    Queued,
    /// Kept back: over budget, or the mailbox became unsafe. A person decides.
    Held,
    /// A worker has it, until its lease ends; then it is claimed again.
    Sending,
    /// The server took it. Says nothing about the mailbox.
    Sent,
    /// The recipient's server reported that it is in the mailbox.
    Delivered,
    /// The server, or the way to it, said "later".
    Deferred,
    /// The server, or the recipient's, refused it for good.
    Bounced,
    /// Every attempt failed.
    GaveUp,
    /// What it announced no longer stood when its turn came.
    Dropped,
    /// A person decided that it doesn't leave, and said why.
    Cancelled,
}

impl OutboxState {
    /// Every state.
    pub const ALL: &'static [Self] = &[
        Self::Queued,
        Self::Held,
        Self::Sending,
        Self::Sent,
        Self::Delivered,
        Self::Deferred,
        Self::Bounced,
        Self::GaveUp,
        Self::Dropped,
        Self::Cancelled,
    ];

    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Held => "held",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Deferred => "deferred",
            Self::Bounced => "bounced",
            Self::GaveUp => "gave_up",
            Self::Dropped => "dropped",
            Self::Cancelled => "cancelled",
        }
    }

    /// Nothing more happens by itself.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Sent | Self::Delivered | Self::Bounced | Self::GaveUp | Self::Dropped | Self::Cancelled)
    }
}

impl fmt::Display for OutboxState {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// The word names no state of the outbox.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown outbox state {0:?}")]
pub struct UnknownState(pub String);

impl FromStr for OutboxState {
    type Err = UnknownState;
    fn from_str(word: &str) -> Result<Self, UnknownState> {
        Self::ALL.iter().copied().find(|state| state.as_str() == word).ok_or_else(|| UnknownState(word.to_owned()))
    }
}

/// How an attempt ended. An attempt that a stop of the machine cut short stands as `unknown` among the attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it.
    Accepted,
    /// No answer, a broken connection, or a 4xx.
    Transient,
    /// A 5xx, or an address that no server is asked for.
    Permanent,
}

impl Outcome {
    /// As the attempt's row keeps it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Transient => "transient",
            Self::Permanent => "permanent",
        }
    }
}

/// How patient the desk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// The wait after the first failure; it doubles after each.
    pub first_wait: SignedDuration,
    /// The wait never grows above this.
    pub longest_wait: SignedDuration,
    /// After so many attempts it is given up and a person told.
    pub attempts: u32,
    /// How long a worker may hold a mail before another one takes it.
    pub lease: SignedDuration,
}

impl Default for Patience {
    /// Twenty attempts over about a day: an offer is soon tried again, a server that is down overnight loses nothing.
    fn default() -> Self {
        Self {
            first_wait: SignedDuration::from_secs(20),
            longest_wait: SignedDuration::from_hours(2),
            attempts: 20,
            lease: SignedDuration::from_mins(5),
        }
    }
}

/// What to write on the row after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// The state.
    pub state: OutboxState,
    /// When to try again, if so.
    pub retry_at: Option<Timestamp>,
    /// A person must be told: this mail will not arrive.
    pub tell_a_person: bool,
}

impl Patience {
    /// Decides what follows an attempt. `attempt` counts from 1; `jitter` is a random number in [0, 1) that spreads
    /// the retries of mails that failed together over half of their wait.
    #[must_use]
    pub fn after(&self, outcome: Outcome, attempt: u32, now: Timestamp, jitter: f64) -> Next {
        match outcome {
            Outcome::Accepted => Next { state: OutboxState::Sent, retry_at: None, tell_a_person: false },
            Outcome::Permanent => Next { state: OutboxState::Bounced, retry_at: None, tell_a_person: true },
            Outcome::Transient if attempt >= self.attempts => {
                Next { state: OutboxState::GaveUp, retry_at: None, tell_a_person: true }
            }
            Outcome::Transient => {
                let retry_at = now.checked_add(self.wait(attempt, jitter)).unwrap_or(Timestamp::MAX);
                Next { state: OutboxState::Deferred, retry_at: Some(retry_at), tell_a_person: false }
            }
        }
    }

    /// Between half of the wait and the whole: never at once, never later than promised.
    fn wait(&self, attempt: u32, jitter: f64) -> SignedDuration {
        let doublings = attempt.saturating_sub(1).min(30);
        let whole = self.first_wait.as_secs_f64() * f64::from(1_u32 << doublings);
        let whole = whole.min(self.longest_wait.as_secs_f64());
        SignedDuration::from_secs_f64(whole * (0.5 + jitter.clamp(0.0, 1.0) / 2.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn an_accepted_mail_is_sent_and_a_refused_one_tells_a_person() {
        let patience = Patience::default();
        assert_eq!(patience.after(Outcome::Accepted, 3, NOW, 0.5).state, OutboxState::Sent);
        let refused = patience.after(Outcome::Permanent, 1, NOW, 0.5);
        assert_eq!((refused.state, refused.tell_a_person), (OutboxState::Bounced, true));
    }

    #[test]
    fn the_last_attempt_gives_up_and_tells_a_person() {
        let patience = Patience::default();
        let last = patience.after(Outcome::Transient, patience.attempts, NOW, 0.0);
        assert_eq!(last, Next { state: OutboxState::GaveUp, retry_at: None, tell_a_person: true });
    }

    #[test]
    fn the_default_waits_about_a_day_in_all() {
        let patience = Patience::default();
        let total: f64 = (1..patience.attempts).map(|attempt| patience.wait(attempt, 1.0).as_secs_f64()).sum();
        assert!((16.0..36.0).contains(&(total / 3600.0)), "{} h", total / 3600.0);
    }

    #[test]
    fn every_state_reads_back() {
        for state in OutboxState::ALL {
            assert_eq!(state.as_str().parse(), Ok(*state));
        }
    }

    proptest! {
        #[test]
        fn a_retry_is_never_at_once_and_never_above_the_longest_wait(attempt in 1_u32..10_000, jitter in 0.0_f64..1.0) {
            let patience = Patience { attempts: u32::MAX, ..Patience::default() };
            let retry = patience.after(Outcome::Transient, attempt, NOW, jitter).retry_at.unwrap();
            let wait = retry.duration_since(NOW);
            prop_assert!(wait >= SignedDuration::from_secs(10) && wait <= patience.longest_wait);
        }
    }
}
